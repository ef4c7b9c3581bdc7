package dev.cairn;

/** How much a store records to find mistakes. */
public enum Checking {
    /** Nothing is recorded. */
    OFF,
    /**
     * The store records a stack trace of the creation of each version. If a version is alive when the store is closed, its stack trace
     * is logged to {@code dev.cairn}. Slow.
     */
    CREATION_TRACES
}
