package dev.cairn.soak;

import dev.cairn.PMap;
import dev.cairn.Store;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Spliterator;
import java.util.random.RandomGenerator;

/**
 * A map and what its entries must be, as a number.
 *
 * @param checksum the sum of the entries' marks
 */
record KnownMap<K, V>(PMap<K, V> map, long checksum) {
    static <K, V> KnownMap<K, V> empty(Store store, MapKind<K, V> kind) {
        return new KnownMap<>(kind.subject().empty(store), 0);
    }

    /** A map that must have these entries, which is checked when its content is read. */
    static <K, V> KnownMap<K, V> of(PMap<K, V> map, Map<K, V> expected) {
        return new KnownMap<>(map, checksum(expected));
    }

    private static long checksum(Map<?, ?> entries) {
        long sum = 0;
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            sum += mark(entry.getKey(), entry.getValue());
        }
        return sum;
    }

    private static long mark(Object key, Object value) {
        return Marks.of(key.hashCode() + Marks.of(value.hashCode()));
    }

    private long markOf(K key) {
        V value = map.get(key);
        return value == null ? 0 : mark(key, value);
    }

    KnownMap<K, V> put(K key, V value) {
        return new KnownMap<>(map.put(key, value), checksum - markOf(key) + mark(key, value));
    }

    KnownMap<K, V> remove(K key) {
        return new KnownMap<>(map.remove(key), checksum - markOf(key));
    }

    /** With an entry more, or one less: never the same map. */
    KnownMap<K, V> toggle(K key, V value) {
        return map.containsKey(key) ? remove(key) : put(key, value);
    }

    KnownMap<K, V> putAll(Map<K, V> entries) {
        return new KnownMap<>(map.putAll(entries), checksum - marksOf(entries.keySet()) + checksum(entries));
    }

    /** The keys are different ones. */
    KnownMap<K, V> removeAll(Collection<K> keys) {
        return new KnownMap<>(map.removeAll(keys), checksum - marksOf(keys));
    }

    private long marksOf(Collection<K> keys) {
        return keys.stream().mapToLong(this::markOf).sum();
    }

    /** The entries, read in one of several ways, and checked. */
    Map<K, V> content(RandomGenerator random) {
        Map<K, V> content = new HashMap<>();
        switch (random.nextInt(5)) {
            case 0 -> map.forEach(content::put);
            case 1 -> map.iterator().forEachRemaining(entry -> content.put(entry.getKey(), entry.getValue()));
            case 2 -> map.keys().forEach(key -> content.put(key, map.get(key)));
            case 3 -> map.stream().forEach(entry -> content.put(entry.getKey(), entry.getValue()));
            default -> readInParts(map.spliterator(), content, random);
        }
        if (content.size() != map.size() || checksum(content) != checksum) {
            throw new AssertionError("checksum " + checksum(content) + " of " + content.size() + " entries of "
                    + map.size() + ", expected " + checksum);
        }
        return content;
    }

    private static <K, V> void readInParts(
            Spliterator<Map.Entry<K, V>> entries, Map<K, V> content, RandomGenerator random) {
        Spliterator<Map.Entry<K, V>> prefix = random.nextInt(4) == 0 ? null : entries.trySplit();
        if (prefix != null) {
            readInParts(prefix, content, random);
            readInParts(entries, content, random);
        } else {
            entries.forEachRemaining(entry -> content.put(entry.getKey(), entry.getValue()));
        }
    }
}
