package dev.cairn.program.map;

import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import java.util.function.IntFunction;

/**
 * Maps with one sort of keys and one of values.
 *
 * @param keys a key for each number; some are equal
 * @param values a value for each number; some are equal
 */
public record MapSubject<K, V>(
        String name, Codec<K> keyCodec, IntFunction<K> keys, Codec<V> valueCodec, IntFunction<V> values) {
    public K key(int seed) {
        return keys.apply(seed);
    }

    public V value(int seed) {
        return values.apply(seed);
    }

    public PMap<K, V> empty(Store store) {
        return PMap.empty(store, keyCodec, valueCodec);
    }

    public PSet<K> emptySet(Store store) {
        return PSet.empty(store, keyCodec);
    }

    @Override
    public String toString() {
        return name;
    }
}
