package dev.cairn.internal.trie.vector;

import dev.cairn.internal.trie.ClaimableRow;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of elements on the heap. Few elements are in one array; many are in leaves, which rows share. */
abstract class HeapLeaves extends ClaimableRow {
    /*
     * Layout
     *   few     one array, as long as there are places
     *   many    a table of leaves: place p is in leaf p >> BITS; only the last leaf may be shorter than LEAF
     * If a version of another row may see a place, the place is in a leaf of both rows, or is copied. So a row only writes to places that
     * its versions claim, and such places are only in leaves that were made for the row:
     *   L1  The places from the end of the row's first version to its capacity are in a leaf of its own, or there are none.
     *   L2  So are the places before its origin, if versions can claim them.
     */
    static final int BITS = 6;
    static final int LEAF = 1 << BITS;
    static final int MASK = LEAF - 1;

    final boolean raw;
    private final long @Nullable [] bits;
    private final @Nullable Object @Nullable [] prepared;
    private final Object @Nullable [] table;

    /** A row in one array, of longs or of prepared elements; or if that is null, in a table of leaves. */
    HeapLeaves(@Nullable Object array, Object @Nullable [] table, boolean raw, int capacity, int end) {
        super(capacity, end, null);
        this.raw = raw;
        this.bits = raw ? (long[]) array : null;
        this.prepared = raw ? null : (Object[]) array;
        this.table = table;
    }

    /** An array for {@code length} elements. */
    static Object array(boolean raw, int length) {
        return raw ? new long[length] : new Object[length];
    }

    /** How many leaves {@code places} need. */
    static int leaves(int places) {
        return (places + MASK) >>> BITS;
    }

    /** Whether the row is in leaves. */
    final boolean hasLeaves() {
        return table != null;
    }

    /** The {@code count} leaves from leaf {@code first} on. The row has leaves. */
    final Object[] table(int first, int count) {
        return Arrays.copyOfRange(Objects.requireNonNull(table), first, first + count);
    }

    /** Leaf {@code k}, to be shared. The row has leaves. */
    final Object leaf(int k) {
        return Objects.requireNonNull(table)[k];
    }

    /** A copy of leaf {@code k}. The row has leaves. */
    final Object copyOfLeaf(int k) {
        return leaf(k) instanceof long[] longs ? longs.clone() : ((Object[]) leaf(k)).clone();
    }

    /** The bits at a place, of a vector without a codec. */
    public final long bits(int place) {
        if (bits != null) {
            return bits[place];
        }
        return table == null || !raw ? 0 : ((long[]) table[place >>> BITS])[place & MASK];
    }

    /** The prepared element at a place, of a vector with a codec. */
    public final @Nullable Object prepared(int place) {
        if (prepared != null) {
            return prepared[place];
        }
        return table == null || raw ? null : ((Object[]) table[place >>> BITS])[place & MASK];
    }

    /** Writes an element to a claimed place, or to a row that no other thread has yet. */
    final void put(int place, long value, @Nullable Object object) {
        if (bits != null) {
            bits[place] = value;
        } else if (prepared != null) {
            prepared[place] = object;
        } else if (table != null) {
            put(table[place >>> BITS], place & MASK, value, object);
        }
    }

    private static void put(Object leaf, int place, long value, @Nullable Object object) {
        if (leaf instanceof long[] longs) {
            longs[place] = value;
        } else {
            ((@Nullable Object[]) leaf)[place] = object;
        }
    }

    /** Copies the elements {@code from} to {@code to} to {@code other}, from place {@code at} on. */
    final void copyTo(HeapLeaves other, int at, int from, int to) {
        for (int k = from, n; k < to; k += n) {
            int place = at + k - from;
            n = Math.min(to - k, Math.min(restOfLeaf(k), other.restOfLeaf(place)));
            copy(array(k), place(k), other.array(place), other.place(place), n);
        }
    }

    /** Copies the elements {@code from} to {@code to} to an array of the same type. */
    final void copyTo(Object array, int at, int from, int to) {
        for (int k = from, n; k < to; k += n) {
            n = Math.min(to - k, restOfLeaf(k));
            copy(array(k), place(k), array, at + k - from, n);
        }
    }

    private void copy(Object from, int place, Object to, int at, int count) {
        if (raw) {
            System.arraycopy((long[]) from, place, (long[]) to, at, count);
        } else {
            System.arraycopy((Object[]) from, place, (Object[]) to, at, count);
        }
    }

    private int restOfLeaf(int place) {
        return table == null ? Integer.MAX_VALUE : LEAF - (place & MASK);
    }

    /** The array that has a place. */
    private Object array(int place) {
        if (table != null) {
            return table[place >>> BITS];
        }
        return Objects.requireNonNull(raw ? bits : prepared);
    }

    private int place(int place) {
        return table == null ? place : place & MASK;
    }

    /** Enters the stretch of element {@code index}, which is at place {@code index + begin}. */
    final void enterHeap(Stretch stretch, int index, int begin) {
        int place = begin + index;
        Object array = array(place);
        int shift = begin - (table == null ? 0 : place & ~MASK);
        int stop = table == null ? Integer.MAX_VALUE : index + restOfLeaf(place);
        if (raw) {
            stretch.enterHeap((long[]) array, null, shift, stop);
        } else {
            stretch.enterHeap(null, (Object[]) array, shift, stop);
        }
    }
}
