package dev.cairn.model;

/**
 * What one run is made of; equal settings give equal runs.
 *
 * @param plainAtMost the T of the scheme: an heir left with this many borrowed slots or fewer takes plain counts
 */
record Settings(long seed, int mutators, int plainAtMost, Kill kill, Fault fault) {

    /** Who is killed at a random step. */
    enum Kill {
        NOBODY,
        /** One mutator: the others go on, and release what its root table entries hold. */
        MUTATOR,
        /** The reclaimer, and with it all of its process: only the handles are left to recount from. */
        RECLAIMER
    }
}
