package dev.cairn.internal.trie.vector;

import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.trie.Log;
import dev.cairn.internal.trie.Places;
import org.jspecify.annotations.Nullable;

/**
 * Elements before the first that wait on the heap to be written in one pass; the row is filled from its end, so that
 * they are in order.
 */
public final class Front extends Places implements Entries {
    private static final int MOST = 1024;

    private final long @Nullable [] bits;
    private final @Nullable Object @Nullable [] prepared;
    private int weight;

    private Front(boolean raw, int capacity, int taken, @Nullable Front before) {
        super(capacity, taken, before);
        this.bits = raw ? new long[capacity] : null;
        this.prepared = raw ? null : new Object[capacity];
    }

    /** A row of one element. */
    public static Front of(long value, @Nullable Object prepared) {
        return of(Log.CAPACITY_MIN, value, prepared);
    }

    private static Front of(int capacity, long value, @Nullable Object prepared) {
        Front front = new Front(prepared == null, capacity, 1, null);
        front.write(0, 0, value, prepared);
        return front;
    }

    @Override
    public int most(int size) {
        return Math.min(MOST, Log.limit(size));
    }

    @Override
    public Front next(int count, int limit, int index, long value, @Nullable Object object) {
        return of(Log.roomAfterWriting(this, count, limit), value, object);
    }

    @Override
    public Front copyAnd(int count, int limit, int index, long value, @Nullable Object object) {
        Front copy = new Front(bits != null, Log.roomAfter(this, count, limit), count + 1, this);
        if (bits != null && copy.bits != null) {
            System.arraycopy(bits, at(count - 1), copy.bits, copy.at(count - 1), count);
        }
        if (prepared != null && copy.prepared != null) {
            System.arraycopy(prepared, at(count - 1), copy.prepared, copy.at(count - 1), count);
        }
        copy.weight = weight;
        copy.write(count, index, value, object);
        return copy;
    }

    /** Whether the first {@code count} are few enough to be copied for each version that goes on from them in another way. */
    public boolean hasFew(int count) {
        return isShared(count);
    }

    /** Whether the elements have no codec. */
    boolean isRaw() {
        return bits != null;
    }

    private int at(int place) {
        return capacity() - 1 - place;
    }

    @Override
    public int weight() {
        return weight;
    }

    @Override
    public void write(int place, int index, long value, @Nullable Object object) {
        weight += object == null ? 0 : Prepared.weight(object);
        if (bits != null) {
            bits[at(place)] = value;
        } else if (prepared != null) {
            prepared[at(place)] = object;
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
        return bits == null ? 0 : bits[at(k)];
    }

    @Override
    public @Nullable Object prepared(int k) {
        return prepared == null ? null : prepared[at(k)];
    }

    @Override
    public void enter(Stretches stretches, int index, int count) {
        if (index < count) {
            stretches.enterHeap(bits, prepared, at(count - 1), count);
        } else {
            stretches.enterLeaf(stretches.base(), index, index - count, Integer.MAX_VALUE);
        }
    }

    @Override
    public VectorBase write(VectorBase source, int size, int count) {
        Batch batch = Batch.front(at(count - 1), count, bits, prepared);
        return VectorReshape.insert(source, source.scope(), size - count, batch);
    }
}
