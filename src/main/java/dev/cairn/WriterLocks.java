package dev.cairn;

import dev.cairn.internal.life.Crew;
import dev.cairn.internal.memory.ByteLocks;
import java.io.IOException;

/** The locks of the processes that write a file. {@code isToLead}: whether this one is to lead. */
record WriterLocks(ByteLocks locks, boolean isToLead) implements Crew.Locks {
    @Override
    public int row() {
        return locks.row();
    }

    @Override
    public boolean tryLead() {
        return locks.tryLead();
    }

    @Override
    public void endLead() {
        try {
            locks.endLead();
        } catch (IOException e) {
            // the lock file was closed; right() tells the program
        }
    }

    @Override
    public boolean isRowFree(int row) {
        return locks.isRowFree(row);
    }

    @Override
    public boolean sweepRow(int row, Runnable action) {
        return locks.sweepRow(row, action);
    }

    @Override
    public boolean whileNobodyOpens(Runnable action) {
        return locks.whileNobodyOpens(action);
    }

    @Override
    public boolean inNames(Runnable action) {
        return locks.inNames(action);
    }

    @Override
    public boolean inImage(Runnable action) {
        return locks.inImage(action);
    }

    @Override
    public boolean hasOthers() {
        try {
            return locks.isWrittenByOthers();
        } catch (IOException e) {
            return true; // the lock file was closed
        }
    }
}
