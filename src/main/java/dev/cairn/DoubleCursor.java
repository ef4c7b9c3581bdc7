package dev.cairn;

import dev.cairn.internal.memory.Memory;
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
    private final Memory memory;
    private final int leafMask;
    private final int end;
    private int index;
    private long leafOrigin;
    private int leafEnd;

    DoubleCursor(DoubleVector version, VectorBase base, int from, int end) {
        this.version = version;
        this.base = base;
        this.memory = base.memory();
        this.leafMask = base.type().leafElements() - 1;
        this.index = from;
        this.end = end;
        this.leafEnd = from;
    }

    private void enterLeaf() {
        base.check();
        leafOrigin = base.elementAt(index) - 8L * index;
        leafEnd = Math.min(end, base.leafEnd(index));
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
            return memory.getDouble(leafOrigin + 8L * index++);
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
                forEach(action, leafOrigin, from, leafEnd);
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
        DoubleCursor before = new DoubleCursor(version, base, index, middle);
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
