package dev.cairn.bench.map;

import java.util.Arrays;

/**
 * Entries to put into maps, boxed beforehand, which favours the libraries that box.
 *
 * @param kind what the keys are
 */
public record Entries(Keys kind, Object[] keys, Long[] values) {
    /** The entries numbered from {@code from}; no value is from the cache of {@link Long#valueOf}. */
    public static Entries numbered(Keys kind, int from, int count) {
        Object[] keys = new Object[count];
        for (int i = 0; i < count; i++) {
            keys[i] = kind.key(from + i);
        }
        return new Entries(kind, keys, values(from, count));
    }

    /** The same keys, with the values of the entries numbered from {@code from}. */
    public Entries withValues(int from) {
        return new Entries(kind, keys, values(from, count()));
    }

    private static Long[] values(int from, int count) {
        Long[] values = new Long[count];
        for (int i = 0; i < count; i++) {
            values[i] = 1000L + from + i;
        }
        return values;
    }

    public int count() {
        return keys.length;
    }

    /** The keys unboxed, if they are longs. */
    long[] longKeys() {
        return Arrays.stream(keys).mapToLong(key -> (Long) key).toArray();
    }

    /** The values unboxed. */
    long[] longValues() {
        return Arrays.stream(values).mapToLong(Long::longValue).toArray();
    }

    public Object key(int i) {
        return keys[i];
    }

    public Long value(int i) {
        return values[i];
    }
}
