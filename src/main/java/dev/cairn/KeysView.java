package dev.cairn;

import java.util.AbstractSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of a map, or the elements of a set, as a {@link Set}. Its equality is that of {@link ReadOnlyList}. */
abstract class KeysView<K extends @Nullable Object> extends AbstractSet<K> {
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
        if (this == other || !(other instanceof Set<?>) || keyed().keys.isNatural()) {
            return super.equals(other);
        }
        return other instanceof KeysView<?> that
                ? size() == that.size() && stream().allMatch(that::contains)
                : other.equals(this);
    }

    @Override
    public final int hashCode() {
        int hash = 0;
        for (K key : this) {
            hash += Objects.hashCode(keyed().keys.likeness(key));
        }
        return hash;
    }
}
