package dev.cairn.internal.trie.vector;

import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/** Elements of a version that lie next to each other: in one leaf of the store, or in one array on the heap. */
public class Stretch {
    /** A reader of so few stretches reads few elements, so nothing is prepared for it. */
    private static final int FEW = 16;

    private final VectorBase base;
    private final int width;
    private long @Nullable [] bits;
    private @Nullable Object @Nullable [] prepared;
    private long origin;
    private int end;

    /** How many stretches were entered. The count stops behind FEW. */
    private int entered;

    /** No stretch yet, of a version of {@code base}. */
    Stretch(VectorBase base) {
        this.base = base;
        this.width = base.type().width;
    }

    /** Counts a stretch that is about to be entered. */
    final void count() {
        entered += entered <= FEW ? 1 : 0;
    }

    /** Cuts the stretch off before element {@code limit}. */
    final void endBy(int limit) {
        end = Math.min(end, limit);
    }

    /** Enters a leaf of {@code from}: element {@code index} is element {@code inBase} there. Ends before element {@code stop}. */
    final void enterLeaf(VectorBase from, int index, int inBase, int stop) {
        bits = null;
        prepared = null;
        origin = from.elementAt(inBase) - (long) width * index;
        end = (int) Math.min(stop, (long) from.leafEnd(inBase) - inBase + index);
    }

    /** Enters one of the arrays: element {@code index} is at {@code index + shift} there. Ends before element {@code stop}. */
    final void enterHeap(long @Nullable [] someBits, @Nullable Object @Nullable [] somePrepared, int shift, int stop) {
        bits = someBits;
        prepared = somePrepared;
        origin = shift;
        end = stop;
    }

    /** Whether few stretches were entered so far. */
    final boolean isAmongFirst() {
        return entered <= FEW;
    }

    /** The base of the version. */
    final VectorBase base() {
        return base;
    }

    /** The index behind the last element of the stretch. */
    public final int end() {
        return end;
    }

    /** The array of a vector without a codec, or null. */
    public final long @Nullable [] bits() {
        return bits;
    }

    /** The array of a vector with a codec, or null. */
    public final @Nullable Object @Nullable [] prepared() {
        return prepared;
    }

    /** Whether the stretch lies in the store. */
    public final boolean isStored() {
        return bits == null && prepared == null;
    }

    /** Where element 0 would be if it were in this stretch: an address, or an index of the array. */
    public final long origin() {
        return origin;
    }

    /** The address of element {@code index}, in a stretch that lies in the store. */
    public final long at(int index) {
        return origin + (long) width * index;
    }

    /** Where element {@code index} is in the array, in a stretch on the heap. */
    public final int place(int index) {
        return (int) origin + index;
    }

    /** The bits of element {@code index}, of a vector without a codec. */
    public final long bits(int index) {
        if (bits != null) {
            return bits[place(index)];
        }
        try {
            return width == Long.BYTES
                    ? base.memory().getLong(at(index))
                    : base.memory().getInt(at(index));
        } finally {
            Reference.reachabilityFence(base);
        }
    }
}
