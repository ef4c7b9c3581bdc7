package dev.cairn;

/** How much a store remembers for finding mistakes. */
public enum Checking {
    /** Nothing. */
    OFF,
    /**
     * Where each version was born; versions that are alive when the store is closed are logged, to {@code dev.cairn}.
     * Slow.
     */
    BIRTHS
}
