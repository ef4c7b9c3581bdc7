package dev.cairn;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.cairn.internal.slot.Bulk;
import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.trie.vector.ConcatView;
import dev.cairn.internal.trie.vector.HeapVector;
import dev.cairn.internal.trie.vector.PendingEdits;
import dev.cairn.internal.trie.vector.RrbOperations;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorBuilder;
import dev.cairn.internal.trie.vector.VectorDraft;
import dev.cairn.internal.view.ElementFunctions;
import dev.cairn.internal.view.ListSource;
import dev.cairn.internal.view.ListView;
import dev.cairn.internal.view.ViewKind;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/** The operations of all vectors on ranges: concatenation, slices, insertion and removal of ranges. */
abstract class AbstractVector<E extends @Nullable Object, V extends AbstractVector<E, V>> extends ChangedVector<E, V> {
    /** The most leaves that are appended or prepended at once. */
    private static final int JOINED_AT_ONCE = 32;

    /** Up to this many elements on the heap are appended or prepended one by one. */
    private static final int FEW = 16;

    AbstractVector(VectorBase base, @Nullable PendingEdits pending, int size, int edits) {
        super(base, pending, size, edits);
    }

    /**
     * This vector with the elements of {@code other} at the end. O(log n), whatever the sizes, if both vectors have the same store and
     * codec; else O(size of {@code other}).
     *
     * @throws IllegalStateException if the result would be too long for a vector
     */
    public final V concat(V other) {
        Objects.requireNonNull(other, "other");
        base.check();
        other.base.check();
        if (core() != other.core() || !hasSameCodecs(other)) {
            VectorDraft draft = draft();
            other.iterator().forEachRemaining(element -> draft.append(bits(element), prepare(element)));
            return version(draft);
        }
        if (size == 0 || other.size == 0) {
            return size == 0 ? other.newHandle() : newHandle();
        }
        VectorBuilder.checkRoom((long) size + other.size - 1);
        int newSize = size + other.size;
        HeapVector one = pending instanceof HeapVector small ? small : null;
        HeapVector two = other.pending instanceof HeapVector small ? small : null;
        boolean isMuch = newSize > HeapVector.FEW;
        if (two != null && other.size <= FEW && (one == null || isMuch)) {
            return appendFew(two, other.begin(), other.size);
        }
        if (one != null && size <= FEW && (two == null || isMuch)) {
            return other.prependFew(one, begin(), size);
        }
        if (one != null
                && two != null
                && newSize <= base.type().grownMost()
                && two.fit(other.begin(), other.size, newSize)) {
            return small(one.concat(begin(), size, two, other.begin(), other.size), newSize);
        }
        VectorBase a = foldedBase();
        VectorBase b = other.foldedBase();
        try {
            int leaves = Math.min(size, other.size) / a.type().leafElements();
            return leavesScope(a) || leavesScope(b) || leaves < JOINED_AT_ONCE
                    ? version(RrbOperations.concat(a, size, b, other.size, core().scope()), null, newSize, 0)
                    : version(a, new ConcatView(size, b), newSize, 1);
        } finally {
            Reference.reachabilityFence(a);
            Reference.reachabilityFence(b);
        }
    }

    @SuppressWarnings("unchecked") // a V is of this class
    private V appendFew(HeapVector few, int begin, int count) {
        V all = (V) this;
        for (int k = begin; k < begin + count; k++) {
            Prepared.writePending(few.prepared(k), true, Bulk.NONE); // it may be written at once
            all = all.appendElement(few.bits(k), few.prepared(k));
        }
        return all;
    }

    @SuppressWarnings("unchecked") // as above
    final V prependFew(HeapVector few, int begin, int count) {
        V all = (V) this;
        for (int k = begin + count - 1; k >= begin; k--) {
            all = all.prependElement(few.bits(k), few.prepared(k));
        }
        return all;
    }

    /**
     * The elements from index {@code from} to index {@code to}, exclusive. O(log n).
     *
     * @throws IndexOutOfBoundsException unless 0 &lt;= from &lt;= to &lt;= size
     */
    public final V slice(int from, int to) {
        ElementFunctions.checkRange(from, to, size);
        base.check();
        return part(from, to);
    }

    /** The first {@code count} elements; all if there are fewer, none if it is negative. O(log n). */
    public final V take(int count) {
        return slice(0, Math.clamp(count, 0, size));
    }

    /** All but the first {@code count} elements; none if there are fewer, all if it is negative. O(log n). */
    public final V drop(int count) {
        return slice(Math.clamp(count, 0, size), size);
    }

    /** The last {@code count} elements; all if there are fewer, none if it is negative. O(log n). */
    public final V takeRight(int count) {
        return slice(size - Math.clamp(count, 0, size), size);
    }

    /** All but the last {@code count} elements; none if there are fewer, all if it is negative. O(log n). */
    public final V dropRight(int count) {
        return slice(0, size - Math.clamp(count, 0, size));
    }

