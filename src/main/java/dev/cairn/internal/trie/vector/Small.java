package dev.cairn.internal.trie.vector;

import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.trie.HeapLimit;
import dev.cairn.internal.trie.Places;
import org.jspecify.annotations.Nullable;

/**
 * All elements of a small version, on the heap: its base is empty, and has neither nodes nor a token. What changes such a version
 * writes nothing to the store; what needs it there writes it, as what waits.
 */
public final class Small extends Places implements Waiting {
    /*
     * A row of places, which versions made one after another fill at both ends. A version begins at a place, and has as many from
     * there on as its size says. Its count of entries is that place and one, since 0 would mean that nothing waits.
     *
     * Concurrency
     *   As for all rows (Places): the row itself is that of the places from the origin on, its front that of those before it,
     *   nearest first. Who fails to take a place copies the elements.
     */
    /** The most elements of a small version; 0 if there is none. */
    static final int LIMIT = HeapLimit.or(64);

    /** A slice of a row may leave so many places of it unused, and as many as it has. */
    private static final int UNUSED = 8;

    /** An element that takes more bytes is not kept by a slice that leaves it out. */
    private static final int LIGHT = 64;

    private static final int ROOM = 4;

    private final long @Nullable [] bits;
    private final @Nullable Object @Nullable [] prepared;
    private final int origin;
    private final @Nullable Ahead front;

    private Small(
            long @Nullable [] bits,
            @Nullable Object @Nullable [] prepared,
            int capacity,
            int origin,
            int end,
            @Nullable Ahead front) {
        super(capacity, end, null);
        this.bits = bits;
        this.prepared = prepared;
        this.origin = origin;
        this.front = front;
    }

    /** Takes the places before a row's origin. */
    private static final class Ahead extends Places {
        Ahead(int capacity) {
            super(capacity, 0, null);
        }
    }

    /** Elements of a vector without a codec; {@code bits} is not changed from here on. */
    public static Small of(long[] bits) {
        return new Small(bits, null, bits.length, 0, bits.length, null);
    }

    /** Elements of a vector with a codec, prepared; {@code prepared} is not changed from here on. */
    public static Small of(@Nullable Object[] prepared) {
        return new Small(null, prepared, prepared.length, 0, prepared.length, null);
    }

    /** No elements, of a vector with a codec or, if {@code raw}, without. */
    public static Small none(boolean raw) {
        return raw ? of(new long[0]) : of(new Object[0]);
    }

    /** Whether a small version may have {@code prepared} as an element. */
    public static boolean fits(@Nullable Object prepared) {
        return prepared == null || Prepared.weight(prepared) <= Prepared.LARGE;
    }

    /** Where the version begins that was made together with this row. */
    public int origin() {
        return origin;
    }

    /** The {@code size} elements from {@code first} on, in an array with room for {@code room}; null if they have a codec. */
    long @Nullable [] copyBits(int first, int size, int room) {
        if (bits == null) {
            return null;
        }
        long[] copy = new long[room];
        System.arraycopy(bits, first, copy, 0, size);
        return copy;
    }

    /** As {@link #copyBits}, if they have a codec; else null. */
    @Nullable
    Object @Nullable [] copyPrepared(int first, int size, int room) {
        if (prepared == null) {
            return null;
        }
        @Nullable Object[] copy = new Object[room];
        System.arraycopy(prepared, first, copy, 0, size);
        return copy;
    }

    /** A row with {@code before} places, the elements {@code from} to {@code to} of this one, {@code gap} places, and the others. */
    private Small copy(int before, int from, int split, int to, int gap, int after) {
        int end = before + (to - from) + gap;
        int capacity = end + after;
        Ahead ahead = before == 0 ? null : new Ahead(before);
        Small copy = bits != null
                ? new Small(new long[capacity], null, capacity, before, end, ahead)
                : new Small(null, new Object[capacity], capacity, before, end, ahead);
        copyTo(copy, before, from, split);
        copyTo(copy, before + (split - from) + gap, split, to);
        return copy;
    }

