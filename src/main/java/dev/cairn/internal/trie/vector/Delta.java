package dev.cairn.internal.trie.vector;

import dev.cairn.internal.trie.Log;
import org.jspecify.annotations.Nullable;

/** Updates that wait on the heap to be written in one pass. */
public final class Delta extends Log implements Entries {
    private static final int RADIX_BITS = 8;

    private final int[] indexes;
    private final long @Nullable [] bits;
    private final @Nullable Object @Nullable [] prepared;

    private Delta(boolean raw, int capacity, int taken, @Nullable Delta before) {
        super(capacity, taken, before);
        this.indexes = new int[capacity];
        this.bits = raw ? new long[capacity] : null;
        this.prepared = raw ? null : new Object[capacity];
    }

    /** A log of one update. */
    public static Delta of(int index, long value, @Nullable Object prepared) {
        return of(CAPACITY_MIN, index, value, prepared);
    }

    private static Delta of(int capacity, int index, long value, @Nullable Object prepared) {
        Delta delta = new Delta(prepared == null, capacity, 1, null);
        delta.write(0, index, value, prepared);
        return delta;
    }

    @Override
    public int most(int size) {
        return limit(size);
    }

    @Override
    public Delta next(int count, int limit, int index, long value, @Nullable Object object) {
        return of(roomAfterWriting(this, count, limit), index, value, object);
    }

    @Override
    public Delta copyAnd(int count, int limit, int index, long value, @Nullable Object object) {
        Delta copy = new Delta(bits != null, roomAfter(this, count, limit), count + 1, this);
        for (int k = 0; k < count; k++) {
            copy.write(k, indexes[k], bits(k), prepared(k));
        }
        copy.write(count, index, value, object);
        return copy;
    }

    @Override
    public void write(int place, int index, long value, @Nullable Object object) {
        indexes[place] = index;
        if (bits != null) {
            bits[place] = value;
        } else if (prepared != null) {
            prepared[place] = object;
        }
        link(place, index);
    }

    @Override
    public int find(int index, int count) {
        int entry = newest(index, count);
        while (entry >= 0 && indexes[entry] != index) {
            entry = older(entry);
        }
        return entry;
    }

    /** The index that entry {@code k} updates. */
    public int index(int k) {
        return indexes[k];
    }

    @Override
    public long elementAt(VectorBase base, int index, int count) {
        return base.elementAt(index);
    }

    @Override
    public boolean isInStretches() {
        return false;
    }

    @Override
    public void enter(Stretches stretches, int index, int count) {
        throw new IllegalStateException("written first");
    }

    @Override
    public VectorBase write(VectorBase source, int size, int count) {
        return VectorChange.settle(source, size, this, count);
    }

    @Override
    public long bits(int k) {
        return bits == null ? 0 : bits[k];
    }

    @Override
    public @Nullable Object prepared(int k) {
        return prepared == null ? null : prepared[k];
    }

    /** The first {@code count} entries in the order of their leaves, those of one leaf in the order they came (radix sort). */
    int[] byLeaf(int count, int leafBits) {
        int[] order = new int[count];
        int all = 0;
        for (int k = 0; k < count; k++) {
            order[k] = k;
            all |= indexes[k];
        }
        int top = Integer.SIZE - Integer.numberOfLeadingZeros(all);
        int[] sorted = new int[count];
        for (int shift = leafBits; shift < top && top > leafBits + 9; shift += RADIX_BITS) {
            sortBy(shift, Math.min(RADIX_BITS, top - shift), order, sorted);
            int[] free = order;
            order = sorted;
            sorted = free;
        }
        return order;
    }

    private void sortBy(int shift, int digitBits, int[] order, int[] sorted) {
        int[] starts = new int[(1 << digitBits) + 1];
        int mask = (1 << digitBits) - 1;
        for (int k : order) {
            starts[((indexes[k] >>> shift) & mask) + 1]++;
        }
        for (int d = 1; d <= mask; d++) {
            starts[d] += starts[d - 1];
        }
        for (int k : order) {
            sorted[starts[(indexes[k] >>> shift) & mask]++] = k;
        }
    }
}
