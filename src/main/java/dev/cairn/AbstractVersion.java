package dev.cairn;

import dev.cairn.internal.life.Base;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.FieldHandle;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.slot.SmallElement;
import dev.cairn.internal.stream.ReadVersions;
import dev.cairn.internal.stream.WrittenVersions;
import dev.cairn.internal.view.ViewKind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What all versions share: each is a base, in which all that it holds can be found, and changes of it that still wait. */
abstract class AbstractVersion<V extends AbstractVersion<V, B>, B extends Base> {
    /** About how many bytes a change takes that waits. */
    static final int CHANGE_BYTES = 32;

    private static final VarHandle FOLDED = FieldHandle.of(MethodHandles.lookup(), "folded", Base.class);

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

    /** The kind of this collection with the codecs of its elements. */
    abstract CollectionKind<?> kind();

    /** The codecs that users chose for its elements, which its kind has, too; without making that. */
    List<?> codecs() {
        return List.of();
    }

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
        return other == store() ? (V) this : (V) new Copies(other.core()).of(self());
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
        return kind(version).isPortable(version);
    }

    @SuppressWarnings("unchecked") // the kind of V
    private static <V extends Version> CollectionKind<V> kind(V version) {
        return (CollectionKind<V>) of(version).kind();
    }

    /** Whether all that is in it may leave this process; asked only if its codecs leave that to the elements. */
    boolean hasPortableElements() {
        return true;
    }

    /** Throws unless it may leave this process. */
    public final void requirePortable() {
        if (!isPortable()) {
            throw new NotPortableException(kind().toString());
        }
    }

    private Version self() {
        return (Version) this;
    }

    /** Throws unless this version lies in {@code store}. */
    final void checkOwn(Core store) {
        if (core() != store) {
            throw new ForeignStoreException(Store.of(store), store());
        }
    }

    /** Throws unless {@code other} lies in this version's store. */
    final void checkTogether(AbstractVersion<?, ?> other) {
        other.checkOwn(core());
    }

    /** The view of the kind {@code view}, read from a stream. A ClassCastException says that such versions have no such view. */
    Object view(ViewKind view) {
        throw new ClassCastException(view + " of " + kind());
    }

    /** Copies a version to another store, and with it the collections that are its elements. */
    private static final class Copies {
        /*
         * Each element is decoded and prepared again. In the prepared element each collection is replaced by its copy: no code of a user but
         * that of codecs runs, and no record is made again. Elements that refer to the same node get the same copy.
         */
        private final Core target;
        private final Map<Integer, Copied> byNode = new HashMap<>();

        /** A version, kept so that its node is not reused meanwhile, and its copy. */
        private record Copied(Version source, Version copy) {}

        Copies(Core target) {
            target.check();
            this.target = target;
        }

        <T extends Version> T of(T source) {
            return kind(source).copy(source, target, nested -> ofNested((Version) nested));
        }

        private Version ofNested(Version nested) {
            AbstractVersion<?, ?> inside = AbstractVersion.of(nested);
            int node = inside.waits() ? 0 : inside.base().madeFrom(inside.extent());
            Copied known = node == 0 ? null : byNode.get(node);
            if (known != null) {
                return known.copy;
            }
            Version copy = inside.core() == target ? nested : of(nested);
            if (node != 0) {
                byNode.put(node, new Copied(nested, copy));
            }
            return copy;
        }
    }

    /** The form of this version in a stream of Java's serialization. */
    final Object writeReplace() {
        return new Form(self());
    }

    /**
     * What a stream of Java's serialization has for a version: how it differs from another version that came before it in the stream, or
     * from an empty one, or of which parts of such versions it is made. Reading makes the version from the others, in the standard store, so
     * they share again what they shared.
     */
    private static final class Form implements Serializable {
        /*
         * Layout
         *
         *     WrittenVersions | number: int | other's number: int | its kind, if that is 0: NestedCodec | differences
         *
         * Numbers begin with 1; 0 is an empty version. A version that could not be read leaves a gap.
         */
        @Serial
        private static final long serialVersionUID = 1L;

        private transient @Nullable Version version;

        Form(Version version) {
            this.version = version;
        }

        @Serial
        private void writeObject(ObjectOutputStream out) throws IOException {
            write(Objects.requireNonNull(version), out);
        }

        private static <T extends Version> void write(T version, ObjectOutputStream out) throws IOException {
            WrittenVersions before = WrittenVersions.of(out);
            out.writeObject(before);
            int number = before.nextNumber();
            CollectionKind<T> kind = kind(version);
            WrittenVersions.Numbered<T> base =
                    before.nearest(version, (other, it) -> of(other).core() == of(it).core() && kind.isNear(other, it));
            out.writeInt(number);
            if (base == null) {
                out.writeInt(0);
                out.writeObject(kind);
                kind.write(kind.empty(of(version).core()), version, before, out);
            } else {
                out.writeInt(base.number());
                kind.write(base.version(), version, before, out);
            }
            kind.remember(version, number, before);
        }

        @Serial
        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            try {
                ReadVersions before = (ReadVersions) in.readObject();
                int number = in.readInt();
                int base = in.readInt();
                Version read = read(base == 0 ? readEmpty(in) : (Version) before.get(base), before, in);
                before.add(number, read);
                version = read;
            } catch (StoreFullException | StoreClosedException | CorruptStoreException e) {
                throw e;
            } catch (EOFException e) {
                throw new InvalidObjectException("not a version: the stream ends before it does", e);
            } catch (RuntimeException e) {
                throw new InvalidObjectException("not a version: " + e.getMessage(), e);
            }
        }

        private static Version readEmpty(ObjectInputStream in) throws IOException, ClassNotFoundException {
            CollectionKind<?> kind = (CollectionKind<?>) in.readObject();
            Core core = Store.standard().core();
            if (!kind.isSparedBy(core)) {
                throw new InvalidObjectException(
                        "too many codecs: the store has no more room for what streams choose, as " + kind);
            }
            return kind.empty(core);
        }

        private static <T extends Version> T read(T base, ReadVersions before, ObjectInputStream in)
                throws IOException, ClassNotFoundException {
            return kind(base).read(base, before, in);
        }

        @Serial
        private Object readResolve() throws InvalidObjectException {
            if (version == null) {
                throw new InvalidObjectException("a version that the stream has nothing of");
            }
            return version;
        }
    }
}
