package dev.cairn.bench.map;

import org.jspecify.annotations.Nullable;

/**
 * A map from longs to longs as one library has it, whose keys, and values where the library can, are not boxed. The boxed methods
 * of {@link Mapping} are made of these, so that one test compares all libraries.
 *
 * @param <V> the library's type
 */
public interface LongMapping<V> extends Mapping<V> {
    /** The entries {@code keys[i]}, {@code values[i]}, by the library's fastest way. */
    V bulk(long[] keys, long[] values);

    /** The version without entries. */
    V empty();

    /** As {@link #bulk(long[], long[])}, put one after another into versions of which each is dropped for the next. */
    default V build(long[] keys, long[] values) {
        V version = empty();
        for (int i = 0; i < keys.length; i++) {
            version = put(version, keys[i], values[i]);
        }
        return version;
    }

    /** The value of {@code key}; {@code otherwise} if there is none. */
    long get(V version, long key, long otherwise);

    V put(V version, long key, long value);

    V remove(V version, long key);

    /** The refusal of a mutable map. */
    static UnsupportedOperationException notPersistent() {
        return new UnsupportedOperationException("not persistent");
    }

    @Override
    default V empty(Keys kind) {
        return empty();
    }

    @Override
    default V bulk(Entries entries) {
        return bulk(entries.longKeys(), entries.longValues());
    }

    @Override
    default @Nullable Long get(V version, Object key) {
        long one = get(version, (Long) key, 1);
        return one == 1 && get(version, (Long) key, 2) == 2 ? null : one;
    }

    @Override
    default V put(V version, Object key, Long value) {
        return put(version, (long) (Long) key, (long) value);
    }

    @Override
    default V remove(V version, Object key) {
        return remove(version, (long) (Long) key);
    }
}
