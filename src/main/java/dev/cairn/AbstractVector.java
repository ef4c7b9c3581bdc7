package dev.cairn;

import dev.cairn.internal.trie.Log;
import dev.cairn.internal.trie.vector.Delta;
import dev.cairn.internal.trie.vector.Tail;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorBuilder;
import dev.cairn.internal.trie.vector.VectorChange;
import dev.cairn.internal.trie.vector.VectorCompare;
import dev.cairn.internal.trie.vector.VectorReshape;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What all vectors share: a version is a base, the updates of it that still wait, and a size. */
abstract class AbstractVector<E extends @Nullable Object, V extends AbstractVector<E, V>>
        extends AbstractVersion<V, VectorBase> {
    /*
     * Every operation ends with a fence on this (T2), so that the base, and with it the nodes that are read or copied,
     * outlives the operation. Elements are written before a version that includes them is made, and a release fence stands
     * between (I7).
     */
    final VectorBase base;
    final @Nullable Delta delta;
    final int size;

    AbstractVector(VectorBase base, @Nullable Delta delta, int size, int edits) {
        super(edits);
        this.base = base;
        this.delta = delta;
        this.size = size;
        VarHandle.releaseFence();
    }

    abstract V version(VectorBase newBase, @Nullable Delta newDelta, int newSize, int newEdits);

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
            if (!isSame(a + (long) i * width, b + (long) i * width)) {
                return false;
            }
        }
        return true;
    }

    /** What a vector without a codec writes for {@code element}. */
    abstract long bits(E element);

    /** What a vector with a codec writes for {@code element}. */
    @Nullable
    Object prepare(E element) {
        return null;
    }

    /** Whether both keep their elements in the same form. */
    boolean isLike(V other) {
        return true;
    }

    @Override
    public final int size() {
        return size;
    }

    final void checkIndex(int index) {
        if (Integer.compareUnsigned(index, size) >= 0) {
            Elements.checkIndex(index, size);
        }
    }

    final void checkNotEmpty() {
        if (size == 0) {
            throw new NoSuchElementException("the vector is empty");
        }
    }

    final V appendElement(long value, @Nullable Object prepared) {
        base.check();
        Elements.checkRoom(size);
        try {
            VectorBase b = newest();
            VectorBase next = takeTailPlace(b, value, prepared) ? b : VectorChange.append(b, size, value, prepared);
            return b == base ? version(next, delta, size + 1, edits) : version(next, null, size + 1, 0);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private boolean takeTailPlace(VectorBase b, long value, @Nullable Object prepared) {
        Tail tail = b.tail();
        int place = size - tail.start();
        if (place >= tail.capacity() || leavesScope(b)) {
            return false;
        }
        if (b.isBearing()) {
            // a second attempt, after the store was relieved, finds the place taken and copies the tail
            return b.core().change(stripe -> {
                boolean taken = tail.take(place);
                if (taken) {
                    b.writeTail(stripe, place, value, prepared);
                }
                return taken;
            });
        }
        boolean taken = tail.take(place);
        if (taken) {
            b.writeTail(null, place, value, prepared);
        }
        return taken;
    }

    final V updateElement(int index, long value, @Nullable Object prepared) {
        checkIndex(index);
        base.check();
        try {
            VectorBase b = newest();
            Delta d = b == base ? delta : null;
            if (d == null || edits == 0) {
                return leavesScope(b)
                        ? version(VectorChange.fold(b, size, null, 0, index, value, prepared), null, size, 0)
                        : version(b, Delta.of(index, value, prepared), size, 1);
            }
            return updateEdited(b, d, index, value, prepared);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private V updateEdited(VectorBase b, Delta d, int index, long value, @Nullable Object prepared) {
        if (leavesScope(b)) {
            return version(VectorChange.fold(b, size, d, edits, index, value, prepared), null, size, 0);
        }
        boolean isNewest = d.take(edits);
        if (isNewest && edits < d.capacity()) {
            d.write(edits, index, value, prepared);
            return version(b, d, size, edits + 1);
        }
        int limit = Log.limit(size);
        if (edits < limit && (isNewest || edits <= Log.FEW)) {
            return version(b, d.copyAnd(edits, limit, index, value, prepared), size, edits + 1);
        }
        return version(settled(), d.next(index, value, prepared), size, 1);
    }

    final V withoutLast() {
        checkNotEmpty();
        base.check();
        try {
            Delta d = delta;
            // an entry for the removed index would come back when the index is filled again
            if (d != null && d.find(size - 1, edits) >= 0) {
                return withoutLast(settled(), null, 0);
            }
            return newest() == base ? withoutLast(base, d, edits) : withoutLast(newest(), null, 0);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private V withoutLast(VectorBase b, @Nullable Delta d, int count) {
        int newSize = size - 1;
        VectorBase next = newSize <= b.tail().start() || leavesScope(b) ? VectorChange.truncate(b, newSize) : b;
        return version(next, d, newSize, count);
    }

    /**
     * This vector and the elements of {@code other}. O(log n), whatever their sizes, if both lie in one store and keep their
     * elements in the same form; else O(the size of {@code other}).
     *
     * @throws IllegalStateException if a vector can't be that long
     */
    public final V concat(V other) {
        base.check();
        other.base.check();
        if (core() != other.core() || !isLike(other)) {
            VectorBuilder builder = builder(settled(), size);
            other.iterator().forEachRemaining(element -> builder.append(bits(element), prepare(element)));
            return version(builder.build(), null, builder.size(), 0);
        }
        if (size == 0 || other.size == 0) {
            return size == 0
                    ? version(other.base, other.delta, other.size, other.edits)
                    : version(base, delta, size, edits);
        }
        VectorBase a = settled();
        VectorBase b = other.settled();
        try {
            return version(VectorReshape.concat(a, size, b, other.size), null, size + other.size, 0);
        } finally {
            Reference.reachabilityFence(a);
            Reference.reachabilityFence(b);
        }
    }

    /**
     * The elements from index {@code from} to index {@code to}, which is not included. O(log n).
     *
     * @throws IndexOutOfBoundsException unless 0 &lt;= from &lt;= to &lt;= size
     */
    public final V slice(int from, int to) {
        Elements.checkRange(from, to, size);
        VectorBase settled = settled();
        try {
            return version(VectorReshape.cut(settled, core().confinement(), from, to), null, to - from, 0);
        } finally {
            Reference.reachabilityFence(settled);
        }
    }

    /** The first {@code count} elements. O(log n). @throws IndexOutOfBoundsException unless there are so many */
    public final V take(int count) {
        return slice(0, count);
    }

    /** All but the first {@code count} elements. O(log n). @throws IndexOutOfBoundsException unless there are so many */
    public final V drop(int count) {
        return slice(count, size);
    }

    /** The elements before {@code index}, and the others. O(log n). @throws IndexOutOfBoundsException unless 0 &lt;= index &lt;= size */
    public final Split<V> splitAt(int index) {
        return new Split<>(take(index), drop(index));
    }

    /**
     * This vector with the elements of {@code other} before what is at {@code index}. Costs as {@link #concat} does.
     *
     * @throws IndexOutOfBoundsException unless 0 &lt;= index &lt;= size
     */
    public final V insertAll(int index, V other) {
        return take(index).concat(other).concat(drop(index));
    }

    /** This vector without the element at {@code index}. O(log n). @throws IndexOutOfBoundsException unless 0 &lt;= index &lt; size */
    public final V removeAt(int index) {
        checkIndex(index);
        VectorBase settled = settled();
        try {
            return version(VectorReshape.remove(settled, size, index), null, size - 1, 0);
        } finally {
            Reference.reachabilityFence(settled);
        }
    }

    /**
     * This vector without the elements from index {@code from} to index {@code to}, which stays. O(log n).
     *
     * @throws IndexOutOfBoundsException unless 0 &lt;= from &lt;= to &lt;= size
     */
    public final V removeRange(int from, int to) {
        Elements.checkRange(from, to, size);
        return take(from).concat(drop(to));
    }

    /** This vector with an element before what is at {@code index}. */
    final V insertElement(int index, long value, @Nullable Object prepared) {
        Elements.checkRange(0, index, size);
        VectorBase settled = settled();
        try {
            VectorBase next = VectorReshape.insert(settled, size, index, value, prepared);
            return version(next, null, size + 1, 0);
        } finally {
            Reference.reachabilityFence(settled);
        }
    }

    /** The entry of the waiting updates that gives element {@code index}, or -1 if the base does. */
    final int waiting(int index) {
        Delta d = delta;
        return d == null || readable() != base ? -1 : d.find(index, edits);
    }

    /** The elements in order. */
    public abstract Iterator<E> iterator();

    /**
     * Whether {@code other} is such a vector of equal elements in the same order, whatever its codec and its store; where both
     * keep their elements in the same form in the same store, nodes that both share are not looked at.
     */
    @Override
    public final boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof AbstractVector<?, ?> that
                && that.getClass() == getClass()
                && size == that.size
                && hasElementsOf(self(that));
    }

    @SuppressWarnings("unchecked") // of the same class; if its elements are others, they are not equal to these
    private V self(AbstractVector<?, ?> that) {
        return (V) that;
    }

    private boolean hasElementsOf(V that) {
        VectorBase a = settled();
        VectorBase b = that.settled();
        try {
            return (a.core() == b.core() && isLike(that))
                    ? VectorCompare.equal(a, b, size, this::areSame)
                    : Elements.equal(iterator(), that.iterator());
        } finally {
            Reference.reachabilityFence(a);
            Reference.reachabilityFence(b);
            Reference.reachabilityFence(this);
            Reference.reachabilityFence(that);
        }
    }

    /** The hash code of a {@link java.util.List} of the same elements. */
    @Override
    public abstract int hashCode();

    @Override
    final VectorBase base() {
        return base;
    }

    @Override
    final VectorBase fold() {
        return VectorChange.settle(base, size, delta, edits);
    }

    @Override
    final V over(VectorBase settled) {
        return version(settled, null, size, 0);
    }

    @Override
    final V kept() {
        VectorBase settled = settled();
        try {
            return version(VectorChange.keep(settled), null, size, 0);
        } finally {
            Reference.reachabilityFence(settled);
        }
    }

    /**
     * What changes from this vector to {@code other}, decoded on the heap: {@code a.patch(a.diff(b))} equals b. Time
     * proportional to the changes, and to log n for each, where one was derived from the other: nodes that both share are
     * not looked at. Writes the updates that wait first. O(n) if their codecs differ.
     *
     * @throws ForeignStoreException if they are of different stores
     */
    public final VectorDiff<E> diff(V other) {
        base.check();
        checkTogether(other);
        return VectorDiff.of(this, other);
    }

    /**
     * This vector with the changes of {@code diff}: as many elements removed at the end as it removed, those it changed as
     * it left them, and what it added at the end. It need not have been made from this vector. O(changes * log n).
     *
     * @throws java.util.NoSuchElementException if it removes more elements than there are
     * @throws IndexOutOfBoundsException if it changes an element that is not there
     */
    public final V patch(VectorDiff<E> diff) {
        V rest = version(base, delta, size, edits);
        for (int i = 0; i < diff.removed().size(); i++) {
            rest = rest.withoutLast();
        }
        VectorBuilder builder = builder(rest.settled(), rest.size);
        diff.changed().forEach((index, change) -> {
            E element = change.after();
            builder.set(Elements.checkIndex(index, builder.size()), bits(element), prepare(element));
        });
        diff.added().forEach(element -> builder.append(bits(element), prepare(element)));
        return version(builder.build(), null, builder.size(), 0);
    }

    /** The elements as a read-only {@link List}, which holds this version. O(1), as are its parts and its reverse. */
    public final List<E> asList() {
        return ListView.of(this);
    }

    private static VectorBuilder builder(VectorBase base, int size) {
        try {
            return new VectorBuilder(base, size);
        } finally {
            Reference.reachabilityFence(base);
        }
    }
}
