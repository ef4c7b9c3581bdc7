package dev.cairn.internal.life;

import java.util.concurrent.locks.ReentrantLock;

/** The lock of the reclaimer: who holds it keeps everything from being freed. */
public final class Turn {
    private Turn() {}

    /** The lock of {@code core}. */
    public static ReentrantLock of(Core core) {
        return core.tokens.turn;
    }
}
