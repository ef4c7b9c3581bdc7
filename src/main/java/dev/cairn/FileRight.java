package dev.cairn;

import dev.cairn.internal.life.Right;
import dev.cairn.internal.life.StoreErrors;
import dev.cairn.internal.memory.StoreFile;
import java.io.IOException;
import java.util.concurrent.locks.Lock;

/** The right to use the file {@code held}. Whoever gives it up holds {@code leaving} meanwhile. */
record FileRight(StoreFile held, Lock leaving, StoreErrors errors) implements Right {
    @Override
    public boolean isLost() {
        return held.isLost();
    }

    @Override
    public void giveUp() {
        leaving.lock();
        try {
            held.release();
        } catch (IOException e) {
            errors.tell("the lock file of the store " + held.path() + " cannot be closed: " + e.getMessage());
        } finally {
            leaving.unlock();
        }
    }

    @Override
    public String loss() {
        return "the store " + held.path() + " was closed: a part of this program opened and closed the file "
                + held.path()
                + ".lock, so the system dropped the locks of this process, and others may change what it used";
    }
}
