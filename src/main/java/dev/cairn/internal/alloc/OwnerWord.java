package dev.cairn.internal.alloc;

import dev.cairn.internal.memory.Backoff;
import dev.cairn.internal.memory.Memory;

/**
 * A lock between processes: a word in a file that says who has it. A process that dies with the lock cannot let it go, so whoever waits takes
 * the lock from it.
 */
class OwnerWord {
    /*
     * Layout (8 bytes): [generation 32 | row + 1 32]; 0 while nobody has the lock
     *
     * Protocol
     *   1  Acquire: compare-and-set from 0 to the word of this process. One thread of a process at a time: a lock on the heap comes first.
     *   2  Who has waited for a millisecond asks whether the process in the word is alive, and asks again after each further one. So a
     *      process that was stopped keeps the lock: the time only says when to ask.
     *   3  Steal: if it is dead, compare-and-set from its word to that of this process.
     *   4  Release: 0, after all writes under the lock.
     * Invariants
     *   O1  The word names at most one process, and only that process changes it while it is alive. Of two that steal, the
     *       compare-and-set of one fails, since the first one's word is there.
     *   O2  The generation differs for each process that has the same row. So the word of a dead process is never that of a living one, and
     *       a compare-and-set that expects the word of a dead process fails if the lock went on meanwhile.
     *   O3  A process that finds its own word has left it there itself: an error came before the release. It may go on as if it had stolen.
     * Evidence: OwnerWordStress (jcstress) with its twin that steals by a plain write; SharedSlabsKillTest.
     */
    private static final long PATIENCE_NANOS = 1_000_000;

    private final Memory memory;
    private final long at;
    private final Owners owners;
    private final long mine;
    private final long patience;

    /** The word at {@code offset} of the file. */
    OwnerWord(Memory memory, long offset, Owners owners) {
        this(memory, offset, owners, PATIENCE_NANOS);
    }

    OwnerWord(Memory memory, long offset, Owners owners, long patience) {
        this.memory = memory;
        this.at = memory.atOffset(offset);
        this.owners = owners;
        this.mine = word(owners.row(), owners.generation());
        this.patience = patience;
    }

    /** The word of a process. */
    static long word(int row, int generation) {
        return ((long) generation << 32) | (row + 1);
    }

    /** The row of the process with {@code word}. */
    static int row(long word) {
        return (int) word - 1;
    }

    /** The word of this process. */
    final long mine() {
        return mine;
    }

    /** Takes the lock, after waiting for its owner. Returns whether the last owner left what it did under the lock half done. */
    final boolean acquire() {
        return !memory.casLong(at, 0, mine) && await();
    }

    private boolean await() {
        long since = System.nanoTime();
        for (int tries = 0; ; tries++) {
            long seen = memory.getLongAcquire(at);
            if (seen == mine) {
                return true;
            }
            if (seen == 0) {
                if (memory.casLong(at, 0, mine)) {
                    return false;
                }
            } else if (System.nanoTime() - since >= patience) {
                if (!isAlive(seen) && steal(seen)) {
                    return true;
                }
                since = System.nanoTime();
            }
            Backoff.pause(tries);
        }
    }

    /** Takes the lock from the dead process with the word {@code dead}; returns whether that succeeded. */
    boolean steal(long dead) {
        return memory.casLong(at, dead, mine);
    }

    /** Whether the process with {@code word} is alive; this one is. */
    final boolean isAlive(long word) {
        return word == mine || owners.isAlive(row(word));
    }

    /** Whether this process has the lock, or had it when an error came. For a thread that has the lock on the heap. */
    final boolean isMine() {
        return memory.getLongAcquire(at) == mine;
    }

    /** Lets the lock go. */
    final void release() {
        memory.setLongRelease(at, 0);
    }
}
