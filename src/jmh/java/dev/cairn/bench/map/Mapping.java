package dev.cairn.bench.map;

import org.jspecify.annotations.Nullable;

/**
 * A persistent map from keys of one kind to longs as one library has it: what the benchmarks time, as functions of a
 * version.
 *
 * <p>Neutral ground: a version stays in the library's own type, so nothing is allocated around it, and keys and values
 * come boxed.
 *
 * @param <V> the library's type
 */
public interface Mapping<V> {
    /** The version without entries. */
    V empty(Keys kind);

    /** All of {@code entries}, by the library's fastest way: its builder, its transient form. */
    V bulk(Entries entries);

    /** All of {@code entries}, put one after another into versions of which each is dropped for the next. */
    default V build(Entries entries) {
        V version = empty(entries.kind());
        for (int i = 0; i < entries.count(); i++) {
            version = put(version, entries.key(i), entries.value(i));
        }
        return version;
    }

    int size(V version);

    @Nullable
    Long get(V version, Object key);

    V put(V version, Object key, Long value);

    V remove(V version, Object key);

    /** What {@link Sums#entry} says of all entries together, by the library's iterator of entries. */
    long iterate(V version);

    /** The sum of all values, by the fastest traversal the library offers. */
    long fold(V version);

    default boolean equal(V a, V b) {
        return a.equals(b);
    }

    /** The entries of both; where a key is in both, {@code other}'s. */
    V merge(V version, V other);

    /** In how many entries two versions differ: added, removed or changed. */
    default int diff(V from, V to) {
        throw new UnsupportedOperationException("no difference of versions");
    }

    /** {@code ours} and what was changed from {@code base} to {@code theirs}. */
    default V merge3(V base, V ours, V theirs) {
        throw new UnsupportedOperationException("no three-way merge");
    }

    /** A place that holds a version and that threads swap. */
    default Cell cell(V initial) {
        return new ReferenceCell<>(this, initial);
    }
}
