package dev.cairn.model;

/** The ways in which the model can be broken on purpose, to prove that the oracle would see it. */
enum Fault {
    NONE,
    /** Breaks T1: a builder lets go of its source handle after its first edit. */
    BUILDER_DROPS_SOURCE,
    /** Breaks T2: an operation lets go of its handle as soon as it has read the root. */
    OPERATION_DROPS_HANDLE,
    /** Breaks T3: a mutator lowers a count itself, and removes the nodes that die of it. */
    MUTATOR_LOWERS,
    /** Breaks T3: two reclaimers share the pending drops. */
    TWO_RECLAIMERS,
    /** Breaks T4: count changes wait in the queue of nodes to remove. */
    COUNTS_ARE_QUEUED
}
