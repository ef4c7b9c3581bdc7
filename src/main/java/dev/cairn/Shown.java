package dev.cairn;

import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.view.KeySource;
import dev.cairn.internal.view.ListSource;
import dev.cairn.internal.view.MapSource;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Lets views read versions. The versions do not implement these interfaces themselves, because users would see the methods. */
final class Shown {
    private Shown() {}

    /** A vector. */
    record OfVector<E extends @Nullable Object>(AbstractVector<E, ?> vector) implements ListSource<E> {
        @Override
        public int size() {
            return vector.size;
        }

        @Override
        public E get(int index) {
            return vector.at(index);
        }

        @Override
        public Spliterator<E> cursor(int from, int end) {
            return vector.cursor(from, end);
        }

        @Override
        public boolean isNatural() {
            return vector.isNatural();
        }

        @Override
        public @Nullable Object likeness(E element) {
            return vector.likeness(element);
        }

        @Override
        public Object form(int from, int end, boolean isReversed) {
            AbstractVector<E, ?> part = end - from == vector.size ? vector : vector.slice(from, end);
            return new ViewForm((Version) part, isReversed ? ViewForm.Kind.REVERSED_LIST : ViewForm.Kind.LIST);
        }
    }

    /** A map. */
    record OfMap<K extends @Nullable Object, V extends @Nullable Object>(ReadableMap<K, V> map)
            implements MapSource<K, V> {
        @Override
        public int size() {
            return map.size();
        }

        @Override
        public SlotCodec<K> keyCodec() {
            return map.keys;
        }

        @Override
        public SlotCodec<V> valueCodec() {
            return map.values;
        }

        @Override
        public boolean has(K key) {
            return map.has(key);
        }

        @Override
        public @Nullable V get(K key) {
            return map.get(key);
        }

        @Override
        public Set<K> keys() {
            return map.keys();
        }

        @Override
        public Collection<V> values() {
            return map.values();
        }

        @Override
        public Set<Map.Entry<K, V>> entries() {
            return map.entries();
        }

        @Override
        public Spliterator<K> keyCursor() {
            return map.keyCursor();
        }

        @Override
        public Spliterator<V> valueCursor() {
            return map.valueCursor();
        }

        @Override
        public Spliterator<Map.Entry<K, V>> entryCursor() {
            return map.spliterator();
        }

        @Override
        public void forEach(BiConsumer<? super K, ? super V> action) {
            map.forEach(action);
        }

        @Override
        public int hash() {
            return map.hashCode();
        }

        @Override
        public Object form(Object view) {
            return new ViewForm((Version) map, ViewForm.Kind.of(view));
        }
    }

    /** A set. */
    record OfSet<T extends @Nullable Object>(ReadableSet<T> set) implements KeySource<T> {
        @Override
        public int size() {
            return set.size();
        }

        @Override
        public SlotCodec<T> keyCodec() {
            return set.keys;
        }

        @Override
        public boolean has(T element) {
            return set.has(element);
        }

        @Override
        public Spliterator<T> keyCursor() {
            return set.spliterator();
        }

        @Override
        public Object form(Object view) {
            return new ViewForm((Version) set, ViewForm.Kind.SET);
        }
    }
}
