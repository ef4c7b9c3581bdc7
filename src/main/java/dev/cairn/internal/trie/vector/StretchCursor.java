package dev.cairn.internal.trie.vector;

import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Goes over the elements of a version, stretch by stretch: those of one leaf, or of one array on the heap. Writes nothing to the
 * store. Who reads keeps the version reachable.
 */
public final class StretchCursor {
    /** Who goes over so few stretches reads few elements: for these nothing is prepared. */
    private static final int FEW = 16;

    private final VectorBase base;
    private final @Nullable PendingEdits waiting;
    private final int count;
    private final int size;
    private final int width;
    private long @Nullable [] bits;
    private @Nullable Object @Nullable [] prepared;
    private long origin;
    private int end;

    /** How many stretches were entered, up to some. */
    private int entered;

    /** Over the first {@code size} elements of a version of {@code base}, of which {@code count} entries of {@code waiting} wait. */
    public StretchCursor(VectorBase base, @Nullable PendingEdits waiting, int count, int size) {
        this.base = base;
        this.waiting = waiting;
        this.count = count;
        this.size = size;
        this.width = base.type().width;
    }

    /** Over the same elements, before the first. */
    StretchCursor again() {
        return new StretchCursor(base, waiting, count, size);
    }

    /** How many elements there are. */
    int size() {
        return size;
    }

    /** Goes to the stretch in which element {@code index} is. */
    public void enter(int index) {
        base.check();
        entered += entered <= FEW ? 1 : 0;
        if (waiting == null) {
            enterLeaf(base, index, index, size);
        } else {
            waiting.enter(this, index, count);
        }
        end = Math.min(end, size);
    }

    /** To be called by what waits: element {@code index} is element {@code inBase} of {@code leaf}; stops before {@code stop}. */
    void enterLeaf(VectorBase from, int index, int inBase, int stop) {
        bits = null;
        prepared = null;
        origin = from.elementAt(inBase) - (long) width * index;
        end = (int) Math.min(stop, (long) from.leafEnd(inBase) - inBase + index);
    }

    /** To be called by what waits: element {@code index} stands in one of the arrays at {@code index + shift}, up to {@code stop}. */
    void enterHeap(long @Nullable [] someBits, @Nullable Object @Nullable [] somePrepared, int shift, int stop) {
        bits = someBits;
        prepared = somePrepared;
        origin = shift;
        end = stop;
    }

    /** Whether few stretches were entered so far. */
    boolean isShort() {
        return entered <= FEW;
    }

    /** The base that the version is of. */
    VectorBase base() {
        return base;
    }

    /** The index behind the stretch. */
    public int end() {
        return end;
    }

    /** The array of a vector without a codec that the stretch is in, or null. */
    public long @Nullable [] bits() {
        return bits;
    }

    /** The array of a vector with a codec that the stretch is in, or null. */
    public @Nullable Object @Nullable [] prepared() {
        return prepared;
    }

    /** Whether the stretch lies in the store. */
    public boolean isStored() {
        return bits == null && prepared == null;
    }

    /** Where element 0 would lie, if it were in this stretch: an address, or an index of an array. */
    public long origin() {
        return origin;
    }

    /** Where element {@code index} of this stretch, which lies in the store, is. */
    public long at(int index) {
        return origin + (long) width * index;
    }

    /** Where in its array element {@code index} of this stretch, which is on the heap, is. */
    public int place(int index) {
        return (int) origin + index;
    }

    /** Element {@code index} of this stretch of a vector without a codec, as its bits. */
    public long bits(int index) {
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
