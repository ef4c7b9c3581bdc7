package dev.cairn;

/** How a store counts references to shared nodes. */
public enum Counting {
    /** A copy of a node counts each child it shares. */
    PLAIN,
    /** A copy of a node borrows the children it shares, and inherits them when the original dies. */
    INHERITED
}
