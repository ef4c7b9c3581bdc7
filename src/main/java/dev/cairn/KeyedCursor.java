package dev.cairn;

import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapCursor;
import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Goes over a map's or set's entries in the order of the trie; holds the version it reads. */
final class KeyedCursor<E extends @Nullable Object> implements Iterator<E>, Spliterator<E> {
    private final AbstractKeyed<?, ?> version;
    private final MapBase base;
    private final MapCursor entries;
    private final LongFunction<E> reader;
    private final int more;

    private KeyedCursor(
            AbstractKeyed<?, ?> version, MapBase base, MapCursor entries, LongFunction<E> reader, int more) {
        this.version = version;
        this.base = base;
        this.entries = entries;
        this.reader = reader;
        this.more = more;
    }

    /** All of {@code version}, as {@code reader} decodes it; {@code more} is DISTINCT or nothing. */
    static <E extends @Nullable Object> KeyedCursor<E> of(
            AbstractKeyed<?, ?> version, LongFunction<E> reader, int more) {
        MapBase base = version.settled();
        return new KeyedCursor<>(version, base, new MapCursor(base), reader, more);
    }

    @Override
    public boolean hasNext() {
        return entries.remaining() > 0;
    }

    @Override
    public E next() {
        if (!hasNext()) {
            throw new NoSuchElementException("after the last of " + version.size() + " entries");
        }
        base.check();
        try {
            entries.advance();
            return reader.apply(entries.entry());
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public boolean tryAdvance(Consumer<? super E> action) {
        Objects.requireNonNull(action, "action");
        if (!hasNext()) {
            return false;
        }
        action.accept(next());
        return true;
    }

    @Override
    public void forEachRemaining(Consumer<? super E> action) {
        Objects.requireNonNull(action, "action");
        while (hasNext()) {
            action.accept(next());
        }
    }

    @Override
    public @Nullable KeyedCursor<E> trySplit() {
        base.check();
        try {
            MapCursor before = entries.trySplit();
            return before == null ? null : new KeyedCursor<>(version, base, before, reader, more);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public long estimateSize() {
        return entries.remaining();
    }

    @Override
    public int characteristics() {
        return SIZED | SUBSIZED | IMMUTABLE | more;
    }
}
