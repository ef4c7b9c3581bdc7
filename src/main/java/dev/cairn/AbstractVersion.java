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

/** Common part of all handles: an off-heap base, plus pending edits that are not written to the base yet. */
abstract class AbstractVersion<V extends AbstractVersion<V, B>, B extends Base> {
    /** About how many bytes a pending edit takes. */
    static final int EDIT_BYTES = 32;

    private static final VarHandle FOLDED = FieldHandle.of(MethodHandles.lookup(), "folded", Base.class);

    /** The number of pending edits. */
    final int edits;

    /** The base that includes the pending edits; null until it is first needed. */
    @SuppressWarnings("UnusedVariable") // through FOLDED
    private @Nullable Base folded;

    AbstractVersion(int edits) {
        this.edits = edits;
    }

    static AbstractVersion<?, ?> of(Version version) {
        return (AbstractVersion<?, ?>) version;
    }

    /** The base without the pending edits. */
    abstract B base();

    /** Whether a part of this version is only on the heap, not in {@link #base}. */
    boolean needsFold() {
        return edits != 0;
    }

    /** Writes the pending edits; returns the new base. There must be some. */
    abstract B fold();

    /** The kind of this collection with the codecs of its elements. */
    abstract CollectionKind<?> kind();

    /** Whether {@code codecs} are equal to the codecs of the elements that users chose, as in {@link #kind}. Each change of a nested one asks. */
    boolean hasCodecs(List<?> codecs) {
        return codecs.isEmpty();
    }

    /** A version like this one over {@code newBase}, without pending edits. */
    abstract V withBase(B newBase);

    /** A version equal to this one, without a scope. */
    abstract V withoutScope();

    /** The base to read when no pending edit covers the element. The caller fences the result. */
    @SuppressWarnings("unchecked") // the folded base has the class of the base
    final B readable() {
        Base now = needsFold() ? (Base) FOLDED.getOpaque(this) : null;
        return now == null ? base() : (B) now;
    }

    /** The base for versions derived from this one: the folded base if it exists, else {@link #base}. */
    final B newest() {
        B now = wholeBase();
        return now == null ? base() : now;
    }

