package dev.cairn;

import dev.cairn.codec.CodecException;
import java.util.AbstractCollection;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/** Read-only java.util views of a map, which hold it. */
final class MapView {
    private MapView() {}

    /** Whether {@code map} has a key that may be of any class; one that its codec does not take, it does not have. */
    @SuppressWarnings({"unchecked", "NullAway"}) // the codec refuses what is no K
    private static <K extends @Nullable Object> boolean hasKey(ReadableMap<K, ?> map, @Nullable Object key) {
        try {
            return map.containsKey((K) key);
        } catch (CodecException | NullPointerException e) {
            return false;
        }
    }

    static final class Keys<K extends @Nullable Object> extends AbstractSet<K> {
        private final ReadableMap<K, ?> map;

        Keys(ReadableMap<K, ?> map) {
            this.map = map;
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public boolean contains(@Nullable Object key) {
            return hasKey(map, key);
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

    static final class Values<V extends @Nullable Object> extends AbstractCollection<V> {
        private final ReadableMap<?, V> map;

        Values(ReadableMap<?, V> map) {
            this.map = map;
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
            extends AbstractSet<Map.Entry<K, V>> {
        private final ReadableMap<K, V> map;

        Entries(ReadableMap<K, V> map) {
            this.map = map;
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        @SuppressWarnings("unchecked") // there is such a key, so it is a K
        public boolean contains(@Nullable Object entry) {
            return entry instanceof Map.Entry<?, ?> e
                    && hasKey(map, e.getKey())
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
