package dev.cairn.internal.trie.vector;

import dev.cairn.internal.memory.Memory;
import java.lang.ref.Reference;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.PrimitiveIterator;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** An iterator and spliterator over a range of a vector's longs. It keeps the vector alive. */
public final class LongCursor implements PrimitiveIterator.OfLong, Spliterator.OfLong {
    private final VectorBase base;
    private final StretchCursor stretches;
    private final Memory memory;
    private final int leafMask;
    private final int end;
    private int index;
    private long leafOrigin;
    private int leafEnd;

    /** The array of the stretch, if it is on the heap. */
    private long @Nullable [] bits;

    /** The elements {@code from} to {@code end} of {@code stretches}, which is over a version of {@code base}. */
    public LongCursor(VectorBase base, StretchCursor stretches, int from, int end) {
        this.base = base;
        this.stretches = stretches;
        this.memory = base.memory();
        this.leafMask = base.type().leafElements() - 1;
        this.index = from;
        this.end = end;
        this.leafEnd = from;
    }

    private void enterLeaf() {
        stretches.enter(index);
        bits = stretches.bits();
        leafOrigin = stretches.origin();
        leafEnd = Math.min(end, stretches.end());
    }

    @Override
    public boolean hasNext() {
        return index < end;
    }

    @Override
    public long nextLong() {
        if (index >= leafEnd) {
            if (index >= end) {
                throw new NoSuchElementException("after the last of " + stretches.size() + " elements");
            }
            enterLeaf();
        } else {
            base.check();
        }
        try {
            long[] heap = bits;
            int i = index++;
            return heap == null ? memory.getLong(leafOrigin + 8L * i) : RawBits.toLong(heap[(int) leafOrigin + i]);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public boolean tryAdvance(LongConsumer action) {
        Objects.requireNonNull(action, "action");
        if (index >= end) {
            return false;
        }
        action.accept(nextLong());
        return true;
    }

    @Override
    public void forEachRemaining(LongConsumer action) {
        Objects.requireNonNull(action, "action");
        try {
            while (index < end) {
                if (index >= leafEnd) {
                    enterLeaf();
                }
                int from = index;
                index = leafEnd;
                if (bits == null) {
                    forEach(action, leafOrigin, from, leafEnd);
                } else {
                    forEach(action, bits, (int) leafOrigin + from, (int) leafOrigin + leafEnd);
                }
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private void forEach(LongConsumer action, long origin, int from, int stop) {
        for (int i = from; i < stop; i++) {
            action.accept(memory.getLong(origin + 8L * i));
        }
    }

    private static void forEach(LongConsumer action, long[] heap, int from, int stop) {
        for (int i = from; i < stop; i++) {
            action.accept(RawBits.toLong(heap[i]));
        }
    }

    @Override
    public void forEachRemaining(Consumer<? super Long> action) {
        Spliterator.OfLong.super.forEachRemaining(action); // a stage of a LongStream takes the elements unboxed
    }

    @Override
    public @Nullable LongCursor trySplit() {
        int middle = ((index + end) >>> 1) & ~leafMask;
        if (middle <= index) {
            return null;
        }
        base.check();
        LongCursor before = new LongCursor(base, stretches.again(), index, middle);
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
        return ORDERED | SIZED | SUBSIZED | IMMUTABLE | NONNULL;
    }
}
