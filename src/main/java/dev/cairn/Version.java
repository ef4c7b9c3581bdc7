package dev.cairn;

/** A value that lies in a store: every version of every collection. */
public sealed interface Version permits LongVector, IntVector, DoubleVector, PVector, PMap, PSet {
    /** The store that it lies in. */
    Store store();
}
