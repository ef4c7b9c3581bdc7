package dev.cairn.internal.trie.vector;

import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.trie.ClaimableRow;
import org.jspecify.annotations.Nullable;

/**
 * All elements of a small version, on the heap: its base is empty, and has neither nodes nor a token. What changes such a version
 * writes nothing to the store; what needs it there writes it, as what waits.
 */
public final class HeapVector extends HeapLeaves implements PendingEdits {
    /*
     * A row of places, which versions made one after another fill at both ends. A version begins at a place, and has as many from
     * there on as its size says. Its count of entries is that place and one, since 0 would mean that nothing waits. Up to a leaf of
     * elements are copied at each change that finds no place; of more only the leaf that changes, and the table.
     *
     * Concurrency
     *   As for all rows (ClaimableRow): the row itself is that of the places from the origin on, its front that of those before it,
     *   nearest first. Who fails to take a place makes a row of its own, of which it may share leaves (L1, L2).
     */
    /** So many elements are copied from the store to the heap at once, at most. */
    public static final int FEW = LEAF;

    /** A slice of a row may leave so many places of it unused, and as many as it has. */
    private static final int UNUSED = 8;

    /** An element that takes more bytes is not kept by a slice that leaves it out. */
    private static final int LIGHT = 64;

    private static final int ROOM = 4;

    private final int origin;
    private final @Nullable Ahead front;

    private HeapVector(Object array, boolean raw, int capacity, int origin, int end, @Nullable Ahead front) {
        super(array, raw, capacity, end);
        this.origin = origin;
        this.front = front;
    }

    private HeapVector(Object[] table, boolean raw, int capacity, int origin, int end, @Nullable Ahead front) {
        super(table, raw, capacity, end);
        this.origin = origin;
        this.front = front;
    }

    /** Takes the places before a row's origin. */
    private static final class Ahead extends ClaimableRow {
        Ahead(int capacity) {
            super(capacity, 0, null);
        }
    }

    /** Elements of a vector without a codec; {@code bits} is not changed from here on. */
    public static HeapVector of(long[] bits) {
        return bits.length <= LEAF ? in(bits, true, bits.length) : copyOf(bits, bits.length);
    }

    /** Elements of a vector with a codec, prepared; {@code prepared} is not changed from here on. */
    public static HeapVector of(@Nullable Object[] prepared) {
        return prepared.length <= LEAF ? in(prepared, false, prepared.length) : copyOf(prepared, prepared.length);
    }

    /** The first {@code count} of elements of a vector without a codec. */
    static HeapVector copyOf(long[] bits, int count) {
        return in(bits, true, bits.length).begun(0, count, count, false, 0);
    }

    /** The first {@code count} of elements of a vector with a codec, prepared. */
    static HeapVector copyOf(@Nullable Object[] prepared, int count) {
        return in(prepared, false, prepared.length).begun(0, count, count, false, 0);
    }

    private static HeapVector in(Object array, boolean raw, int length) {
        return new HeapVector(array, raw, length, 0, length, null);
    }

    /** No elements, of a vector with a codec or, if {@code raw}, without. */
    public static HeapVector none(boolean raw) {
        return raw ? of(new long[0]) : of(new Object[0]);
    }

    /**
     * Whether a small version of {@code size} elements may have {@code prepared} as one of them: that takes no more than its share,
     * and is no collection if they are more than a leaf, as many rows may be one and the same.
     */
    public static boolean fits(@Nullable Object prepared, int size) {
        if (prepared == null) {
            return true;
        }
        if (size > LEAF && prepared instanceof Prepared.Waiting) {
            return false;
        }
        int weight = Prepared.weight(prepared);
        return weight <= Prepared.LARGE && (long) weight * size <= Prepared.MUCH;
    }

    /** Whether a version of {@code newSize} elements may have among others the {@code size} ones from {@code begin} on. */
    public boolean fit(int begin, int size, int newSize) {
        for (int k = begin; k < begin + size && !raw; k++) {
            if (!fits(preparedAt(k), newSize)) {
                return false;
            }
        }
        return true;
    }

    /** Where the version begins that was made together with this row. */
    public int origin() {
        return origin;
    }

    /** The {@code size} elements from {@code first} on, in an array with room for {@code room}; null if they have a codec. */
    long @Nullable [] copyBits(int first, int size, int room) {
        return raw ? (long[]) copyOf(first, size, room) : null;
    }

    /** As {@link #copyBits}, if they have a codec; else null. */
    @Nullable
    Object @Nullable [] copyPrepared(int first, int size, int room) {
        return raw ? null : (Object[]) copyOf(first, size, room);
    }

    private Object copyOf(int first, int size, int room) {
        Object copy = array(raw, room);
        copyTo(copy, 0, first, first + size);
        return copy;
    }

    /** A row in one array, with {@code before} places, the {@code size} elements from {@code from} on, and {@code after} places. */
    private HeapVector flat(int before, int from, int copied, int size, int after) {
        int end = before + size;
        Object array = array(raw, end + after);
        copyTo(array, before, from, from + copied);
        return new HeapVector(array, raw, end + after, before, end, before == 0 ? null : new Ahead(before));
    }

