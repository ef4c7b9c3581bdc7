package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.slot.SlotCodec;
import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An iterator and spliterator over a range of a vector's elements. It keeps the vector alive. */
public final class VectorCursor<T extends @Nullable Object> implements Iterator<T>, Spliterator<T> {
    private final SlotCodec<T> slots;
    private final VectorBase base;
    private final StretchCursor stretches;
    private final Core core;
    private final int leafMask;
    private final int width;
    private final int end;
    private int index;
    private long leafOrigin;
    private int leafEnd;

    /** The array of the stretch, if it is on the heap. */
    private @Nullable Object @Nullable [] prepared;

    /** The elements {@code from} to {@code end} of {@code stretches}, which is over a version of {@code base}. */
    public VectorCursor(SlotCodec<T> slots, VectorBase base, StretchCursor stretches, int from, int end) {
        this.slots = slots;
        this.base = base;
        this.stretches = stretches;
        this.core = base.core();
        this.leafMask = base.type().leafElements() - 1;
        this.width = base.type().width();
        this.index = from;
        this.end = end;
        this.leafEnd = from;
    }

    private void enterLeaf() {
        stretches.enter(index);
        prepared = stretches.prepared();
        leafOrigin = stretches.origin();
        leafEnd = Math.min(end, stretches.end());
    }

    @Override
    public boolean hasNext() {
        return index < end;
    }

    @Override
    public T next() {
        int i = index;
        if (i >= leafEnd) {
            enterNext();
        } else {
            base.check();
        }
        index = i + 1;
        return at(i);
    }

    private void enterNext() {
        if (index >= end) {
            throw new NoSuchElementException("after the last of " + stretches.size() + " elements");
        }
        enterLeaf();
    }

    /** The element {@code i}, which is in the stretch that was entered. */
    private T at(int i) {
        try {
            @Nullable Object[] heap = prepared;
            return heap == null
                    ? slots.load(core, leafOrigin + (long) width * i)
                    : slots.restore(Objects.requireNonNull(heap[(int) leafOrigin + i]));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        Objects.requireNonNull(action, "action");
        if (index >= end) {
            return false;
        }
        action.accept(next());
        return true;
    }

    @Override
    public void forEachRemaining(Consumer<? super T> action) {
        Objects.requireNonNull(action, "action");
        while (index < end) {
            action.accept(next());
        }
    }

    @Override
    public @Nullable VectorCursor<T> trySplit() {
        int middle = ((index + end) >>> 1) & ~leafMask;
        if (middle <= index) {
            return null;
        }
        base.check();
        VectorCursor<T> before = new VectorCursor<>(slots, base, stretches.again(), index, middle);
        index = middle;
        leafEnd = middle;
        return before;
    }

    @Override
    public long estimateSize() {
        return (long) end - index;
    }

    @Override
    public int characteristics() {
        return ORDERED | SIZED | SUBSIZED | IMMUTABLE;
    }
}
