package dev.cairn.internal.trie.vector;

import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.trie.ClaimableRow;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a small vector, all on the heap. Its base is empty: no nodes and no token. Edits of such a vector write nothing to the
 * store. If the vector is needed in the store, it is written as pending edits are.
 */
public final class HeapVector extends HeapLeaves implements PendingEdits {
    /*
     * A row of places. Versions made one after another fill it at both ends. A version begins at a place and has `size` elements from there
     * on. Its count of entries is that place plus one, since 0 would mean that nothing is pending. An edit that finds no free place copies
     * up to a leaf of elements; of a longer row it copies the changed leaf and the table of leaves.
     *
     * Concurrency
     *   As ClaimableRow says. The row itself claims the places from the origin on; its front claims those before the origin, nearest
     *   first. A thread that fails to claim a place makes a new row, which may share leaves (L1, L2).
     */
    /** The most elements that are copied from the store to the heap at once. */
    public static final int FEW = LEAF;

    /** A slice may leave so many places of its row unused, and in addition as many as it uses. */
    private static final int UNUSED = 8;

    /** A slice does not keep an unused element of more bytes. */
    private static final int LIGHT = 64;

    private static final int ROOM = 4;

    /** So many elements are weighed. They may be vectors, of which each is weighed, too. */
    private static final int WEIGHED = 8;

    private final int origin;
    private final @Nullable Ahead front;

    private HeapVector(
            @Nullable Object array,
            Object @Nullable [] table,
            boolean raw,
            int capacity,
            int origin,
            int end,
            @Nullable Ahead front) {
        super(array, table, raw, capacity, end);
        this.origin = origin;
        this.front = front;
    }

    /** Claims the places before a row's origin. */
    private static final class Ahead extends ClaimableRow {
        Ahead(int capacity) {
            super(capacity, 0, null);
        }
    }

    /** Elements of a vector without a codec. Nobody changes {@code bits} from here on. */
    public static HeapVector of(long[] bits) {
        return bits.length <= LEAF ? in(bits, true, bits.length) : copyOf(bits, bits.length);
    }

    /** Prepared elements of a vector with a codec. Nobody changes {@code prepared} from here on. */
    public static HeapVector of(@Nullable Object[] prepared) {
        return prepared.length <= LEAF ? in(prepared, false, prepared.length) : copyOf(prepared, prepared.length);
    }

    /** The first {@code count} elements of a vector without a codec. */
    static HeapVector copyOf(long[] bits, int count) {
        return in(bits, true, bits.length).begun(0, count, count, false, 0);
    }

    /** The first {@code count} prepared elements of a vector with a codec. */
    static HeapVector copyOf(@Nullable Object[] prepared, int count) {
        return in(prepared, false, prepared.length).begun(0, count, count, false, 0);
    }

    private static HeapVector in(Object array, boolean raw, int length) {
        return new HeapVector(array, null, raw, length, 0, length, null);
    }

    /** No elements, of a vector with a codec or, if {@code raw}, without. */
    public static HeapVector none(boolean raw) {
        return raw ? of(new long[0]) : of(new Object[0]);
    }

    /**
     * Whether a small vector of {@code size} elements may have the element {@code prepared}. The element must not be larger than its share,
     * and be a collection if it is large. If the elements are more than a leaf, it must be no collection, as many rows may be the same one.
     */
    public static boolean fits(@Nullable Object prepared, int size) {
        if (prepared == null) {
            return true;
        }
        int weight = Prepared.weight(prepared);
        if (weight > Prepared.LARGE || size > LEAF) {
            boolean isCollection = Prepared.hasCollection(prepared);
            if (isCollection ? size > LEAF : weight > Prepared.LARGE) {
                return false;
            }
        }
        return (long) weight * size <= Prepared.MUCH;
    }

    /** Whether a vector of {@code newSize} elements may include the {@code size} elements from {@code begin} on. */
    public boolean fit(int begin, int size, int newSize) {
        for (int k = begin; k < begin + size && !raw; k++) {
            if (!fits(prepared(k), newSize)) {
                return false;
            }
        }
        return true;
    }

