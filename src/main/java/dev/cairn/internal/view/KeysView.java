package dev.cairn.internal.view;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.Iterator;
import java.util.Set;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/** The keys of a map, or the elements of a set, as a {@link Set}. It is equal to other sets as {@link ReadOnlyList} says of lists. */
@SuppressWarnings("serial") // never written: a stream has its form
public final class KeysView<K extends @Nullable Object> extends ReadOnlyCollection<K> implements Set<K>, Serializable {
    private final KeySource<K> source;

    /** All keys of {@code source}. */
    public KeysView(KeySource<K> source) {
        this.source = source;
    }

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public boolean contains(@Nullable Object key) {
        return ElementFunctions.has(source, key);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (other instanceof KeysView<?> that) {
            return this == that || (size() == that.size() && stream().allMatch(that::contains));
        }
        return ReadOnlyCollection.isEqual(this, source.keyCodec().isNatural(), other);
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (K key : this) {
            hash += ElementFunctions.hash(source.keyCodec(), key);
        }
        return hash;
    }

    @Override
    public Iterator<K> iterator() {
        return ElementFunctions.iterator(spliterator());
    }

    @Override
    public Spliterator<K> spliterator() {
        return source.keyCursor();
    }

    @Serial
    private Object writeReplace() {
        return source.form(this);
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw ElementFunctions.streamRefusal();
    }
}
