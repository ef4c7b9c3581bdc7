package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;
import dev.cairn.internal.life.Base;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Labels;
import dev.cairn.internal.life.ScopeState;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.slot.CodecParts;
import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.slot.StreamCodec;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.lang.ref.Reference;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The codec that keeps whole collections of one kind as elements of other collections and in atoms, each as one counted reference to a
 * header or a leaf. What differs from kind to kind is in its subclasses.
 */
@SuppressWarnings("serial") // a stream has a form instead
abstract class NestedCodec<V extends Version> extends CollectionKind<V>
        implements Codec<V>, SlotCodec<V>, StreamCodec<V>, CodecParts, Serializable {
    /*
     * A prepared element is a version, in which edits may be pending until it is saved; so a collection inside a pending edit of another
     * costs what it costs alone. A version that is confined to a scope is written at once: its header counts its nodes, so they outlive the
     * scope, and the loaded version is confined to the scope that is open then. A prepared version of another store is compared element by
     * element, decoded; it is never saved, so that never happens under a stripe.
     *
     * The codecs of the elements can come from outside, nested deeply: so the answers that depend on all of them are computed in the
     * constructor, and the name is made when it is needed.
     */
    private static final Shape SHAPE = new Shape(Integer.BYTES, 0);

    private final Class<?> type;
    private final List<?> codecs;
    private final int hashCode;
    private final boolean portable;
    private final boolean comparesByUserCode;
    private transient Labels.@Nullable Labelled label;

    /** A codec for the collections of the class {@code type}, whose elements {@code codecs} keep. */
    NestedCodec(Class<?> type, List<?> codecs) {
        this.type = type;
        this.codecs = codecs;
        this.hashCode = 31 * type.hashCode() + codecs.hashCode();
        this.portable = codecs.stream().allMatch(codec -> SlotCodec.of(codec).isPortable());
        this.comparesByUserCode =
                codecs.stream().anyMatch(codec -> SlotCodec.of(codec).comparesByUserCode());
    }

    /** The codec that keeps {@code version} and the versions made from it. */
    @SuppressWarnings("unchecked") // each class of versions has kinds of its own
    static <V extends Version> NestedCodec<V> of(V version) {
        return (NestedCodec<V>) AbstractVersion.of(version).kind();
    }

    /** The version that the header or leaf {@code node} is all of; borrows the node. */
    abstract V make(Core core, int node, @Nullable ScopeState scope);

    /** A version on the heap that is equal to the one that the header or leaf {@code node} is all of, if that is small; else null. Borrows the node. */
    abstract @Nullable V makeOnHeap(Core core, int node, @Nullable ScopeState scope);

    /** The hash of the elements of {@code version}; the caller fences. */
    abstract long hash(V version, long seed);

    @Override
    public String kind() {
        return type.getSimpleName();
    }

    @Override
    public List<?> parts() {
        return codecs;
    }

    private AbstractVersion<?, ?> inside(V version) {
        return AbstractVersion.of(version);
    }

    /** The number of this in {@code core}, by which letters name it. */
    Labels.Labelled label(Core core) {
        Labels.Labelled known = label;
        if (known == null || !core.labels().isHere(known)) {
            known = core.labels().of(this);
            label = known;
        }
        return known;
    }

    /** All that {@code settled} refers to in its store. */
    Base base(V settled) {
        return inside(settled).settled();
    }

    @Override
    final boolean isSparedBy(Core core) {
        return codecs.stream()
                .map(codec -> SlotCodec.of(codec).shape())
                .reduce(Shape::and)
                .map(core.shapes()::spares)
                .orElse(true);
    }

    long size(V version) {
        return inside(version).extent();
    }

    /** A version equal to {@code value} that no scope ends; itself, if none does. Throws if it is null or of another kind. */
    @SuppressWarnings("unchecked") // of the same class
    V free(@Nullable Object value) {
        V version = accept(value);
        Base base = inside(version).base();
        base.check();
        return base.scope() == null ? version : (V) inside(require(version)).kept();
    }

    /** Whether two of these have the same nodes, whether they are the same Java object or not. */
    @SuppressWarnings("ReferenceEquality") // asked for
    boolean isSameVersion(V a, V b) {
        return a == b || inside(a).hasNodesOf(inside(b));
    }

    private V borrow(Core core, int node) {
        return make(core, node, null);
    }

    /** A version made again from the header {@code node}, which owns the count of it that {@code own} returns. */
    V revive(Core core, Stripe stripe, int node, IntUnaryOperator own, @Nullable ScopeState scope) {
        V version = make(core, node, scope);
        base(version).register(stripe, own.applyAsInt(node), 0);
        return version;
    }

    /** What is kept of {@code value} in which nothing waits, unless it is null or of another kind. */
    @SuppressWarnings("unchecked") // of the same class
    V require(@Nullable Object value) {
        return (V) inside(accept(value)).settledVersion();
    }

    /** {@code value}, unless it is null or of another kind. */
    @SuppressWarnings("unchecked") // tested by its class, and by how it keeps its elements
    private V accept(@Nullable Object value) {
        if (value == null) {
            throw new NullPointerException(this + " has no null");
        }
        if (!type.isInstance(value)) {
            throw new CodecException(
                    toString(), "was given a " + value.getClass().getName());
        }
        V version = (V) value;
        if (!inside(version).codecs().equals(codecs)) {
            throw new CodecException(
                    toString(),
                    "was given what " + of(version) + " keeps; "
                            + "make it with the codec named first, or let the outer collection use Codec.standard(), which takes both");
        }
        return version;
    }

    /** A version that was prepared. */
    private record Inner<V extends Version>(V version) implements Prepared.Waiting {
        @Override
        public void writePending() {
            AbstractVersion.of(version).settleElement();
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // asked for
        public boolean isOne(@Nullable Object other) {
            return other instanceof Inner<?> that && version == that.version;
        }

        @Override
        public int weight() {
            return AbstractVersion.of(version).weight();
        }
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public Object prepare(V value) {
        V version = accept(value);
        Base base = inside(version).base();
        base.check();
        return new Inner<>(base.scope() == null ? version : require(version));
    }

    @Override
    public void check(Core core, Object prepared) {
        requireOwn(core, restore(prepared));
    }

    /** Throws unless {@code version} lies in {@code core}. */
    void requireOwn(Core core, V version) {
        inside(version).checkOwn(core);
    }

    @Override
    @SuppressWarnings("unchecked") // a collection of the same class
    public Object move(Object prepared, UnaryOperator<Object> move) {
        return prepare((V) move.apply(restore(prepared)));
    }

    @Override
    @SuppressWarnings("unchecked") // what prepare returned
    public V restore(Object prepared) {
        return ((Inner<V>) prepared).version;
    }

    private static int node(Core core, long at) {
        return core.memory().getInt(at);
    }

    @Override
    public V load(Core core, long at) {
        int node = node(core, at);
        core.check();
        V few = makeOnHeap(core, node, core.scope());
        return few != null
                ? few
                : core.change(stripe -> revive(core, stripe, node, core.counts()::raise, core.scope()));
    }

    @Override
    public void save(Core core, Stripe stripe, long at, Object prepared) {
        check(core, prepared);
        V settled = restore(prepared);
        try {
            core.memory().setInt(at, inside(settled).saveElement(stripe));
        } finally {
            Reference.reachabilityFence(settled);
        }
    }

    @Override
    public boolean isPortable() {
        return portable;
    }

    @Override
    public boolean isNatural() {
        return true;
    }

    @Override
    public boolean mayBePortable() {
        return portable || codecs.stream().allMatch(codec -> SlotCodec.of(codec).mayBePortable());
    }

    @Override
    public boolean isPortable(V value) {
        return portable || (mayBePortable() && inside(value).hasPortableElements());
    }

    @Override
    public boolean comparesByUserCode() {
        return comparesByUserCode;
    }

    @Override
    public long hash(Object prepared, long seed) {
        V version = restore(prepared);
        try {
            return hash(version, seed);
        } finally {
            Reference.reachabilityFence(version);
        }
    }

    @Override
    public long hashAt(Core core, long at, long seed) {
        return hash(borrow(core, node(core, at)), seed);
    }

    @Override
    public boolean isAt(Core core, long at, Object prepared) {
        V version = restore(prepared);
        int node = node(core, at);
        try (var _ = core.hold()) { // what is borrowed does not know the scope that it dies with
            boolean differs = inside(version).core() == core && inside(version).differs(node);
            return !differs && borrow(core, node).equals(version);
        }
    }

    @Override
    public boolean isSame(Object prepared, Object other) {
        return restore(prepared).equals(restore(other));
    }

    @Override
    public boolean isSame(Core core, long a, long b) {
        int left = node(core, a);
        int right = node(core, b);
        return left == right || borrow(core, left).equals(borrow(core, right));
    }

    @Override
    public void write(V value, ObjectOutputStream out) throws IOException {
        out.writeObject(value);
    }

    @Override
    public V read(ObjectInputStream in) throws IOException, ClassNotFoundException {
        return require(in.readObject());
    }

    /** What a stream of Java's serialization has for a kind: the name of its class, and the codecs of the elements. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Form(String type, Codec<?>... codecs) implements Serializable {
        @Serial
        Object readResolve() throws InvalidObjectException {
            try {
                return CollectionKinds.named(type, List.of(codecs));
            } catch (RuntimeException e) {
                throw new InvalidObjectException("no codec of collections: " + type, e);
            }
        }
    }

    @Serial
    final Object writeReplace() {
        return new Form(kind(), codecs.toArray(Codec<?>[]::new));
    }

    @Serial
    @SuppressWarnings("DoNotCallSuggester") // serialization calls it
    final Object readResolve() throws InvalidObjectException {
        throw new InvalidObjectException("a codec itself, where a stream has a form of it only");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof NestedCodec<?> that
                        && hashCode == that.hashCode
                        && type == that.type
                        && codecs.equals(that.codecs));
    }

    @Override
    public int hashCode() {
        return hashCode;
    }

    @Override
    public String toString() {
        StringBuilder name = new StringBuilder(kind()).append(".codec(");
        for (int i = 0; i < codecs.size(); i++) {
            name.append(i == 0 ? "" : ", ").append(codecs.get(i));
        }
        return name.append(')').toString();
    }
}
