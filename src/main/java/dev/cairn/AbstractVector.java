package dev.cairn;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.trie.vector.Delta;
import dev.cairn.internal.trie.vector.Tail;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorChange;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** What all vectors share: a version is a base, the updates of it that still wait, and a size. */
abstract class AbstractVector<V extends AbstractVector<V>> {
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

    static AbstractVector<?> of(Version version) {
        return switch (version) {
            case LongVector v -> v;
            case IntVector v -> v;
            case DoubleVector v -> v;
            case PVector<?> v -> v;
        };
    }

    abstract V version(VectorBase newBase, @Nullable Delta newDelta, int newSize, int newEdits);

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
        VectorBase next = takeTailPlace(b, value, prepared) ? b : VectorChange.append(b, size, value, prepared);
        V result = version(next, delta, size + 1, edits);
        Reference.reachabilityFence(this);
        return result;
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
        Delta d = delta;
        V result;
        if (edits == Delta.CAPACITY || leavesScope(b)) {
            result = version(VectorChange.fold(b, size, d, edits, index, value, prepared), null, size, 0);
        } else if (d == null || edits == 0) {
            result = version(b, Delta.of(index, value, prepared), size, 1);
        } else if (d.take(edits)) {
            d.write(edits, index, value, prepared);
            result = version(b, d, size, edits + 1);
        } else {
            result = version(b, d.copyAnd(edits, index, value, prepared), size, edits + 1);
        }
        Reference.reachabilityFence(this);
        return result;
    }

    final V withoutLast() {
        checkNotEmpty();
        VectorBase b = base;
        b.check();
        int newSize = size - 1;
        VectorBase next = newSize == b.tail().start() || leavesScope(b) ? VectorChange.truncate(b, newSize) : b;
        Delta d = delta;
        int kept = d == null ? 0 : d.countBelow(edits, newSize);
        // an entry for the removed index would come back when the index is filled again
        V result = d == null || kept == edits
                ? version(next, d, newSize, edits)
                : version(next, d.copy(edits, newSize), newSize, kept);
        Reference.reachabilityFence(this);
        return result;
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

    /** A base in which no update waits; folds them once. The caller fences what this returns. */
    final VectorBase settled() {
        base.check();
        if (edits == 0) {
            return base;
        }
        VectorBase now = (VectorBase) FOLDED.getAcquire(this);
        if (now == null) {
            now = VectorChange.fold(base, size, delta, edits, -1, 0, null);
            FOLDED.setRelease(this, now);
        }
        Reference.reachabilityFence(this);
        return now;
    }

    /** A version like this one that no scope ends. */
    final V kept() {
        VectorBase settled = settled();
        V result = version(VectorChange.keep(settled), null, size, 0);
        Reference.reachabilityFence(settled);
        return result;
    }

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

    /** The store that the elements lie in. */
    public final Store store() {
        return Store.of(core());
    }
}