    /**
     * About how many bytes of the heap the {@code size} elements from {@code begin} on hold beside their places: of many elements a few are
     * weighed.
     */
    public int weight(int begin, int size) {
        int weighed = raw ? 0 : Math.min(size, WEIGHED);
        long sum = 0;
        for (int i = 0; i < weighed; i++) {
            Object prepared = prepared(begin + (int) ((long) i * size / weighed));
            sum += prepared == null ? 0 : Prepared.weight(prepared);
        }
        return weighed == 0 ? 0 : (int) (sum * size / weighed); // each has its share of MUCH at most
    }

    /** The place at which the first version of this row begins. */
    public int origin() {
        return origin;
    }

    /** The {@code size} elements from {@code first} on, in an array of length {@code room}; null if they have a codec. */
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

    /**
     * A row in one array: {@code before} free places, {@code size} elements, and {@code after} free places. The first {@code copied}
     * elements are those from {@code from} on.
     */
    private HeapVector flat(int before, int from, int copied, int size, int after) {
        int end = before + size;
        Object array = array(raw, end + after);
        copyTo(array, before, from, from + copied);
        return new HeapVector(array, null, raw, end + after, before, end, before == 0 ? null : new Ahead(before));
    }

    /**
     * A row for a version of {@code size} elements. The first {@code kept} of them are those from {@code from} on; the rest are not written
     * yet. Behind them is room for {@code after} elements, in leaves up to the end of a leaf. Before them there is room if {@code ahead},
     * or by chance.
     */
    private HeapVector begun(int from, int kept, int size, boolean ahead, int after) {
        if (size <= LEAF) {
            return flat(ahead ? after + 1 : 0, from, kept, size, ahead ? 0 : after);
        }
        int within = hasLeaves() ? from & MASK : 0;
        int begin = ahead && within == 0 ? LEAF : within;
        int end = begin + size;
        Object[] table = new Object[leaves(end)];
        int first = begin > 0 ? 1 : 0;
        int shared = hasLeaves() ? Math.max(first, (begin + kept) >>> BITS) : first;
        int moved = (from - begin) >> BITS;
        int capacity = after > 0 && !ahead ? table.length << BITS : end;
        for (int k = 0; k < table.length; k++) {
            table[k] = first <= k && k < shared ? leaf(k + moved) : array(raw, Math.min(LEAF, capacity - (k << BITS)));
        }
        HeapVector row = new HeapVector(null, table, raw, capacity, begin, end, begin > 0 ? new Ahead(begin) : null);
        int head = Math.min(kept, Math.max(0, (first << BITS) - begin));
        copyTo(row, begin, from, from + head);
        int copied = Math.max(head, (shared << BITS) - begin);
        copyTo(row, begin + copied, from + copied, from + kept);
        return row;
    }

    /**
     * A row with an element more, behind the {@code size} elements from {@code begin} on. This row if the next place can be claimed; else a
     * new row, whose version begins at its {@link #origin}.
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
     * A row with an element more, before the {@code size} elements from {@code begin} on. This row, or a new one, whose version begins one
     * place before its {@link #origin}.
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

    /** The {@code size} elements from {@code begin} on, with element {@code index} replaced. */
    public HeapVector update(int begin, int size, int index, long value, @Nullable Object object) {
        HeapVector copy =
                size <= LEAF || !hasLeaves() ? begun(begin, size, size, false, 0) : withOwn(begin, size, index);
        copy.put(copy.origin + index, value, object);
        return copy;
    }

    /** A row that shares all leaves but the leaf of element {@code index}. */
    private HeapVector withOwn(int from, int size, int index) {
        int begin = from & MASK;
        int end = begin + size;
        Object[] table = table(from >>> BITS, leaves(end));
        table[(begin + index) >>> BITS] = copyOfLeaf((from + index) >>> BITS);
        return new HeapVector(null, table, raw, end, begin, end, null);
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

    /** The {@code size} elements from {@code begin} on, and then those of another row of the same type. */
    public HeapVector concat(int begin, int size, HeapVector other, int otherBegin, int otherSize) {
        HeapVector copy = begun(begin, size, size + otherSize, false, 0);
        other.copyTo(copy, copy.origin + size, otherBegin, otherBegin + otherSize);
        return copy;
    }

    /**
     * The elements {@code from} to {@code to} of the {@code size} elements from {@code begin} on. A new row, whose version begins at its
     * {@link #origin}; or this row, if it would keep few elements alive in vain.
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
            Object left = prepared(k);
            if (left != null && Prepared.weight(left) > LIGHT) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int find(int index, int count) {
        return count - 1 + index;
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
