package dev.cairn.internal.life;

/** How a process has left the file of a store. */
public enum Detached {
    /** All counts in it are right. */
    CLEAN,
    /** Counts are too high of what readers have pinned. */
    PINNED,
    /** Counts may be wrong. */
    FAILED
}
