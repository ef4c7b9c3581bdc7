package dev.cairn;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.trie.vector.Delta;
import dev.cairn.internal.trie.vector.Tail;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorBuilder;
import dev.cairn.internal.trie.vector.VectorChange;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What all vectors share: a version is a base, the updates of it that still wait, and a size. */
abstract class AbstractVector<E extends @Nullable Object, V extends AbstractVector<E, V>> extends AbstractVersion<V> {
    /*
     * Every operation ends with a fence on this (T2), so that the base, and with it the nodes that are read or copied,
     * outlives the operation. Elements are written before a version that includes them is made, and a release fence stands
     * between (I7).
     */
    private static final VarHandle FOLDED;

    static {
        try {
            FOLDED = MethodHandles.lookup().findVarHandle(AbstractVector.class, "folded", VectorBase.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final VectorBase base;
    final @Nullable Delta delta;
    final int size;
    final int edits;

    /** The base with the waiting updates written, once somebody needed it. */
    @SuppressWarnings("UnusedVariable") // through FOLDED
    private @Nullable VectorBase folded;

    AbstractVector(VectorBase base, @Nullable Delta delta, int size, int edits) {
        this.base = base;
        this.delta = delta;
        this.size = size;
        this.edits = edits;
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

    final void checkIndex(int index) {
        if (index < 0 || index >= size) {
            Elements.checkIndex(index, size);
        }
    }

    final void checkNotEmpty() {
        if (size == 0) {
            throw new NoSuchElementException("the vector is empty");
        }
    }

    final V appendElement(long value, @Nullable Object prepared) {
        VectorBase b = base;
        b.check();
        Elements.checkRoom(size);
        try {
            VectorBase next = takeTailPlace(b, value, prepared) ? b : VectorChange.append(b, size, value, prepared);
            return version(next, delta, size + 1, edits);
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

    /** Whether a version made now would die with another scope than this one, so that it needs a base of its own. */
    private static boolean leavesScope(VectorBase b) {
        return b.confinement() != b.core().confinement();
    }

    final V updateElement(int index, long value, @Nullable Object prepared) {
        checkIndex(index);
        VectorBase b = base;
        b.check();
        try {
            if (edits == Delta.CAPACITY || leavesScope(b)) {
                return version(VectorChange.fold(b, size, delta, edits, index, value, prepared), null, size, 0);
            }
            return version(b, extendDelta(index, value, prepared), size, edits + 1);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private Delta extendDelta(int index, long value, @Nullable Object prepared) {
        Delta d = delta;
        if (d == null || edits == 0) {
            return Delta.of(index, value, prepared);
        }
        if (d.take(edits)) {
            d.write(edits, index, value, prepared);
            return d;
        }
        return d.copyAnd(edits, index, value, prepared);
    }

    final V withoutLast() {
        checkNotEmpty();
        VectorBase b = base;
        b.check();
        int newSize = size - 1;
        try {
            VectorBase next = newSize == b.tail().start() || leavesScope(b) ? VectorChange.truncate(b, newSize) : b;
            Delta d = delta;
            int kept = d == null ? 0 : d.countBelow(edits, newSize);
            // an entry for the removed index would come back when the index is filled again
            return d == null || kept == edits
                    ? version(next, d, newSize, edits)
                    : version(next, d.copy(edits, newSize), newSize, kept);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The entry of the waiting updates that gives element {@code index}, or -1 if the base does. */
    final int waiting(int index) {
        Delta d = delta;
        return d == null || FOLDED.getOpaque(this) != null ? -1 : d.find(index, edits);
    }

    /** The base that gives the elements that no update waits for; the caller fences what this returns. */
    final VectorBase readable() {
        VectorBase now = edits == 0 ? null : (VectorBase) FOLDED.getOpaque(this);
        return now == null ? base : now;
    }

    /** Folds the updates that wait, once. */
    @Override
    final VectorBase settled() {
        base.check();
        if (edits == 0) {
            return base;
        }
        VectorBase now = (VectorBase) FOLDED.getAcquire(this);
        if (now == null) {
            try {
                now = VectorChange.settle(base, size, delta, edits);
                FOLDED.setRelease(this, now);
            } finally {
                Reference.reachabilityFence(this);
            }
        }
        return now;
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

    @Override
    final Core core() {
        return base.core();
    }

    /** The number of elements. */
    public final int size() {
        return size;
    }

    /** Whether there is no element. */
    public final boolean isEmpty() {
        return size == 0;
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

    private static VectorBuilder builder(VectorBase base, int size) {
        try {
            return new VectorBuilder(base, size);
        } finally {
            Reference.reachabilityFence(base);
        }
    }
}
