package dev.cairn;

import dev.cairn.internal.life.Base;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.HeaderWriter;
import dev.cairn.internal.life.KeptObjects;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.FieldHandle;
import dev.cairn.internal.slot.Bulk;
import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.slot.SmallElement;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/**
 * The part of a handle that knows its base: the edits that are not written to it yet, when they are, and how the version becomes an
 * element of another collection.
 */
abstract class FoldableVersion<B extends Base> {
    /*
     * A small version on the heap that becomes an element is saved with the collection that it goes into, without a base. The first call
     * of foldElement makes it ready: the collections among its elements get such a call. The second call makes a base, so that all later
     * elements share its nodes. The state is in the field of the base, and goes from null to a Ready, SAVED and a base; it can skip some.
     *
     * Two threads may make a version ready at the same time. Then the collections in it get two calls, and bases that they do not need.
     */
    private static final VarHandle FOLDED = FieldHandle.of(MethodHandles.lookup(), "folded", Object.class);

    /** In {@link #folded}: this is ready, and was saved as an element without a base. */
    private static final Object SAVED = "saved";

    /** In {@link #folded}: the collections among the elements are ready to be saved with this, which has this bulk then. */
    private record Ready(int bulk) {}

    /** The number of pending edits. */
    final int edits;

    /** The base that includes the pending edits. Until it is first needed null, a Ready or SAVED. */
    @SuppressWarnings("UnusedVariable") // through FOLDED
    private @Nullable Object folded;

    FoldableVersion(int edits) {
        this.edits = edits;
    }

    /** The base without the pending edits. */
    abstract B base();

    /** Whether a part of this version is only on the heap, not in {@link #base}. */
    boolean needsFold() {
        return edits != 0;
    }

    /** Writes the pending edits; returns the new base. There must be some. */
    abstract B fold();

    /** The core of the store. Elements are loaded by that of the base, which may be a view of this. */
    final Core core() {
        return base().core().whole();
    }

    /** The number of elements, entries or bits. */
    abstract long extent();

    /** The base to read when no pending edit covers the element. The caller fences the result. */
    @SuppressWarnings("unchecked") // the folded base has the class of the base
    final B readable() {
        Object now = needsFold() ? FOLDED.getOpaque(this) : null;
        return now instanceof Base ? (B) now : base();
    }

    /** The base for versions derived from this one: the folded base if it exists, else {@link #base}. */
    final B newest() {
        B now = wholeBase();
        return now == null ? base() : now;
    }

    private @Nullable Base folded() {
        return FOLDED.getAcquire(this) instanceof Base now ? now : null;
    }

    /** The base with all edits; null if it is not made yet. */
    @SuppressWarnings("unchecked") // as above
    final @Nullable B wholeBase() {
        return needsFold() ? (B) folded() : base();
    }

    /**
     * A base with all pending edits written. All calls return the same base, which lives as long as this version: if several threads
     * fold at the same time, all use the base of the first one. The caller fences this version or the result.
     */
    @SuppressWarnings("unchecked") // as above
    final B foldedBase() {
        base().check();
        Base now = wholeBase();
        if (now == null) {
            try {
                now = keepFolded(fold());
            } finally {
                Reference.reachabilityFence(this);
            }
        }
        return (B) now;
    }

    private Base keepFolded(Base made) {
        Object before = FOLDED.getAcquire(this);
        while (!(before instanceof Base)) {
            if (FOLDED.compareAndSet(this, before, made)) {
                return made;
            }
            before = FOLDED.getAcquire(this);
        }
        return (Base) before;
    }

    /** The whole version, if it is small and on the heap; else null. */
    @Nullable
    SmallElement smallElement() {
        return null;
    }

    private int makeReady(SmallElement few) {
        int bulk = few.writePending();
        FOLDED.compareAndSet(this, (Object) null, new Ready(bulk));
        return bulk;
    }

    /** Whether the collections among the elements of this version, which has no base, were made ready to be saved. */
    final boolean wasMadeReady() {
        return FOLDED.getAcquire(this) != null;
    }

    /** Before this becomes an element of another collection, see {@link Prepared.Waiting#writePending}. */
    final int foldElement(boolean again) {
        base().check();
        Object before = FOLDED.getAcquire(this);
        if (again && before instanceof Ready ready && Bulk.isLittle(ready.bulk)) {
            return ready.bulk;
        }
        SmallElement few = before == null ? smallElement() : null;
        int bulk = few == null ? Bulk.TOO_MUCH : makeReady(few);
        if (Bulk.isLittle(bulk)) {
            return bulk;
        }
        foldedBase();
        return Bulk.NONE;
    }

    /**
     * The node for this version as an element, after {@link #foldElement}: its header or, if {@code orLeaf}, a leaf that is all of it. Returns
     * it owned.
     */
    final int saveElement(Stripe stripe, boolean orLeaf) {
        base().check(); // its scope may have ended since it was made ready
        Base now = wholeBase();
        if (now != null) {
            return orLeaf ? now.keepElement(stripe, extent()) : now.keepHeader(stripe, extent());
        }
        SmallElement few = smallElement();
        if (few == null) {
            throw new IllegalStateException("a version with pending edits is saved before they were written");
        }
        KeptObjects before =
                stripe.takeObjects(); // if save throws, so does the change, and nothing that it made is left
        int node = few.save(stripe, orLeaf);
        if (FOLDED.getAcquire(this) instanceof Ready ready) {
            FOLDED.compareAndSet(this, ready, SAVED);
        }
        return HeaderWriter.withObjects(core(), stripe, before, node);
    }
}
