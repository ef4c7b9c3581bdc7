package dev.cairn.program;

/**
 * One step of a program. The numbers choose among what is there when it runs, so that any part of a program is one too.
 *
 * @param verb what to do
 * @param version to which of the live versions
 * @param at at which index
 * @param amount how often, or how many elements
 */
record Action(Verb verb, int version, int at, int amount) {
    /** What a program can do. */
    enum Verb {
        APPEND,
        APPEND_ALL,
        UPDATE,
        REMOVE,
        PREPEND,
        INSERT,
        INSERT_ALL,
        REMOVE_AT,
        REMOVE_RANGE,
        SLICE,
        CONCAT,
        ITERATE,
        BEGIN,
        BUILDER_APPEND,
        BUILDER_SET,
        BUILD,
        SCOPE,
        DROP,
        COLLECT
    }
}
