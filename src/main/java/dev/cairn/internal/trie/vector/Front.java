package dev.cairn.internal.trie.vector;

import dev.cairn.internal.trie.Log;
import dev.cairn.internal.trie.Places;
import org.jspecify.annotations.Nullable;

/** Elements before the first, the last of them first, that wait on the heap to be written in one pass. */
public final class Front extends Places implements Entries {
    private static final int MOST = 1024;

    private final long @Nullable [] bits;
    private final @Nullable Object @Nullable [] prepared;

    private Front(boolean raw, int capacity, int taken) {
        super(capacity, taken);
        this.bits = raw ? new long[capacity] : null;
        this.prepared = raw ? null : new Object[capacity];
    }

    /** A row of one element. */
    public static Front of(long value, @Nullable Object prepared) {
        return of(Log.CAPACITY_MIN, value, prepared);
    }

    private static Front of(int capacity, long value, @Nullable Object prepared) {
        Front front = new Front(prepared == null, capacity, 1);
        front.write(0, 0, value, prepared);
        return front;
    }

    @Override
    public int most(int size) {
        return Math.min(MOST, Log.limit(size));
    }

    @Override
    public Front next(int index, long value, @Nullable Object object) {
        return of(capacity(), value, object);
    }

    @Override
    public Front copyAnd(int count, int limit, int index, long value, @Nullable Object object) {
        Front copy = new Front(bits != null, Log.roomAfter(this, count, limit), count + 1);
        if (bits != null && copy.bits != null) {
            System.arraycopy(bits, 0, copy.bits, 0, count);
        }
        if (prepared != null && copy.prepared != null) {
            System.arraycopy(prepared, 0, copy.prepared, 0, count);
        }
        copy.write(count, index, value, object);
        return copy;
    }

    @Override
    public void write(int place, int index, long value, @Nullable Object object) {
        if (bits != null) {
            bits[place] = value;
        } else if (prepared != null) {
            prepared[place] = object;
        }
    }

    @Override
    public int find(int index, int count) {
        return Math.max(-1, count - 1 - index);
    }

    @Override
    public int added(int count) {
        return count;
    }

    @Override
    public long elementAt(VectorBase base, int index, int count) {
        return base.elementAt(index - count);
    }

    @Override
    public long bits(int k) {
        return bits == null ? 0 : bits[k];
    }

    @Override
    public @Nullable Object prepared(int k) {
        return prepared == null ? null : prepared[k];
    }

    @Override
    public VectorBase write(VectorBase source, int size, int count) {
        Batch batch = Batch.of(count, bits != null);
        for (int k = count - 1; k >= 0; k--) {
            batch.add(0, bits(k), prepared(k));
        }
        return VectorReshape.insert(source, source.confinement(), size - count, batch);
    }
}
