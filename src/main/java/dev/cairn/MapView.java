package dev.cairn;

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

/** Views of a map as collections of java.util, which hold it. Their equality is that of {@link ReadOnlyList}. */
@SuppressWarnings("serial") // never written: a stream has forms of them
final class MapView {
    private MapView() {}

    /** Whether {@code keyed} has a key that may be of any class; one that its codec does not take, it does not have. */
    @SuppressWarnings({"unchecked", "NullAway"}) // the codec refuses what is no K
    static <K extends @Nullable Object> boolean has(AbstractKeyed<K, ?> keyed, @Nullable Object key) {
        try {
            return keyed.has((K) key);
        } catch (CodecException | NullPointerException e) {
            return false;
        }
    }

    /** The map as a {@link Map}. */
    static final class Whole<K extends @Nullable Object, V extends @Nullable Object> extends AbstractMap<K, V>
            implements Serializable {
        private final ReadableMap<K, V> map;

        Whole(ReadableMap<K, V> map) {
            this.map = map;
        }

        @Serial
        private Object writeReplace() {
            return new ViewForm((Version) map, ViewForm.Kind.MAP);
        }

        @Serial
        private void readObject(ObjectInputStream in) throws InvalidObjectException {
            throw ViewForm.refusal();
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return has(map, key);
        }

        @Override
        public boolean containsValue(@Nullable Object value) {
            return map.values().contains(value);
        }

        @Override
        @SuppressWarnings({"unchecked", "NullAway"}) // the codec refuses what is no K
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
        public void clear() {
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
            if (this == other || !(other instanceof Map<?, ?>) || map.isNatural()) {
                return super.equals(other);
            }
            return other instanceof Whole<?, ?> that ? map.isIn(that.map) : other.equals(this);
        }

        @Override
        public int hashCode() {
            return map.hashCode();
        }
    }

    static final class Keys<K extends @Nullable Object> extends KeysView<K> implements Serializable {
        private final ReadableMap<K, ?> map;

        Keys(ReadableMap<K, ?> map) {
            this.map = map;
        }

        @Override
        AbstractKeyed<K, ?> keyed() {
            return map;
        }

        @Serial
        private Object writeReplace() {
            return new ViewForm((Version) map, ViewForm.Kind.KEYS);
        }

        @Serial
        private void readObject(ObjectInputStream in) throws InvalidObjectException {
            throw ViewForm.refusal();
        }

        @Override
        public Iterator<K> iterator() {
            return map.keyCursor();
        }

        @Override
        public Spliterator<K> spliterator() {
            return map.keyCursor();
        }
    }

    static final class Values<V extends @Nullable Object> extends ReadOnlyCollection<V> implements Serializable {
        private final ReadableMap<?, V> map;

        Values(ReadableMap<?, V> map) {
            this.map = map;
        }

        @Serial
        private Object writeReplace() {
            return new ViewForm((Version) map, ViewForm.Kind.VALUES);
        }

        @Serial
        private void readObject(ObjectInputStream in) throws InvalidObjectException {
            throw ViewForm.refusal();
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public boolean contains(@Nullable Object value) {
            Object wanted = Elements.likeness(value, map.values::likeness);
            return stream().anyMatch(other -> Objects.equals(wanted, Elements.likeness(map.values, other)));
        }

        /** As each collection it is equal to itself only; this is the sum of the values' hash codes, as that of a set would be. */
        @Override
        public int hashCode() {
            int hash = 0;
            for (V value : this) {
                hash += Elements.hash(map.values, value);
            }
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public Iterator<V> iterator() {
            return map.valueCursor();
        }

        @Override
        public Spliterator<V> spliterator() {
            return map.valueCursor();
        }
    }

    static final class Entries<K extends @Nullable Object, V extends @Nullable Object>
            extends ReadOnlyCollection<Map.Entry<K, V>> implements Set<Map.Entry<K, V>>, Serializable {
        private final ReadableMap<K, V> map;

        Entries(ReadableMap<K, V> map) {
            this.map = map;
        }

        @Serial
        private Object writeReplace() {
            return new ViewForm((Version) map, ViewForm.Kind.ENTRIES);
        }

        @Serial
        private void readObject(ObjectInputStream in) throws InvalidObjectException {
            throw ViewForm.refusal();
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public boolean contains(@Nullable Object entry) {
            return entry instanceof Map.Entry<?, ?> e
                    && map.hasAlike(e.getKey(), Elements.likeness(e.getValue(), map.values::likeness));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (other instanceof Entries<?, ?> that) {
                return this == other || map.isIn(that.map);
            }
            return isEqual(this, map.isNatural(), other);
        }

        @Override
        public int hashCode() {
            return map.hashCode();
        }

        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            return map.iterator();
        }

        @Override
        public Spliterator<Map.Entry<K, V>> spliterator() {
            return map.spliterator();
        }
    }
}
