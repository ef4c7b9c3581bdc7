package dev.cairn.internal.trie.vector;

import dev.cairn.internal.trie.Log;
import org.jspecify.annotations.Nullable;

/** Updates, or elements before the first, that wait on the heap to be written in one pass. */
public final class Delta extends Log implements Waiting {
    private static final int RADIX_BITS = 8;

    /** How many elements may wait before the first. */
    private static final int FRONT_MAX = 1024;

    private final boolean isFront;
    private final int[] indexes;
    private final long @Nullable [] bits;
    private final @Nullable Object @Nullable [] prepared;

    private Delta(boolean front, boolean raw, int capacity, int taken) {
        super(capacity, taken);
        this.isFront = front;
        this.indexes = new int[capacity];
        this.bits = raw ? new long[capacity] : null;
        this.prepared = raw ? null : new Object[capacity];
    }

    /** A log of one update. */
    public static Delta of(int index, long value, @Nullable Object prepared) {
        return of(false, CAPACITY_MIN, index, value, prepared);
    }

    /** A log of one element before the first. */
    public static Delta ofFront(long value, @Nullable Object prepared) {
        return of(true, CAPACITY_MIN, 0, value, prepared);
    }

    private static Delta of(boolean front, int capacity, int index, long value, @Nullable Object prepared) {
        Delta delta = new Delta(front, prepared == null, capacity, 1);
        delta.write(0, index, value, prepared);
        return delta;
    }

    /** Whether the entries are elements before the first. */
    public boolean isFront() {
        return isFront;
    }

    /** How many entries may wait in a version of {@code size} elements. */
    public int most(int size) {
        return isFront ? Math.min(FRONT_MAX, limit(size)) : limit(size);
    }

    /** A log of one entry, after the entries of this one were written: with as much room, as there may be as many more. */
    public Delta next(int index, long value, @Nullable Object object) {
        return of(isFront, capacity(), index, value, object);
    }

    /** A log of its own with the first {@code count} entries of this one and one more; grows to {@code limit} at most. */
    public Delta copyAnd(int count, int limit, int index, long value, @Nullable Object object) {
        Delta copy = new Delta(isFront, bits != null, roomAfter(count, limit), count + 1);
        for (int k = 0; k < count; k++) {
            copy.write(k, indexes[k], bits(k), prepared(k));
        }
        copy.write(count, index, value, object);
        return copy;
    }

    /** Fills a place that the caller took. */
    public void write(int place, int index, long value, @Nullable Object object) {
        indexes[place] = index;
        if (bits != null) {
            bits[place] = value;
        } else if (prepared != null) {
            prepared[place] = object;
        }
        if (!isFront) {
            link(place, index);
        }
    }

    @Override
    public int find(int index, int count) {
        if (isFront) {
            return Math.max(-1, count - 1 - index);
        }
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
        return base.elementAt(isFront ? index - count : index);
    }

    @Override
    public VectorBase write(VectorBase source, int size, int count) {
        return isFront
                ? VectorReshape.prepend(source, size - count, this, count)
                : VectorChange.settle(source, size, this, count);
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
