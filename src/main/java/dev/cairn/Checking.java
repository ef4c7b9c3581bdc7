package dev.cairn;

/** How much a store remembers, so that mistakes can be found. */
public enum Checking {
    /** Nothing. */
    OFF,
    /**
     * A stack trace of the creation of each version. Versions that are alive when the store is closed are logged with it, to
     * {@code dev.cairn}. Slow.
     */
    CREATION_TRACES
}
