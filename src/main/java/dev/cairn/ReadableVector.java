package dev.cairn;

import dev.cairn.internal.slot.Hash;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.slot.SmallElement;
import dev.cairn.internal.trie.vector.HeapVector;
import dev.cairn.internal.trie.vector.PendingEdits;
import dev.cairn.internal.trie.vector.RadixOperations;
import dev.cairn.internal.trie.vector.RowElement;
import dev.cairn.internal.trie.vector.Stretch;
import dev.cairn.internal.trie.vector.StretchCursor;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorCompare;
import dev.cairn.internal.view.ElementFunctions;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.Objects;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/** The reading operations of all vectors. A version has a base, pending edits that are not written to the base yet, and a size. */
abstract class ReadableVector<E extends @Nullable Object, V extends ReadableVector<E, V>>
        extends AbstractVersion<V, VectorBase> {
    /*
     * Each operation ends with a reachability fence on this (T2): the base, and so its nodes, outlive the operation. A release fence
     * separates the writing of elements from the making of a version with them (I7).
     */
    final VectorBase base;
    final @Nullable PendingEdits pending;
    final int size;

    /** The hash code, or 0 if it was not computed yet. */
    private int hash;

    ReadableVector(VectorBase base, @Nullable PendingEdits pending, int size, int edits) {
        super(edits);
        this.base = base;
        this.pending = pending;
        this.size = size;
        VarHandle.releaseFence();
    }

    abstract V version(VectorBase newBase, @Nullable PendingEdits newPending, int newSize, int newEdits);

    /** A new handle of the same version. */
    final V newHandle() {
        return version(base, pending, size, edits);
    }

    /** The element at the address {@code at}; the caller fences. */
    abstract E load(long at);

    /** Whether the elements at two addresses of one store are equal; the caller fences. */
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

    /** The codec of the elements; null if the elements are primitive numbers. */
    @Nullable
    SlotCodec<E> slots() {
        return null;
    }

    /** Whether two decoded elements are equal in the sense of {@link #isSame}. */
    private boolean areEqual(E one, E other) {
        SlotCodec<E> slots = slots();
        return slots == null ? Objects.equals(one, other) : slots.isSame(slots.prepare(one), slots.prepare(other));
    }

    /** Whether each element represents itself, so that {@link #likeness} returns the element. */
    final boolean isNatural() {
        SlotCodec<E> slots = slots();
        return slots == null || slots.isNatural();
    }

    /** The object that represents an element in hash codes and in comparisons with elements of other codecs. */
    final @Nullable Object likeness(E element) {
        SlotCodec<E> slots = slots();
        return slots == null ? element : slots.likeness(element);
    }

    /** The element at {@code index}, which is in range. */
    abstract E at(int index);

    /** Visits the elements of a range. The result is also an {@link Iterator}. */
    abstract Spliterator<E> cursor(int from, int end);

    /** The {@link #likeness} of each element of {@code of}. */
    final Iterator<@Nullable Object> likenesses(Iterator<E> of) {
        return ElementFunctions.mapped(of, this::likeness);
    }

    /** The bits of {@code element} in a vector of numbers. */
    abstract long bits(E element);

    /** The prepared {@code element}, in a vector with a codec. */
    @Nullable
    Object prepare(E element) {
        return null;
    }

    /** The prepared element {@code index} of {@code stretches}, in a vector with a codec. */
    @Nullable
    Object prepared(StretchCursor stretches, int index) {
        @Nullable Object[] heap = stretches.prepared();
        return heap == null ? prepare(element(stretches, index)) : heap[stretches.place(index)];
    }

    /** Whether both vectors encode their elements in the same way. */
    boolean hasSameCodecs(V other) {
        return true;
    }

    /** The number of elements. */
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

    /** The pending edit that has the element {@code index}; -1 if {@code readable} has it. */
    final int pending(VectorBase readable, int index) {
        PendingEdits w = pending;
        return w == null || readable != base ? -1 : w.find(index, edits);
    }

    /** The address in {@code readable} of the element {@code index}, for which no edit is pending; the caller fences. */
    final long elementAt(VectorBase readable, int index) {
        PendingEdits w = pending;
        return w == null || readable != base ? readable.elementAt(index) : w.elementAt(base, index, edits);
    }

    /** The pending edits. There must be some. */
    final PendingEdits pending() {
        return Objects.requireNonNull(pending);
    }

    /** A cursor of one thread over all elements. The caller keeps this version reachable. */
    final StretchCursor stretches() {
        PendingEdits w = pending;
        VectorBase readable = w instanceof HeapVector ? base : readable();
        if (readable == base && (w == null || w.isInStretches())) {
            return new StretchCursor(base, w, edits, size);
        }
        return new StretchCursor(foldedBase(), null, 0, size);
    }

    /** The row with all elements, if they are on the heap; an empty row if this is empty and may be on the heap; else null. */
    final @Nullable HeapVector small() {
        if (pending instanceof HeapVector small) {
            return small;
        }
        return size == 0 && base.type().smallMost() > 0
                ? HeapVector.none(!base.type().hasCodec())
                : null;
    }

    /** The place of the first element in {@link #small}. */
    final int begin() {
        return pending instanceof HeapVector ? edits - 1 : 0;
    }

    /** The element {@code index} of {@code stretches}; the caller fences. */
    abstract E element(StretchCursor stretches, int index);

    /** The hash of the element {@code index} of {@code stretches}, equal for equal elements; the caller fences. */
    long hashElement(Stretch stretches, int index, long seed) {
        return Hash.of(canonical(stretches.bits(index)), seed);
    }

    /** Bits that are the same for all elements equal to the element with {@code bits}, in a vector of numbers. */
    long canonical(long bits) {
        return bits;
    }

    /** The elements in order. */
    public abstract Iterator<E> iterator();

    /**
     * Whether {@code other} is a vector of the same class with equal elements in the same order. Its codec and its store may differ.
     * With equal codecs the codec compares the elements ({@link dev.cairn.codec.Codec}), arrays by their content; otherwise their own
     * {@code equals}. Shared nodes are skipped, if both vectors have the same codec and store.
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

    @SuppressWarnings("unchecked") // the same class; elements of another type are never equal
    private V self(ReadableVector<?, ?> that) {
        return (V) that;
    }

    private boolean hasElementsOf(V that) {
        try {
            if (!hasSameCodecs(that)) {
                return ElementFunctions.equal(
                        likenesses(iterator()), that.likenesses(that.iterator()), Objects::equals);
            }
            if (core() != that.core()) {
                return ElementFunctions.equal(iterator(), that.iterator(), this::areEqual);
            }
            return (isFolded() && that.isFolded()) ? areLeavesSame(that) : areStretchesSame(that);
        } finally {
            Reference.reachabilityFence(this);
            Reference.reachabilityFence(that);
        }
    }

    /** Whether no edits are pending. */
    final boolean isFolded() {
        return pending == null || readable() != base;
    }

    private boolean areLeavesSame(V that) {
        VectorBase a = foldedBase();
        VectorBase b = that.foldedBase();
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
        if (pending == that.pending && edits == that.edits && base == that.base) {
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

    /** Whether the elements {@code index} of two stretches are equal. At most one of the stretches lies in the store. */
    boolean isSame(StretchCursor a, StretchCursor b, int index) {
        return Objects.equals(element(a, index), element(b, index));
    }

    /**
     * The hash code of a {@link java.util.List} of the same elements. Elements that are not equal to their own copies, such as arrays,
     * are hashed by their content.
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

    /** Computes the hash code. O(n). */
    int countHash() {
        return ElementFunctions.hash(iterator(), this::likeness);
    }

    /** Whether the hash code never changes: no element is an object that can change. */
    boolean hasOneHash() {
        return true;
    }

    @Override
    final int weight() {
        // the places of up to a leaf of elements weigh as much as an edit
        return pending instanceof HeapVector row
                ? EDIT_BYTES + Long.BYTES * Math.max(0, size - HeapVector.FEW) + row.weight(begin(), size)
                : super.weight();
    }

    @Override
    final VectorBase base() {
        return base;
    }

    @Override
    final VectorBase fold() {
        return pending().write(base, size, edits);
    }

    @Override
    final @Nullable SmallElement smallElement() {
        return pending instanceof HeapVector row ? new RowElement(base.type(), row, begin(), size) : null;
    }

    @Override
    final V withBase(VectorBase newBase) {
        return version(newBase, null, size, 0);
    }

    @Override
    final V withoutScope() {
        if (pending instanceof HeapVector && !base.isBearing()) {
            base.check();
            return version(base.emptied(null), pending, size, edits);
        }
        VectorBase folded = foldedBase();
        try {
            return version(RadixOperations.keep(folded), null, size, 0);
        } finally {
            Reference.reachabilityFence(folded);
        }
    }
}