    /**
     * A row for a version of {@code size} elements, the first {@code kept} of which are those from {@code from} on; the rest are not
     * written yet. Behind them is room for {@code after} more, if they are in leaves up to the end of one; before them there is
     * some if that is so by chance, or {@code ahead}.
     */
    private HeapVector begun(int from, int kept, int size, boolean ahead, int after) {
        if (size <= LEAF) {
            return flat(ahead ? after + 1 : 0, from, kept, size, ahead ? 0 : after);
        }
        int within = isMany() ? from & MASK : 0;
        int begin = ahead && within == 0 ? LEAF : within;
        int end = begin + size;
        Object[] table = new Object[leaves(end)];
        int first = begin > 0 ? 1 : 0;
        int shared = isMany() ? Math.max(first, (begin + kept) >>> BITS) : first;
        int moved = (from - begin) >> BITS;
        int capacity = after > 0 && !ahead ? table.length << BITS : end;
        for (int k = 0; k < table.length; k++) {
            table[k] = first <= k && k < shared ? leaf(k + moved) : array(raw, Math.min(LEAF, capacity - (k << BITS)));
        }
        HeapVector row = new HeapVector(table, raw, capacity, begin, end, begin > 0 ? new Ahead(begin) : null);
        int head = Math.min(kept, Math.max(0, (first << BITS) - begin));
        copyTo(row, begin, from, from + head);
        int copied = Math.max(head, (shared << BITS) - begin);
        copyTo(row, begin + copied, from + copied, from + kept);
        return row;
    }

    /**
     * A row in which an element stands behind the {@code size} ones from {@code begin} on: this one if its next place can be had,
     * else another, whose version begins at its {@link #origin}.
     */
    public HeapVector append(int begin, int size, long value, @Nullable Object object) {
        int end = begin + size;
        if (end < capacity() && claim(end)) {
            put(end, value, object);
            return this;
        }
        HeapVector copy = begun(begin, size, size + 1, false, room(size));
        copy.put(copy.origin + size, value, object);
        return copy;
    }

    /**
     * A row in which an element stands before the {@code size} ones from {@code begin} on: this one, or another, whose version
     * begins one place before its {@link #origin}.
     */
    public HeapVector prepend(int begin, int size, long value, @Nullable Object object) {
        if (front != null && begin > 0 && front.claim(origin - begin)) {
            put(begin - 1, value, object);
            return this;
        }
        HeapVector copy = begun(begin, size, size, true, room(size));
        return copy.prepend(copy.origin, size, value, object);
    }

    private static int room(int size) {
        return Math.max(ROOM, size / 2);
    }

    /** The {@code size} elements from {@code begin} on, with another at {@code index}. */
    public HeapVector update(int begin, int size, int index, long value, @Nullable Object object) {
        HeapVector copy = size <= LEAF || !isMany() ? begun(begin, size, size, false, 0) : withOwn(begin, size, index);
        copy.put(copy.origin + index, value, object);
        return copy;
    }

    /** A row that shares all leaves but that of element {@code index}. */
    private HeapVector withOwn(int from, int size, int index) {
        int begin = from & MASK;
        int end = begin + size;
        Object[] table = table(from >>> BITS, leaves(end));
        table[(begin + index) >>> BITS] = copyOfLeaf((from + index) >>> BITS);
        return new HeapVector(table, raw, end, begin, end, null);
    }

    /** The {@code size} elements from {@code begin} on, with one more before element {@code index}. */
    public HeapVector insert(int begin, int size, int index, long value, @Nullable Object object) {
        HeapVector copy = begun(begin, index, size + 1, false, 0);
        copy.put(copy.origin + index, value, object);
        copyTo(copy, copy.origin + index + 1, begin + index, begin + size);
        return copy;
    }

    /** The {@code size} elements from {@code begin} on, without element {@code index}. */
    public HeapVector remove(int begin, int size, int index) {
        HeapVector copy = begun(begin, index, size - 1, false, 0);
        copyTo(copy, copy.origin + index, begin + index + 1, begin + size);
        return copy;
    }

    /** The {@code size} elements from {@code begin} on, and those of another row of the same kind. */
    public HeapVector concat(int begin, int size, HeapVector other, int otherBegin, int otherSize) {
        HeapVector copy = begun(begin, size, size + otherSize, false, 0);
        other.copyTo(copy, copy.origin + size, otherBegin, otherBegin + otherSize);
        return copy;
    }

    /**
     * Of the {@code size} elements from {@code begin} on, those from {@code from} to {@code to}: a row whose version begins at its
     * {@link #origin}, or this one, if what it would keep alive in vain is little.
     */
    public HeapVector slice(int begin, int size, int from, int to) {
        int rest = to - from;
        boolean shared = capacity() <= 2 * rest + UNUSED
                && size - rest <= LEAF
                && areLight(begin, begin + from)
                && areLight(begin + to, begin + size);
        return shared ? this : begun(begin + from, rest, rest, false, 0);
    }

    private boolean areLight(int from, int to) {
        for (int k = from; k < to && !raw; k++) {
            Object left = preparedAt(k);
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
        return bitsAt(place);
    }

    @Override
    public @Nullable Object prepared(int place) {
        return preparedAt(place);
    }

    @Override
    public long elementAt(VectorBase base, int index, int count) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public void enter(Stretch stretch, int index, int count) {
        enterHeap(stretch, index, count - 1);
    }

    @Override
    public VectorBase write(VectorBase source, int size, int count) {
        InsertBatch batch =
                InsertBatch.front(0, size, copyBits(count - 1, size, size), copyPrepared(count - 1, size, size));
        return RrbOperations.insert(source, source.scope(), 0, batch);
    }
}
