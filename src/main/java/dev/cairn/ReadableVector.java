package dev.cairn;

import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.slot.Hash;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.slot.SmallElement;
import dev.cairn.internal.trie.vector.HeapVector;
import dev.cairn.internal.trie.vector.PendingEdits;
import dev.cairn.internal.trie.vector.RadixOperations;
import dev.cairn.internal.trie.vector.Stretch;
import dev.cairn.internal.trie.vector.StretchCursor;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorCompare;
import dev.cairn.internal.trie.vector.VectorCopy;
import dev.cairn.internal.view.ElementFunctions;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.Objects;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/** What can be read of all vectors: a version is a base, what it differs in from that until it is written, and a size. */
abstract class ReadableVector<E extends @Nullable Object, V extends ReadableVector<E, V>>
        extends AbstractVersion<V, VectorBase> {
    /*
     * Every operation ends with a fence on this (T2), so that the base, and with it the nodes that are read or copied,
     * outlives the operation. Elements are written before a version that includes them is made, and a release fence stands
     * between (I7).
     */
    final VectorBase base;
    final @Nullable PendingEdits waiting;
    final int size;

    /** The hash code, or 0 if it was not counted yet. */
    private int hash;

    /** Whether it was saved as an element before. */
    private boolean saved;

    ReadableVector(VectorBase base, @Nullable PendingEdits waiting, int size, int edits) {
        super(edits);
        this.base = base;
        this.waiting = waiting;
        this.size = size;
        VarHandle.releaseFence();
    }

    abstract V version(VectorBase newBase, @Nullable PendingEdits newWaiting, int newSize, int newEdits);

    /** A version that is equal to this one, and is as this one. */
    final V same() {
        return version(base, waiting, size, edits);
    }

    /** The element that lies at {@code at}; the caller fences. */
    abstract E load(long at);

    /** Whether the elements at two places of one store are equal; the caller fences. */
    boolean isSame(long a, long b) {
        return Objects.equals(load(a), load(b));
    }

    /** Whether the {@code count} elements from {@code a} on and those from {@code b} on are equal; the caller fences. */
    boolean areSame(long a, long b, int count) {
        int width = base.type().width();
        for (int i = 0; i < count; i++) {
            long left = a + (long) i * width;
            long right = b + (long) i * width;
            if (!isSame(left, right)) {
                return false;
            }
        }
        return true;
    }

    /** What keeps the elements; null if they are numbers that need none. */
    @Nullable
    SlotCodec<E> slots() {
        return null;
    }

    /** Whether two elements are equal, as those that lie in one store are by {@link #isSame}. */
    private boolean areEqual(E one, E other) {
        SlotCodec<E> slots = slots();
        return slots == null ? Objects.equals(one, other) : slots.isSame(slots.prepare(one), slots.prepare(other));
    }

    /** Whether each element is its own likeness. */
    final boolean isNatural() {
        SlotCodec<E> slots = slots();
        return slots == null || slots.isNatural();
    }

    /** What stands for an element where it is compared with elements of other codecs, or hashed. */
    final @Nullable Object likeness(E element) {
        SlotCodec<E> slots = slots();
        return slots == null ? element : slots.likeness(element);
    }

    /** Element {@code index}, which is in range. */
    abstract E at(int index);

    /** Goes over a range. It is an {@link Iterator}, too. */
    abstract Spliterator<E> cursor(int from, int end);

    /** The likenesses of the elements that {@code of} gives. */
    final Iterator<@Nullable Object> likenesses(Iterator<E> of) {
        return ElementFunctions.mapped(of, this::likeness);
    }

    /** What a vector without a codec writes for {@code element}. */
    abstract long bits(E element);

    /** What a vector with a codec writes for {@code element}. */
    @Nullable
    Object prepare(E element) {
        return null;
    }

    /** Element {@code index} of {@code stretches}, of a vector with a codec, prepared. */
    @Nullable
    Object prepared(StretchCursor stretches, int index) {
        @Nullable Object[] heap = stretches.prepared();
        return heap == null ? prepare(element(stretches, index)) : heap[stretches.place(index)];
    }

    /** Whether both keep their elements in the same form. */
    boolean isLike(V other) {
        return true;
    }

    /** How many elements there are. */
    public final int size() {
        return size;
    }

    @Override
    final long extent() {
        return size;
    }

    final void checkIndex(int index) {
        if (Integer.compareUnsigned(index, size) >= 0) {
            ElementFunctions.checkIndex(index, size);
        }
    }

    /** The entry of what waits that gives element {@code index}, or -1 if {@code readable} does. */
    final int waiting(VectorBase readable, int index) {
        PendingEdits w = waiting;
        return w == null || readable != base ? -1 : w.find(index, edits);
    }

    /** Where {@code readable} has element {@code index}, which no entry gives; the caller fences. */
    final long elementAt(VectorBase readable, int index) {
        PendingEdits w = waiting;
        return w == null || readable != base ? readable.elementAt(index) : w.elementAt(base, index, edits);
    }

    /** What waits, of which there is something. */
    final PendingEdits waiting() {
        return Objects.requireNonNull(waiting);
    }

    /** All elements, to be gone over by one thread; the caller keeps this version reachable. */
    final StretchCursor stretches() {
        PendingEdits w = waiting;
        VectorBase readable = w instanceof HeapVector ? base : readable();
        if (readable == base && (w == null || w.isInStretches())) {
            return new StretchCursor(base, w, edits, size);
        }
        return new StretchCursor(settled(), null, 0, size);
    }

    /** The row that all elements are in, if they are on the heap, or may go there; else null. */
    final @Nullable HeapVector small() {
        if (waiting instanceof HeapVector small) {
            return small;
        }
        return size == 0 && base.type().smallMost() > 0
                ? HeapVector.none(!base.type().hasCodec())
                : null;
    }

    /** Where in {@link #small} the first element is. */
    final int begin() {
        return waiting instanceof HeapVector ? edits - 1 : 0;
    }

    /** Element {@code index} of {@code stretches}; the caller fences. */
    abstract E element(StretchCursor stretches, int index);

    /** The hash of element {@code index} of {@code stretches}, which equal elements share; the caller fences. */
    long hashElement(Stretch stretches, int index, long seed) {
        return Hash.of(canonical(stretches.bits(index)), seed);
    }

    /** Bits that all elements share that are equal to the element of {@code bits}, in a vector of numbers. */
    long canonical(long bits) {
        return bits;
    }

    /** The elements in order. */
    public abstract Iterator<E> iterator();

    /**
     * Whether {@code other} is such a vector of equal elements in the same order, whatever its codec and its store. Elements are
     * compared as their codec does ({@link dev.cairn.codec.Codec}), so arrays by their content; those of two codecs by their own
     * {@code equals}. Nodes that both share are not looked at, if both keep their elements in the same form in the same store.
     */
    @Override
    public final boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof ReadableVector<?, ?> that
                && that.getClass() == getClass()
                && size == that.size
                && hasElementsOf(self(that));
    }

    @SuppressWarnings("unchecked") // of the same class; if its elements are others, they are not equal to these
    private V self(ReadableVector<?, ?> that) {
        return (V) that;
    }

    private boolean hasElementsOf(V that) {
        try {
            if (!isLike(that)) {
                return ElementFunctions.equal(
                        likenesses(iterator()), that.likenesses(that.iterator()), Objects::equals);
            }
            if (core() != that.core()) {
                return ElementFunctions.equal(iterator(), that.iterator(), this::areEqual);
            }
            return (areSettled() && that.areSettled()) ? areLeavesSame(that) : areStretchesSame(that);
        } finally {
            Reference.reachabilityFence(this);
            Reference.reachabilityFence(that);
        }
    }

    /** Whether all elements lie in a base of their own. */
    final boolean areSettled() {
        return waiting == null || readable() != base;
    }

    private boolean areLeavesSame(V that) {
        VectorBase a = settled();
        VectorBase b = that.settled();
        try {
            return VectorCompare.equal(a, b, size, this::areSame);
        } finally {
            Reference.reachabilityFence(a);
            Reference.reachabilityFence(b);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same row
    private boolean areStretchesSame(V that) {
        base.check();
        that.base().check();
        if (waiting == that.waiting && edits == that.edits && base == that.base) {
            return true;
        }
        try (var _ = core().hold()) {
            StretchCursor a = stretches();
            StretchCursor b = that.stretches();
            for (int i = 0, end; i < size; i = end) {
                a.enter(i);
                b.enter(i);
                end = Math.min(a.end(), b.end());
                if (!areSame(a, b, i, end)) {
                    return false;
                }
            }
            return true;
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same array
    private boolean areSame(StretchCursor a, StretchCursor b, int from, int to) {
        if (a.isStored() && b.isStored()) {
            return a.at(from) == b.at(from) || areSame(a.at(from), b.at(from), to - from);
        }
        boolean isOne =
                !a.isStored() && a.bits() == b.bits() && a.prepared() == b.prepared() && a.origin() == b.origin();
        for (int i = from; i < to && !isOne; i++) {
            if (!isSame(a, b, i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether element {@code index} of two stretches, of which not both lie in the store, is equal. */
    boolean isSame(StretchCursor a, StretchCursor b, int index) {
        return Objects.equals(element(a, index), element(b, index));
    }

    /**
     * The hash code of a {@link java.util.List} of the same elements. Elements that are not equal to their own copies, such as
     * arrays, count by their content.
     */
    @Override
    public final int hashCode() {
        int known = hash;
        if (known == 0) {
            known = countHash();
            hash = hasOneHash() ? known : 0;
        }
        return known;
    }

    /** The hash code; O(n). */
    int countHash() {
        return ElementFunctions.hash(iterator(), this::likeness);
    }

    /** Whether the hash code never changes: no element is an object that can change. */
    boolean hasOneHash() {
        return true;
    }

    @Override
    final int weight() {
        // of up to a leaf on the heap it is that of a change
        return waiting instanceof HeapVector
                ? CHANGE_BYTES + Long.BYTES * Math.max(0, size - HeapVector.FEW)
                : super.weight();
    }

    @Override
    final VectorBase base() {
        return base;
    }

    @Override
    final VectorBase fold() {
        return waiting().write(base, size, edits);
    }

    @Override
    final @Nullable SmallElement smallElement() {
        return waiting instanceof HeapVector row ? new Few(row) : null;
    }

    /** This version, which is in a row. */
    private final class Few implements SmallElement {
        private final HeapVector row;

        Few(HeapVector row) {
            this.row = row;
        }

        @Override
        public boolean isPlain() {
            return VectorCopy.isSaved(base.type(), row, begin(), size);
        }

        @Override
        public boolean wasSaved() {
            boolean before = saved;
            saved = true;
            return before;
        }

        @Override
        public int save(Stripe stripe) {
            return VectorCopy.save(base.type(), stripe, row, begin(), size);
        }

        @Override
        public boolean differs(int node) {
            return size != VectorBase.size(core(), node);
        }
    }

    @Override
    final V over(VectorBase settled) {
        return version(settled, null, size, 0);
    }

    @Override
    final V kept() {
        if (waiting instanceof HeapVector && !base.isBearing()) {
            base.check();
            return version(base.emptied(null), waiting, size, edits);
        }
        VectorBase settled = settled();
        try {
            return version(RadixOperations.keep(settled), null, size, 0);
        } finally {
            Reference.reachabilityFence(settled);
        }
    }
}