    private void copyTo(Small other, int at, int from, int to) {
        if (bits != null && other.bits != null) {
            System.arraycopy(bits, from, other.bits, at, to - from);
        } else if (prepared != null && other.prepared != null) {
            System.arraycopy(prepared, from, other.prepared, at, to - from);
        }
    }

    private void put(int place, long value, @Nullable Object object) {
        if (bits != null) {
            bits[place] = value;
        } else if (prepared != null) {
            prepared[place] = object;
        }
    }

    /**
     * A row in which an element stands behind the {@code size} ones from {@code begin} on: this one if its next place can be had,
     * else another, whose version begins at its {@link #origin}.
     */
    public Small append(int begin, int size, long value, @Nullable Object object) {
        int end = begin + size;
        if (end < capacity() && take(end)) {
            put(end, value, object);
            return this;
        }
        Small copy = copy(0, begin, end, end, 1, room(size));
        copy.put(size, value, object);
        return copy;
    }

    /**
     * A row in which an element stands before the {@code size} ones from {@code begin} on: this one, or another, whose version
     * begins one place before its {@link #origin}.
     */
    public Small prepend(int begin, int size, long value, @Nullable Object object) {
        if (front != null && begin > 0 && front.take(origin - begin)) {
            put(begin - 1, value, object);
            return this;
        }
        int room = room(size);
        Small copy = copy(room + 1, begin, begin + size, begin + size, 0, 0);
        return copy.prepend(room + 1, size, value, object);
    }

    private static int room(int size) {
        return Math.max(ROOM, size / 2);
    }

    /** The {@code size} elements from {@code begin} on, with another at {@code index}. */
    public Small update(int begin, int size, int index, long value, @Nullable Object object) {
        Small copy = copy(0, begin, begin + size, begin + size, 0, 0);
        copy.put(index, value, object);
        return copy;
    }

    /** The {@code size} elements from {@code begin} on, with one more before element {@code index}. */
    public Small insert(int begin, int size, int index, long value, @Nullable Object object) {
        Small copy = copy(0, begin, begin + index, begin + size, 1, 0);
        copy.put(index, value, object);
        return copy;
    }

    /** The {@code size} elements from {@code begin} on, without element {@code index}. */
    public Small remove(int begin, int size, int index) {
        Small copy = copy(0, begin, begin + index, begin + index, size - index - 1, 0);
        copyTo(copy, index, begin + index + 1, begin + size);
        return copy;
    }

    /** The {@code size} elements from {@code begin} on, and those of another row of the same kind. */
    public Small concat(int begin, int size, Small other, int otherBegin, int otherSize) {
        Small copy = copy(0, begin, begin + size, begin + size, otherSize, 0);
        other.copyTo(copy, size, otherBegin, otherBegin + otherSize);
        return copy;
    }

    /**
     * Of the {@code size} elements from {@code begin} on, those from {@code from} to {@code to}: a row whose version begins at its
     * {@link #origin}, or this one, if what it would keep alive in vain is little.
     */
    public Small slice(int begin, int size, int from, int to) {
        boolean shared = capacity() <= 2 * (to - from) + UNUSED
                && areLight(begin, begin + from)
                && areLight(begin + to, begin + size);
        return shared ? this : copy(0, begin + from, begin + to, begin + to, 0, 0);
    }

    private boolean areLight(int from, int to) {
        for (int k = from; k < to && prepared != null; k++) {
            Object left = prepared[k];
            if (left != null && Prepared.weight(left) > LIGHT) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean allowsAppending() {
        return false;
    }

    @Override
    public int find(int index, int count) {
        return count - 1 + index;
    }

    @Override
    public long bits(int place) {
        return bits == null ? 0 : bits[place];
    }

    @Override
    public @Nullable Object prepared(int place) {
        return prepared == null ? null : prepared[place];
    }

    @Override
    public long elementAt(VectorBase base, int index, int count) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public void enter(Stretches stretches, int index, int count) {
        stretches.enterHeap(bits, prepared, count - 1, Integer.MAX_VALUE);
    }

    @Override
    public VectorBase write(VectorBase source, int size, int count) {
        Batch batch = Batch.front(count - 1, size, bits, prepared);
        return VectorReshape.insert(source, source.confinement(), 0, batch);
    }
}
