package dev.cairn.internal.alloc;

import java.util.Set;

/** A process in a test: the others live, but for those whose rows are {@code dead}. */
public record Row(int row, int generation, Set<Integer> dead) implements Owners {
    /** The process with {@code row}, in whose time all live. */
    public static Row of(int row) {
        return new Row(row, 1, Set.of());
    }

    /** As {@link #of}; {@code dead} have died. */
    public static Row after(int row, Integer... dead) {
        return new Row(row, 1, Set.of(dead));
    }

    @Override
    public boolean isAlive(int other) {
        return !dead.contains(other);
    }
}
