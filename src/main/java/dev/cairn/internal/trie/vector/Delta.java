package dev.cairn.internal.trie.vector;

import org.jspecify.annotations.Nullable;

/** Updates that wait on the heap to be folded into a base in one pass: a short log that versions share. */
public final class Delta extends Places {
    /** How many updates wait at most. */
    public static final int CAPACITY = 64;

    private final int[] indexes = new int[CAPACITY];
    private final long @Nullable [] bits;
    private final @Nullable Object @Nullable [] prepared;

    private Delta(boolean raw, int taken) {
        super(taken);
        this.bits = raw ? new long[CAPACITY] : null;
        this.prepared = raw ? null : new Object[CAPACITY];
    }

    /** A log of one entry. */
    public static Delta of(int index, long value, @Nullable Object prepared) {
        Delta delta = new Delta(prepared == null, 1);
        delta.write(0, index, value, prepared);
        return delta;
    }

    /** A log of the first {@code count} entries of this one whose index is below {@code size}; null if there is none. */
    public @Nullable Delta copy(int count, int size) {
        int kept = countBelow(count, size);
        if (kept == 0) {
            return null;
        }
        Delta copy = new Delta(bits != null, kept);
        for (int k = 0, to = 0; k < count; k++) {
            if (indexes[k] < size) {
                copy.write(to++, indexes[k], bits(k), prepared(k));
            }
        }
        return copy;
    }

    /** A log of its own with the first {@code count} entries of this one, and one more. */
    public Delta copyAnd(int count, int index, long value, @Nullable Object object) {
        Delta copy = new Delta(bits != null, count + 1);
        for (int k = 0; k < count; k++) {
            copy.write(k, indexes[k], bits(k), prepared(k));
        }
        copy.write(count, index, value, object);
        return copy;
    }

    /** How many of the first {@code count} entries have an index below {@code size}. */
    public int countBelow(int count, int size) {
        int below = 0;
        for (int k = 0; k < count; k++) {
            if (indexes[k] < size) {
                below++;
            }
        }
        return below;
    }

    /** Fills a place that the caller took. */
    public void write(int place, int index, long value, @Nullable Object object) {
        indexes[place] = index;
        if (bits != null) {
            bits[place] = value;
        } else if (prepared != null) {
            prepared[place] = object;
        }
    }

    /** The newest of the first {@code count} entries for {@code index}, or -1. */
    public int find(int index, int count) {
        for (int k = count - 1; k >= 0; k--) {
            if (indexes[k] == index) {
                return k;
            }
        }
        return -1;
    }

    /** The index that entry {@code k} updates. */
    public int index(int k) {
        return indexes[k];
    }

    /** The value of entry {@code k}, of a vector without a codec. */
    public long bits(int k) {
        return bits == null ? 0 : bits[k];
    }

    /** The prepared value of entry {@code k}, of a vector with a codec. */
    public @Nullable Object prepared(int k) {
        return prepared == null ? null : prepared[k];
    }
}
