package dev.cairn.program.map;

/**
 * One step of a program. The numbers choose among what is there when it runs, so that any part of a program is one too.
 *
 * @param verb what to do
 * @param version to which of the live versions
 * @param other together with which of them
 * @param at from which key on
 * @param amount how often, or how many entries
 */
record MapAction(Verb verb, int version, int other, int at, int amount) {
    /** What a program can do. */
    enum Verb {
        PUT,
        PUT_ALL,
        PUT_SAME,
        REMOVE,
        REMOVE_ALL,
        COMPUTE,
        FILTER,
        MAP_VALUES,
        MERGE,
        OVERWRITE,
        COMBINE,
        PATCH,
        MERGE3,
        ITERATE,
        BEGIN,
        BUILDER_PUT,
        BUILDER_REMOVE,
        BUILD,
        SCOPE,
        DROP,
        COLLECT
    }
}
