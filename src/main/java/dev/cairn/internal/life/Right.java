package dev.cairn.internal.life;

/** The right to write a file, or a row of pins: a lock. */
public interface Right {
    /** Whether this process has the lock no more, though it did not give it up. */
    boolean isLost();

    /** Gives the lock up. Nobody here uses the file, or the row. */
    void giveUp();

    /** What to tell the program when the lock was lost. */
    String loss();
}
