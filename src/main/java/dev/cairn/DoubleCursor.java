package dev.cairn;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.trie.vector.Stretches;
import dev.cairn.internal.trie.vector.VectorBase;
import java.lang.ref.Reference;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.PrimitiveIterator;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** Goes over a range of a vector's doubles, leaf by leaf; holds the version it reads. */
final class DoubleCursor implements PrimitiveIterator.OfDouble, Spliterator.OfDouble {
    private final DoubleVector version;
    private final VectorBase base;
    private final Stretches stretches;
    private final Memory memory;
    private final int leafMask;
    private final int end;
    private int index;
    private long leafOrigin;
    private int leafEnd;

    /** The array that the stretch is in, if it is on the heap. */
    private long @Nullable [] bits;

    DoubleCursor(DoubleVector version, int from, int end) {
        this.version = version;
        version.base.check();
        this.base = version.base;
        this.stretches = version.stretches();
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
    public double nextDouble() {
        if (index >= leafEnd) {
            if (index >= end) {
                throw new NoSuchElementException("after the last of " + version.size() + " elements");
            }
            enterLeaf();
        } else {
            base.check();
        }
        try {
            long[] heap = bits;
            int i = index++;
            return heap == null
                    ? memory.getDouble(leafOrigin + 8L * i)
                    : Double.longBitsToDouble(heap[(int) leafOrigin + i]);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public boolean tryAdvance(DoubleConsumer action) {
        Objects.requireNonNull(action, "action");
        if (index >= end) {
            return false;
        }
        action.accept(nextDouble());
        return true;
    }

    @Override
    public void forEachRemaining(DoubleConsumer action) {
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

    private void forEach(DoubleConsumer action, long origin, int from, int stop) {
        for (int i = from; i < stop; i++) {
            action.accept(memory.getDouble(origin + 8L * i));
        }
    }

    private static void forEach(DoubleConsumer action, long[] array, int from, int stop) {
        for (int i = from; i < stop; i++) {
            action.accept(Double.longBitsToDouble(array[i]));
        }
    }

    @Override
    public void forEachRemaining(Consumer<? super Double> action) {
        forEachRemaining((DoubleConsumer) action::accept);
    }

    @Override
    public @Nullable DoubleCursor trySplit() {
        int middle = ((index + end) >>> 1) & ~leafMask;
        if (middle <= index) {
            return null;
        }
        DoubleCursor before = new DoubleCursor(version, index, middle);
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
