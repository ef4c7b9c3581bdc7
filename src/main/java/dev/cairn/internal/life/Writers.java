package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Superblock;

/**
 * The processes that write a store, for those who wait for one of them: which is this one, and whether another has ended. A process is named by
 * its row and its generation: the number of its opening of the file, which no other opening has.
 */
public interface Writers {
    /** How many processes can write. */
    int ROWS = Superblock.ROWS;

    /** The row of this process, below {@link #ROWS}. */
    int row();

    /** The generation of this process. */
    int generation();

    /** Whether the process with {@code row} and {@code generation} has ended. May be false for a moment after its end. A system call at most. */
    boolean hasEnded(int row, int generation);

    /** Whether another process has had {@code row} since the one with {@code generation}, which is gone for good then. */
    boolean isReplaced(int row, int generation);

    /** How long a process seems dead at most that lives: it has lost its locks by an accident, and does not know that yet. */
    long patienceNanos();

    /** The number that the system gave to the process which has {@code row}, or had it last. */
    long pid(int row);
}
