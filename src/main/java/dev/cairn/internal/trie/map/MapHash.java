package dev.cairn.internal.trie.map;

import dev.cairn.internal.slot.Hash;

/** Hashes the entries of a map, whatever their order. */
public final class MapHash {
    private MapHash() {}

    /** The hash of all of {@code entries}, which the caller keeps reachable. O(n). */
    public static long of(MapEntries entries, long seed) {
        long sum = entries.size();
        for (EntryCursor cursor = entries.cursor(); cursor.advance(); ) {
            long entry = cursor.entry();
            long value = entries.valueHash(entry, seed);
            sum += Hash.of(entries.keyHash(entry, seed) + Hash.of(value, seed), seed);
        }
        return Hash.of(sum, seed);
    }
}
