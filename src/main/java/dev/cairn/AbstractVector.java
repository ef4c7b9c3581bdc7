package dev.cairn;

import dev.cairn.internal.trie.Log;
import dev.cairn.internal.trie.vector.Delta;
import dev.cairn.internal.trie.vector.Tail;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorBuilder;
import dev.cairn.internal.trie.vector.VectorChange;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
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

    /** The entry of the waiting updates that gives element {@code index}, or -1 if the base does. */
    final int waiting(int index) {
        Delta d = delta;
        return d == null || readable() != base ? -1 : d.find(index, edits);
    }

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

    /**
     * The elements as a read-only {@link List}, which holds this version; its methods that would change it throw an
     * {@link UnsupportedOperationException}. O(1), as are its parts and its reverse; costs of reading are those of this.
     */
    public final List<E> asList() {
        base.check();
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
