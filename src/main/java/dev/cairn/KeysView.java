package dev.cairn;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of a map, or the elements of a set, as a {@link Set}. Its equality is that of {@link ReadOnlyList}. */
abstract class KeysView<K extends @Nullable Object> extends ReadOnlyCollection<K> implements Set<K> {
    /** What has the keys. */
    abstract AbstractKeyed<K, ?> keyed();

    @Override
    public final int size() {
        return keyed().size();
    }

    @Override
    public final boolean contains(@Nullable Object key) {
        return MapView.has(keyed(), key);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        if (other instanceof KeysView<?> that) {
            return this == that || (size() == that.size() && stream().allMatch(that::contains));
        }
        return ReadOnlyCollection.isEqual(this, keyed().keys.isNatural(), other);
    }

    @Override
    public final int hashCode() {
        int hash = 0;
        for (K key : this) {
            hash += Elements.hash(keyed().keys, key);
        }
        return hash;
    }
}
