package dev.cairn;

/** How a store counts references to shared nodes. */
public enum Counting {
    /** A copy of a node counts each shared child. */
    PLAIN,
    /** A copy of a node borrows the shared children without counting them, and inherits them when the original dies. */
    INHERITED
}
