package dev.cairn.vavr;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.cairn.PMap;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.Iterator;
import io.vavr.collection.Map;
import io.vavr.collection.Stream;
import io.vavr.control.Option;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.BiConsumer;

/** Reading a map. {@code S} stands for {@link HashMap}. */
abstract class MapReads<K, V, S extends MapReads<K, V, S>> implements Map<K, V> {
    private static final long serialVersionUID = 1L;

    final transient PMap<K, V> entries;

    MapReads(PMap<K, V> entries) {
        this.entries = entries;
    }

    /** The map of {@code others}, which it shares. */
    abstract S wrap(PMap<K, V> others);

    /** As {@link #wrap}, of a map that is not empty. Does not count the entries. */
    abstract S wrapSome(PMap<K, V> others);

    /** As {@link HashMap#ofEntries(Iterable)}. */
    abstract S all(Iterable<? extends Tuple2<? extends K, ? extends V>> others);

    @SuppressWarnings("unchecked") // HashMap is its own S
    final S self() {
        return (S) this;
    }

    /** A map of {@code others} with the codecs of this one, in its store. */
    final S remade(Iterable<? extends Tuple2<? extends K, ? extends V>> others) {
        return wrap(MapAssembly.like(entries).putAll(others).build());
    }

    @Override
    public final boolean containsKey(K key) {
        return Defaults.find(entries.keyCodec(), key, entries::containsKey, false);
    }

    @Override
    public final boolean contains(Tuple2<K, V> entry) {
        return containsKey(entry._1) && entries.entries().contains(new SimpleImmutableEntry<>(entry._1, entry._2));
    }

    @Override
    public final boolean containsValue(V value) {
        return entries.values().contains(value);
    }

    @Override
    public final Option<V> get(K key) {
        V value = getOrElse(key, null);
        return value != null || containsKey(key) ? Option.some(value) : Option.none();
    }

    @Override
    public final V getOrElse(K key, V defaultValue) {
        return Defaults.<K, V>find(
                entries.keyCodec(), key, found -> entries.getOrDefault(found, defaultValue), defaultValue);
    }

    @Override
    public final int size() {
        return entries.size();
    }

    @Override
    public final boolean isEmpty() {
        return entries.isEmpty();
    }

    @Override
    public final boolean isAsync() {
        return false;
    }

    @Override
    public final boolean isLazy() {
        return false;
    }

    @Override
    public final Iterator<Tuple2<K, V>> iterator() {
        return Iterator.ofAll(entries.iterator()).map(entry -> Tuple.of(entry.getKey(), entry.getValue()));
    }

    @Override
    public final Iterator<K> keysIterator() {
        return Iterator.ofAll(entries.keys().iterator());
    }

    @Override
    public final Iterator<V> valuesIterator() {
        return Iterator.ofAll(entries.values().iterator());
    }

    @Override
    public final void forEach(BiConsumer<K, V> action) {
        Objects.requireNonNull(action, "action is null");
        entries.forEach(action);
    }

    @Override
    public final Stream<V> values() {
        return valuesIterator().toStream();
    }

    @Override
    public final Tuple2<K, V> head() {
        if (isEmpty()) {
            throw new NoSuchElementException("head of empty HashMap");
        }
        return iterator().next();
    }

    @Override
    public final Tuple2<K, V> last() {
        if (isEmpty()) {
            throw new NoSuchElementException("last of empty HashMap");
        }
        return iterator().reduceLeft((_, later) -> later);
    }

    @Override
    @SuppressWarnings("NonApiType") // as Vavr's
    @JsonValue
    public final java.util.HashMap<K, V> toJavaMap() {
        java.util.HashMap<K, V> map = new java.util.HashMap<>();
        entries.forEach(map::put);
        return map;
    }

    @Override
    public final String stringPrefix() {
        return "HashMap";
    }

    /** Whether {@code other} is a {@link Map}, of this package or of Vavr, with equal keys and values. */
    @Override
    public final boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (other instanceof MapReads<?, ?, ?> that) {
            return entries.equals(that.entries);
        }
        return other instanceof Map<?, ?> that && size() == that.size() && isIn(that);
    }

    @SuppressWarnings("unchecked") // the other map is only asked whether it has the entries
    private boolean isIn(Map<?, ?> that) {
        try {
            return forAll(((Map<K, V>) that)::contains);
        } catch (ClassCastException e) {
            return false; // a sorted map of other keys: its comparator throws
        }
    }

    /** The hash code that a map of Vavr with the same entries has. O(n). */
    @Override
    public final int hashCode() {
        // 1 and the sum of the hash codes of the entries as Tuple2
        return 1
                + 31 * 31 * size()
                + 31 * entries.keys().hashCode()
                + entries.values().hashCode();
    }

    @Override
    public final String toString() {
        return mkString(stringPrefix() + "(", ", ", ")");
    }
}
