package dev.cairn.internal.view;

import dev.cairn.codec.CodecException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Views of a map as collections of {@code java.util}. They keep the map alive. They are equal to others as {@link ReadOnlyList} says of
 * lists.
 */
@SuppressWarnings("serial") // never written: a stream has forms of them
public final class MapView {
    private MapView() {}

    /** Whether each key and each value is its own likeness. */
    private static boolean isNatural(MapSource<?, ?> map) {
        return map.keyCodec().isNatural() && map.valueCodec().isNatural();
    }

    /** Whether the value of {@code key}, which may be of any class, has this likeness. */
    @SuppressWarnings({"unchecked", "NullAway"}) // the map has the key, so it is a K
    private static <K extends @Nullable Object, V extends @Nullable Object> boolean hasAlike(
            MapSource<K, V> map, @Nullable Object key, @Nullable Object likeness) {
        return ElementFunctions.has(map, key)
                && Objects.equals(ElementFunctions.likeness(map.valueCodec(), map.get((K) key)), likeness);
    }

    /** Whether {@code other} has as many entries, and each entry of {@code one}, as {@link #hasAlike} says. */
    private static <K extends @Nullable Object, V extends @Nullable Object> boolean isIn(
            MapSource<K, V> one, MapSource<?, ?> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (Iterator<Map.Entry<K, V>> entries = ElementFunctions.iterator(one.entryCursor()); entries.hasNext(); ) {
            Map.Entry<K, V> entry = entries.next();
            if (!hasAlike(other, entry.getKey(), ElementFunctions.likeness(one.valueCodec(), entry.getValue()))) {
                return false;
            }
        }
        return true;
    }

    /** The map as a {@link Map}. */
    public static final class Whole<K extends @Nullable Object, V extends @Nullable Object> extends AbstractMap<K, V>
            implements Serializable {
        private final MapSource<K, V> map;

        /** All of {@code map}. */
        public Whole(MapSource<K, V> map) {
            this.map = map;
        }

        @Serial
        private Object writeReplace() {
            return map.form(this);
        }

        @Serial
        private void readObject(ObjectInputStream in) throws InvalidObjectException {
            throw ElementFunctions.streamRefusal();
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return ElementFunctions.has(map, key);
        }

        @Override
        public boolean containsValue(@Nullable Object value) {
            return values().contains(value);
        }

        @Override
        @SuppressWarnings({"unchecked", "NullAway"}) // the codec refuses a key that is no K
        public @Nullable V get(@Nullable Object key) {
            try {
                return map.get((K) key);
            } catch (CodecException | NullPointerException e) {
                return null;
            }
        }

        @Override
        public Set<K> keySet() {
            return map.keys();
        }

        @Override
        public Collection<V> values() {
            return map.values();
        }

        @Override
        public Set<Map.Entry<K, V>> entrySet() {
            return map.entries();
        }

        private static UnsupportedOperationException refusal() {
            return ReadOnlyList.refusal();
        }

        @Override
        public @Nullable V put(K key, V value) {
            throw refusal();
        }

        @Override
        public @Nullable V remove(@Nullable Object key) {
            throw refusal();
        }

        @Override
        public void putAll(Map<? extends K, ? extends V> entries) {
            throw refusal();
        }

        @Override
        public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
            throw refusal();
        }

        @Override
        public @Nullable V putIfAbsent(K key, V value) {
            throw refusal();
        }

        @Override
        public boolean remove(@Nullable Object key, @Nullable Object value) {
            throw refusal();
        }

        @Override
        public boolean replace(K key, V before, V after) {
            throw refusal();
        }

        @Override
        public @Nullable V replace(K key, V value) {
            throw refusal();
        }

        @Override
        public V computeIfAbsent(K key, Function<? super K, ? extends V> function) {
            throw refusal();
        }

        @Override
        public @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
            throw refusal();
        }

        @Override
        public @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
            throw refusal();
        }

        @Override
        public @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
            throw refusal();
        }

        @Override
        public void forEach(BiConsumer<? super K, ? super V> action) {
            map.forEach(action);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other || !(other instanceof Map<?, ?>) || isNatural(map)) {
                return super.equals(other);
            }
            return other instanceof Whole<?, ?> that ? isIn(map, that.map) : other.equals(this);
        }

        @Override
        public int hashCode() {
            return map.hash();
        }
    }

    /** The values of a map. */
    public static final class Values<V extends @Nullable Object> extends ReadOnlyCollection<V> implements Serializable {
        private final MapSource<?, V> map;

        /** All of {@code map}. */
        public Values(MapSource<?, V> map) {
            this.map = map;
        }

        @Serial
        private Object writeReplace() {
            return map.form(this);
        }

        @Serial
        private void readObject(ObjectInputStream in) throws InvalidObjectException {
            throw ElementFunctions.streamRefusal();
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public boolean contains(@Nullable Object value) {
            Object wanted = ElementFunctions.likeness(value, map.valueCodec()::likeness);
            return stream()
                    .anyMatch(other -> Objects.equals(wanted, ElementFunctions.likeness(map.valueCodec(), other)));
        }

        /** The sum of the values' hash codes, as for a set. The view is only equal to itself. */
        @Override
        public int hashCode() {
            int hash = 0;
            for (V value : this) {
                hash += ElementFunctions.hash(map.valueCodec(), value);
            }
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public Iterator<V> iterator() {
            return ElementFunctions.iterator(map.valueCursor());
        }

        @Override
        public Spliterator<V> spliterator() {
            return map.valueCursor();
        }
    }

    /** The entries of a map. */
    public static final class Entries<K extends @Nullable Object, V extends @Nullable Object>
            extends ReadOnlyCollection<Map.Entry<K, V>> implements Set<Map.Entry<K, V>>, Serializable {
        private final MapSource<K, V> map;

        /** All of {@code map}. */
        public Entries(MapSource<K, V> map) {
            this.map = map;
        }

        @Serial
        private Object writeReplace() {
            return map.form(this);
        }

        @Serial
        private void readObject(ObjectInputStream in) throws InvalidObjectException {
            throw ElementFunctions.streamRefusal();
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public boolean contains(@Nullable Object entry) {
            return entry instanceof Map.Entry<?, ?> e
                    && hasAlike(map, e.getKey(), ElementFunctions.likeness(e.getValue(), map.valueCodec()::likeness));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (other instanceof Entries<?, ?> that) {
                return this == other || isIn(map, that.map);
            }
            return isEqual(this, isNatural(map), other);
        }

        @Override
        public int hashCode() {
            return map.hash();
        }

        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            return ElementFunctions.iterator(map.entryCursor());
        }

        @Override
        public Spliterator<Map.Entry<K, V>> spliterator() {
            return map.entryCursor();
        }
    }
}
