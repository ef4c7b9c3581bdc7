package dev.cairn.internal.letter;

import dev.cairn.internal.life.Writers;

/**
 * Waits until a process has been dead for some time. One that lost its locks by an accident seems dead, and may work on for a moment before it
 * sees that.
 */
final class Patience {
    private boolean isDead;
    private long deadSince;

    /** Begins anew: it is about another process, or about another thing that it does. */
    void begin() {
        isDead = false;
    }

    /** Whether the process with {@code row} and {@code generation} is dead, and was at all calls for long enough. A system call at most. */
    boolean isOver(Writers writers, int row, int generation) {
        if (writers.isReplaced(row, generation)) {
            return true;
        }
        if (!writers.hasEnded(row, generation)) {
            isDead = false;
            return false;
        }
        long now = System.nanoTime();
        if (!isDead) {
            isDead = true;
            deadSince = now;
        }
        return now - deadSince >= writers.patienceNanos();
    }
}