    /** {@link #take} and {@link #drop} of {@code count} elements. O(log n). */
    public final Split<V> splitAt(int count) {
        return new Split<>(take(count), drop(count));
    }

    /**
     * This vector without its first element. O(log n).
     *
     * @throws java.util.NoSuchElementException if this vector is empty
     */
    public final V removeFirst() {
        checkNotEmpty();
        return drop(1);
    }

    /**
     * This vector with the elements of {@code other} inserted before {@code index}. Cost as {@link #concat}.
     *
     * @throws IndexOutOfBoundsException unless 0 &lt;= index &lt;= size
     */
    public final V insertAll(int index, V other) {
        ElementFunctions.checkPlace(index, size);
        return take(index).concat(other).concat(drop(index));
    }

    /**
     * This vector without the element at {@code index}. O(log n). Throws {@link IndexOutOfBoundsException} unless 0
     * &lt;= index &lt; size.
     */
    public final V removeAt(int index) {
        checkIndex(index);
        base.check();
        if (index == 0 || index == size - 1) {
            return index == 0 ? part(1, size) : part(0, size - 1);
        }
        if (pending instanceof HeapVector small) {
            return small(small.remove(begin(), size, index), size - 1);
        }
        VectorBase folded = foldedBase();
        try {
            return version(RrbOperations.remove(folded, size, index), null, size - 1, 0);
        } finally {
            Reference.reachabilityFence(folded);
        }
    }

    /**
     * This vector without the elements from index {@code from} to index {@code to}, exclusive. O(log n).
     *
     * @throws IndexOutOfBoundsException unless 0 &lt;= from &lt;= to &lt;= size
     */
    public final V removeRange(int from, int to) {
        ElementFunctions.checkRange(from, to, size);
        return take(from).concat(drop(to));
    }

    /**
     * The changes from this vector to {@code other}, decoded on the heap: {@code a.patch(a.changesTo(b))} equals b. O(log n) for each
     * change if one vector was derived from the other, because shared nodes are skipped. O(n) if their codecs differ.
     *
     * @throws ForeignStoreException if the vectors lie in different stores
     */
    @SuppressWarnings("unchecked") // a V is of this class
    public final VectorChanges<E> changesTo(V other) {
        base.check();
        checkTogether(other);
        return VectorChanges.of((V) this, other);
    }

    /**
     * This vector with {@code changes} applied, which may come from other vectors: first removes as many elements at the end as the
     * changes remove, then updates the changed elements, then appends the added ones. O(changes * log n).
     *
     * @throws java.util.NoSuchElementException if the changes remove more elements than this vector has
     * @throws IndexOutOfBoundsException if the changes update an index out of range
     */
    public final V patch(VectorChanges<E> changes) {
        V rest = newHandle();
        for (int i = 0; i < changes.removed().size(); i++) {
            rest = rest.withoutLast();
        }
        VectorDraft draft = rest.draft();
        changes.changed().forEach((index, change) -> {
            E element = change.after();
            draft.set(ElementFunctions.checkIndex(index, draft.size()), bits(element), prepare(element));
        });
        changes.added().forEach(element -> draft.append(bits(element), prepare(element)));
        return version(draft);
    }

    /** A read-only {@link List} view of this version. O(1), as are its sublists and its reverse. */
    @JsonValue
    public final List<E> asList() {
        base.check();
        return new ListView<>(new Shown<>(this));
    }

    /** The state of a builder that begins with these elements. */
    final VectorDraft draft() {
        base.check();
        try {
            return pending instanceof HeapVector small
                    ? VectorDraft.of(base, small, begin(), size)
                    : VectorDraft.of(foldedBase(), size);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The version with the elements of {@code draft}. */
    final V version(VectorDraft draft) {
        HeapVector small = draft.size() == 0 ? null : draft.small();
        return version(draft.base(), small, draft.size(), small == null ? 0 : 1);
    }

    @Override
    final Object view(ViewKind view) {
        return switch (view) {
            case LIST -> asList();
            case REVERSED_LIST -> asList().reversed();
            default -> super.view(view);
        };
    }

    /** Lets views read this vector. The vector itself does not implement the interface, because users would see its methods. */
    private record Shown<E extends @Nullable Object>(AbstractVector<E, ?> vector) implements ListSource<E> {
        @Override
        public int size() {
            return vector.size;
        }

        @Override
        public E get(int index) {
            return vector.at(index);
        }

        @Override
        public Spliterator<E> cursor(int from, int end) {
            return vector.cursor(from, end);
        }

        @Override
        public boolean isNatural() {
            return vector.isNatural();
        }

        @Override
        public @Nullable Object likeness(E element) {
            return vector.likeness(element);
        }

        @Override
        public Object form(int from, int end, boolean isReversed) {
            AbstractVector<E, ?> part = end - from == vector.size ? vector : vector.slice(from, end);
            return new ViewProxy((Version) part, isReversed ? ViewKind.REVERSED_LIST : ViewKind.LIST);
        }
    }
}
