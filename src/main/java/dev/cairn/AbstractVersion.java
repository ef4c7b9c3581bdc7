package dev.cairn;

import dev.cairn.internal.life.Base;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.slot.SmallElement;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What all versions share: each is a base, in which all that it holds can be found, and changes of it that still wait. */
abstract class AbstractVersion<V extends AbstractVersion<V, B>, B extends Base> {
    /** About how many bytes a change takes that waits. */
    static final int CHANGE_BYTES = 32;

    private static final VarHandle FOLDED;

    static {
        try {
            FOLDED = MethodHandles.lookup().findVarHandle(AbstractVersion.class, "folded", Base.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** How many changes wait. */
    final int edits;

    /** The base with the waiting changes written, once somebody needed it. */
    @SuppressWarnings("UnusedVariable") // through FOLDED
    private @Nullable Base folded;

    AbstractVersion(int edits) {
        this.edits = edits;
    }

    static AbstractVersion<?, ?> of(Version version) {
        return (AbstractVersion<?, ?>) version;
    }

    /** The base that changes wait for. */
    abstract B base();

    /** Whether {@link #base} is not all there is, since something waits on the heap. */
    boolean waits() {
        return edits != 0;
    }

    /** A base with the waiting changes, of which there are some, written. */
    abstract B fold();

    /** A version like this one over a base in which no change waits. */
    abstract V over(B settled);

    /** A version like this one that no scope ends. */
    abstract V kept();

    /** The base that gives what no change waits for; the caller fences what this returns. */
    @SuppressWarnings("unchecked") // what was folded is as what it was folded from
    final B readable() {
        Base now = waits() ? (Base) FOLDED.getOpaque(this) : null;
        return now == null ? base() : (B) now;
    }

    /** The base that versions made from this one go on with: that in which no change waits, if it was made. */
    @SuppressWarnings("unchecked") // as above
    final B newest() {
        Base now = waits() ? (Base) FOLDED.getAcquire(this) : null;
        return now == null ? base() : (B) now;
    }

    /** Whether this and {@code other}, which is of the same class, have the same nodes. What waits has none yet. */
    final boolean hasNodesOf(AbstractVersion<?, ?> other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() && other.isEmpty();
        }
        try {
            Header header = headerIfSettled();
            return header != null && header.equals(other.headerIfSettled());
        } finally {
            Reference.reachabilityFence(this);
            Reference.reachabilityFence(other);
        }
    }

    private @Nullable Header headerIfSettled() {
        Base settled = waits() ? (Base) FOLDED.getAcquire(this) : base();
        return settled == null ? null : settled.header(extent());
    }

    /**
     * A base in which no change waits. All calls give the same one, so it lives as long as this version: if several threads
     * fold at once, they go on with what the first has made. The caller fences this version or what this returns.
     */
    @SuppressWarnings("unchecked") // as above
    final B settled() {
        base().check();
        Base now = waits() ? (Base) FOLDED.getAcquire(this) : base();
        if (now == null) {
            try {
                Base made = fold();
                Base first = (Base) FOLDED.compareAndExchange(this, (Base) null, made);
                now = first == null ? made : first;
            } finally {
                Reference.reachabilityFence(this);
            }
        }
        return (B) now;
    }

    /** A version like this one in which no change waits. */
    @SuppressWarnings("unchecked") // a V is its own class
    final V settledVersion() {
        B settled = settled();
        return waits() ? over(settled) : (V) this;
    }

    /** All of this version, if it is small and on the heap; else null. */
    @Nullable
    SmallElement smallElement() {
        return null;
    }

    /**
     * Writes what waits, before this becomes an element of another collection; but of a small one that is plain only from the second
     * time on, so that its elements share its nodes. An element that only one has is saved without a base.
     */
    final void settleElement() {
        SmallElement few = smallElement();
        if (few == null || !few.isPlain() || few.wasSaved()) {
            settled();
        }
    }

    /** What an element refers to that is this version, after {@link #settleElement}. Returns it owned. */
    final int saveElement(Stripe stripe) {
        Base now = waits() ? (Base) FOLDED.getAcquire(this) : base();
        SmallElement few = now == null ? smallElement() : null;
        return few != null && few.isPlain() ? few.save(stripe) : settled().keepElement(stripe, extent());
    }

    /** Whether it is known to differ from what {@code node} of this store is all of. If not, they may be equal. */
    final boolean differs(int node) {
        SmallElement few = smallElement();
        return few != null && few.differs(node);
    }

    /** Whether a version made now would die with another scope than this one, so that it needs a base of its own. */
    static boolean leavesScope(Base base) {
        return base.scope() != base.core().scope();
    }

    /** About how many bytes of the heap it holds beside its handle. */
    int weight() {
        return CHANGE_BYTES * edits;
    }

    final Core core() {
        return base().core();
    }

    /** The store that it lies in. */
    public final Store store() {
        return Store.of(core());
    }

    /**
     * An equal version in {@code other}; this one, if it lies there. Copies all that is in it, collections in it too: of elements that
     * refer to the same collection, that is copied once unless it is small; what different ones share is copied for each. Objects that
     * {@link dev.cairn.codec.Codec#object()} keeps stay what they are. O(all that is in it).
     */
    @SuppressWarnings("unchecked") // a V is its own class, and so is its copy
    public final V copyTo(Store other) {
        Objects.requireNonNull(other, "other");
        base().check();
        return other == store() ? (V) this : (V) new StoreCopy(other).of(self());
    }

    /** How many elements, entries or bits there are. */
    abstract long extent();

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return extent() == 0;
    }

    /** Whether it may leave this process. */
    public final boolean isPortable() {
        return isPortable(self());
    }

    private static <V extends Version> boolean isPortable(V version) {
        return NestedCodecs.of(version).isPortable(version);
    }

    /** Whether all that is in it may leave this process; asked only if its codecs leave that to the elements. */
    boolean hasPortableElements() {
        return true;
    }

    /** Throws unless it may leave this process. */
    public final void requirePortable() {
        if (!isPortable()) {
            throw new NotPortableException(NestedCodecs.of(self()).toString());
        }
    }

    private Version self() {
        return (Version) this;
    }

    /** What streams of Java's serialization have for it. */
    final Object writeReplace() {
        return new VersionForm(self());
    }

    /** Throws unless {@code other} lies in this version's store. */
    final void checkTogether(AbstractVersion<?, ?> other) {
        if (core() != other.core()) {
            throw new ForeignStoreException(store(), other.store());
        }
    }
}
