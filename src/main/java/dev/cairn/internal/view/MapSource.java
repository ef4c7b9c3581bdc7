package dev.cairn.internal.view;

import dev.cairn.internal.slot.SlotCodec;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The entries that the views of {@link MapView} show. */
public interface MapSource<K extends @Nullable Object, V extends @Nullable Object> extends KeySource<K> {
    /** The codec of the values. */
    SlotCodec<V> valueCodec();

    /** The value of {@code key}; null if there is none. */
    @Nullable
    V get(K key);

    /** A view of the keys. */
    Set<K> keys();

    /** A view of the values. */
    Collection<V> values();

    /** A view of the entries. */
    Set<Map.Entry<K, V>> entries();

    /** A spliterator over all values. It is an {@link java.util.Iterator}, too. */
    Spliterator<V> valueCursor();

    /** A spliterator over all entries. It is an {@link java.util.Iterator}, too. */
    Spliterator<Map.Entry<K, V>> entryCursor();

    /** Calls {@code action} with each key and its value. */
    void forEach(BiConsumer<? super K, ? super V> action);

    /** The hash code of a map of these entries. */
    int hash();
}