    /** Whether this and {@code other}, which is of the same class, have the same nodes. Pending edits have no nodes yet. */
    final boolean hasNodesOf(AbstractVersion<?, ?> other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() && other.isEmpty();
        }
        try {
            Header header = headerIfFolded();
            return header != null && header.equals(other.headerIfFolded());
        } finally {
            Reference.reachabilityFence(this);
            Reference.reachabilityFence(other);
        }
    }

    /** The base with all edits; null if it is not made yet. */
    @SuppressWarnings("unchecked") // as above
    final @Nullable B wholeBase() {
        return needsFold() ? (B) (Base) FOLDED.getAcquire(this) : base();
    }

    private @Nullable Header headerIfFolded() {
        Base now = wholeBase();
        return now == null ? null : now.header(extent());
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
                Base made = fold();
                Base first = (Base) FOLDED.compareAndExchange(this, (Base) null, made);
                now = first == null ? made : first;
            } finally {
                Reference.reachabilityFence(this);
            }
        }
        return (B) now;
    }

    /** An equal version without pending edits. */
    @SuppressWarnings("unchecked") // a V is of this class
    final V foldedVersion() {
        B now = foldedBase();
        return needsFold() ? withBase(now) : (V) this;
    }

    /** The whole version, if it is small and on the heap; else null. */
    @Nullable
    SmallElement smallElement() {
        return null;
    }

    /**
     * Writes the pending edits before this becomes an element of another collection. A small plain version is written only from the
     * second time on: then several elements share its nodes. The first time it is saved without a base.
     */
    final void foldElement() {
        SmallElement few = smallElement();
        if (few == null || !few.isPlain() || few.wasSaved()) {
            foldedBase();
        }
    }

    /** The node for this version as an element, after {@link #foldElement}. Returns it owned. */
    final int saveElement(Stripe stripe) {
        Base now = wholeBase();
        SmallElement few = now == null ? smallElement() : null;
        return few != null && few.isPlain() ? few.save(stripe) : foldedBase().keepElement(stripe, extent());
    }

    /** Whether this version is known to differ from the collection of {@code node} in this store. If false, they may be equal. */
    final boolean differs(int node) {
        SmallElement few = smallElement();
        return few != null && few.differs(node);
    }

    /** Whether the open scope differs from the scope of {@code base}, so that a version made now needs its own base. */
    static boolean leavesScope(Base base) {
        return base.core().leaves(base.scope());
    }

    /** About how many bytes of the heap this version holds beside its handle. */
    int weight() {
        return EDIT_BYTES * edits;
    }

    /** The core of the store. Elements are loaded by that of the base, which may be a view of this. */
    final Core core() {
        return base().core().whole();
    }

    /** The store in which this version lies. */
    public final Store store() {
        return Store.of(core());
    }

    /**
     * An equal version in the store {@code other}; this version if it lies there. Copies all elements, and the collections in them. A
     * collection that several elements refer to is copied once, unless it is small. Nodes that different collections share are copied
     * for each of them. Objects of {@link dev.cairn.codec.Codec#object()} are not copied. O(total size).
     */
    @SuppressWarnings("unchecked") // a V is of this class, and so is its copy
    public final V copyTo(Store other) {
        Objects.requireNonNull(other, "other");
        base().check();
        return other == store() ? (V) this : (V) new Copies(other.core()).of(self());
    }

    /** The number of elements, entries or bits. */
    abstract long extent();

    /** Whether this version is empty. */
    public boolean isEmpty() {
        return extent() == 0;
    }

    /** Whether this version may leave the process. */
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

    /** Whether all elements may leave this process. Called only if the codecs cannot decide this. */
    boolean hasPortableElements() {
        return true;
    }

    /** Throws an exception unless this version may leave the process. */
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

    /** The view of the kind {@code view}, read from a stream. Throws ClassCastException if such versions have no such view. */
    Object view(ViewKind view) {
        throw new ClassCastException(view + " of " + kind());
    }

    /** Copies a version to another store, including the collections that are its elements. */
    private static final class Copies {
        /*
         * Each element is decoded and prepared again. In the prepared element each collection is replaced by its copy, so only codecs
         * run user code, and no record is created again. Elements that refer to the same node get the same copy.
         */
        private final Core target;
        private final Map<Integer, Copied> byNode = new HashMap<>();

        /** A version and its copy. The version is kept so that its node is not reused meanwhile. */
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
            int node = inside.needsFold() ? 0 : inside.base().madeFrom(inside.extent());
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

    /** The serialization proxy of this version. */
    final Object writeReplace() {
        return new VersionProxy(self());
    }

    /**
     * The serialization proxy of a version. It describes the version by its difference from an earlier version of the stream or from an
     * empty version, or as parts of earlier versions. Reading makes the version from these in the standard store, so the versions share
     * nodes again.
     */
    private static final class VersionProxy implements Serializable {
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

        VersionProxy(Version version) {
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
                throw new InvalidObjectException("not a version: the stream ends too early", e);
            } catch (RuntimeException e) {
                throw new InvalidObjectException("not a version: " + e.getMessage(), e);
            }
        }

        private static Version readEmpty(ObjectInputStream in) throws IOException, ClassNotFoundException {
            CollectionKind<?> kind = (CollectionKind<?>) in.readObject();
            Core core = Store.standard().core();
            if (!kind.isSparedBy(core)) {
                throw new InvalidObjectException(
                        "too many codecs: the store has no room for the codecs of this stream, for example " + kind);
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
                throw new InvalidObjectException("not a version: the stream has no content for it");
            }
            return version;
        }
    }
}
