package dev.cairn.internal.view;

import dev.cairn.internal.slot.SlotCodec;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/** The keys that a {@link KeysView} shows. */
public interface KeySource<K extends @Nullable Object> {
    /** How many keys there are. */
    int size();

    /** What keeps the keys. */
    SlotCodec<K> keyCodec();

    /** Whether there is this key. */
    boolean has(K key);

    /** Goes over all keys. It is an {@link java.util.Iterator}, too. */
    Spliterator<K> keyCursor();

    /** What a stream of Java's serialization has in place of {@code view}, which shows this. */
    Object form(Object view);
}
