package dev.cairn.internal.alloc;

/** The processes that allocate in one file: which row of the superblock this one has, and whether the others are alive. */
public interface Owners {
    /** The row of this process, below {@link Superblock#ROWS}. No other living process has it. */
    int row();

    /** A number that no other process had in this row. */
    int generation();

    /**
     * Whether the process that has {@code row} is alive. May say true for a moment though it is dead, but never false while it is alive: it would
     * write where others do.
     */
    boolean isAlive(int row);

    /** Whether there is no other process, now or later. */
    default boolean areAlone() {
        return false;
    }

    /** A process that is alone in its file. */
    static Owners alone() {
        return new Owners() {
            @Override
            public int row() {
                return 0;
            }

            @Override
            public int generation() {
                return 0;
            }

            @Override
            public boolean isAlive(int row) {
                return false;
            }

            @Override
            public boolean areAlone() {
                return true;
            }
        };
    }
}
