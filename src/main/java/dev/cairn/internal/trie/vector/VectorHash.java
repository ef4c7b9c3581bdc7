package dev.cairn.internal.trie.vector;

import dev.cairn.internal.slot.Hash;

/** Hashes the elements of a vector, in their order. */
public final class VectorHash {
    private VectorHash() {}

    /** Hashes an element. */
    @FunctionalInterface
    public interface ElementHash {
        /** The hash of the element at {@code at}. */
        long hashAt(long at, long seed);
    }

    /** The hash of the first {@code size} elements of {@code base}, which the caller keeps reachable. O(size). */
    public static long of(VectorBase base, int size, long seed, ElementHash elements) {
        int width = base.type().width();
        long hash = Hash.of(size, seed);
        for (int from = 0, to; from < size; from = to) {
            long body = base.elementAt(from);
            to = Math.min(size, base.leafEnd(from));
            for (int i = 0; i < to - from; i++) {
                hash = Hash.of(hash + elements.hashAt(body + (long) i * width, seed), seed);
            }
        }
        return hash;
    }
}
