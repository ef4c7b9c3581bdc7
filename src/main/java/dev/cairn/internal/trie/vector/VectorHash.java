package dev.cairn.internal.trie.vector;

import dev.cairn.internal.slot.Hash;

/** Hashes the elements of a vector, in their order. */
public final class VectorHash {
    private VectorHash() {}

    /** Hashes an element. */
    @FunctionalInterface
    public interface ElementHash {
        /** The hash of element {@code index}, which is in the stretch that {@code stretches} is at. */
        long hash(StretchCursor stretches, int index, long seed);
    }

    /** The hash of {@code size} elements of a version, which the caller keeps reachable. O(size). */
    public static long of(StretchCursor stretches, int size, long seed, ElementHash elements) {
        long hash = Hash.of(size, seed);
        for (int from = 0; from < size; from = stretches.end()) {
            stretches.enter(from);
            for (int i = from; i < stretches.end(); i++) {
                hash = Hash.of(hash + elements.hash(stretches, i, seed), seed);
            }
        }
        return hash;
    }
}
