package dev.cairn;

import dev.cairn.codec.CodecException;
import java.io.Serial;
import java.io.Serializable;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Views of a map as collections of java.util, which hold it. */
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

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return has(map, key);
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

        @Override
        public void forEach(BiConsumer<? super K, ? super V> action) {
            map.forEach(action);
        }
    }

    static final class Keys<K extends @Nullable Object> extends AbstractSet<K> implements Serializable {
        private final ReadableMap<K, ?> map;

        Keys(ReadableMap<K, ?> map) {
            this.map = map;
        }

        @Serial
        private Object writeReplace() {
            return new ViewForm((Version) map, ViewForm.Kind.KEYS);
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public boolean contains(@Nullable Object key) {
            return has(map, key);
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

    static final class Values<V extends @Nullable Object> extends AbstractCollection<V> implements Serializable {
        private final ReadableMap<?, V> map;

        Values(ReadableMap<?, V> map) {
            this.map = map;
        }

        @Serial
        private Object writeReplace() {
            return new ViewForm((Version) map, ViewForm.Kind.VALUES);
        }

        @Override
        public int size() {
            return map.size();
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
            extends AbstractSet<Map.Entry<K, V>> implements Serializable {
        private final ReadableMap<K, V> map;

        Entries(ReadableMap<K, V> map) {
            this.map = map;
        }

        @Serial
        private Object writeReplace() {
            return new ViewForm((Version) map, ViewForm.Kind.ENTRIES);
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        @SuppressWarnings("unchecked") // there is such a key, so it is a K
        public boolean contains(@Nullable Object entry) {
            return entry instanceof Map.Entry<?, ?> e
                    && has(map, e.getKey())
                    && Objects.equals(map.get((K) e.getKey()), e.getValue());
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
