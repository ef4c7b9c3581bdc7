package dev.cairn.internal.view;

import dev.cairn.internal.slot.SlotCodec;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/** The keys that a {@link KeysView} shows. */
public interface KeySource<K extends @Nullable Object> {
    /** How many keys there are. */
    int size();

    /** The codec of the keys. */
    SlotCodec<K> keyCodec();

    /** Whether it has the key. */
    boolean has(K key);

    /** A spliterator over all keys. It is an {@link java.util.Iterator}, too. */
    Spliterator<K> keyCursor();

    /** The object that replaces {@code view}, a view of these keys, in a stream of Java's serialization. */
    Object form(Object view);
}
