package dev.cairn.internal.trie.map;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.slot.Hash;

/** Hashes the entries of a map, whatever their order. */
public final class MapHash {
    private MapHash() {}

    /** The hash of all entries of {@code base}, which the caller keeps reachable. O(n). */
    public static long of(MapBase base, long seed) {
        MapType type = base.type();
        Core core = type.core;
        long sum = base.size();
        for (MapCursor cursor = new MapCursor(base); cursor.advance(); ) {
            long entry = cursor.entry();
            long value = type.values == null ? 0 : type.values.hashAt(core, entry + type.valueOffset, seed);
            sum += Hash.of(type.keys.hashAt(core, entry, seed) + Hash.of(value, seed), seed);
        }
        return Hash.of(sum, seed);
    }
}
