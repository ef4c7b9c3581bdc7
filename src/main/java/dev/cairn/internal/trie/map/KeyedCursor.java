package dev.cairn.internal.trie.map;

import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An iterator and spliterator over the decoded entries of a map or set, in the order of the keys' hashes. It keeps the collection alive.
 */
public final class KeyedCursor<E extends @Nullable Object> implements Iterator<E>, Spliterator<E> {
    private final MapBase base;
    private final MapEntries all;
    private final EntryCursor entries;
    private final EntryReader<E> reader;
    private final int more;

    private KeyedCursor(MapBase base, MapEntries all, EntryCursor entries, EntryReader<E> reader, int more) {
        this.base = base;
        this.all = all;
        this.entries = entries;
        this.reader = reader;
        this.more = more;
    }

    /** Decodes an entry of {@code entries}. */
    @FunctionalInterface
    public interface EntryReader<E extends @Nullable Object> {
        /** The entry, decoded. */
        E read(MapEntries entries, long entry);
    }

    /** All entries of a version of {@code base}. {@code reader} decodes them. {@code more} is DISTINCT or 0. */
    public static <E extends @Nullable Object> KeyedCursor<E> of(
            MapBase base, MapEntries all, EntryReader<E> reader, int more) {
        return new KeyedCursor<>(base, all, all.cursor(), reader, more);
    }

    @Override
    public boolean hasNext() {
        return entries.hasNext();
    }

    @Override
    public E next() {
        if (!hasNext()) {
            throw new NoSuchElementException("after the last of " + all.size() + " entries");
        }
        base.check();
        try {
            entries.advance();
            return reader.read(all, entries.entry());
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
            EntryCursor before = entries.trySplit();
            return before == null ? null : new KeyedCursor<>(base, all, before, reader, more);
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
