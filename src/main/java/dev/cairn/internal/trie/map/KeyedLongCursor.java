package dev.cairn.internal.trie.map;

import java.lang.ref.Reference;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.PrimitiveIterator;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** An iterator and spliterator over the keys or values of a map that are longs, in the order of the keys' hashes. It keeps the map alive. */
public final class KeyedLongCursor implements PrimitiveIterator.OfLong, Spliterator.OfLong {
    private final MapBase base;
    private final MapEntries all;
    private final EntryCursor entries;
    private final boolean isOfKeys;

    private KeyedLongCursor(MapBase base, MapEntries all, EntryCursor entries, boolean isOfKeys) {
        this.base = base;
        this.all = all;
        this.entries = entries;
        this.isOfKeys = isOfKeys;
    }

    /** The keys of all entries of a version of {@code base}. */
    public static KeyedLongCursor ofKeys(MapBase base, MapEntries all) {
        return new KeyedLongCursor(base, all, all.cursor(), true);
    }

    /** The values of all entries of a version of {@code base}. */
    public static KeyedLongCursor ofValues(MapBase base, MapEntries all) {
        return new KeyedLongCursor(base, all, all.cursor(), false);
    }

    @Override
    public boolean hasNext() {
        return entries.hasNext();
    }

    @Override
    public long nextLong() {
        if (!entries.hasNext()) {
            throw new NoSuchElementException("after the last of " + all.size() + " entries");
        }
        base.check();
        try {
            entries.advance();
            long entry = entries.entry();
            return isOfKeys ? all.keyBits(entry) : all.valueBits(entry);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public boolean tryAdvance(LongConsumer action) {
        Objects.requireNonNull(action, "action");
        if (!entries.hasNext()) {
            return false;
        }
        action.accept(nextLong());
        return true;
    }

    @Override
    public void forEachRemaining(LongConsumer action) {
        Objects.requireNonNull(action, "action");
        while (entries.hasNext()) {
            action.accept(nextLong());
        }
    }

    @Override
    public void forEachRemaining(Consumer<? super Long> action) {
        Spliterator.OfLong.super.forEachRemaining(action); // a stage of a LongStream takes the elements unboxed
    }

    @Override
    public @Nullable KeyedLongCursor trySplit() {
        base.check();
        try {
            EntryCursor before = entries.trySplit();
            return before == null ? null : new KeyedLongCursor(base, all, before, isOfKeys);
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
        return SIZED | SUBSIZED | IMMUTABLE | NONNULL | (isOfKeys ? DISTINCT : 0);
    }
}
