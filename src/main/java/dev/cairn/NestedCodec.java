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
import dev.cairn.internal.slot.DescribedLabels;
import dev.cairn.internal.slot.Descriptor;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The codec of collections of one kind that are elements of other collections or versions of atoms. A slot has one counted reference to
 * a header or a leaf. Subclasses implement the kinds.
 */
@SuppressWarnings("serial") // streams contain a serialization proxy
abstract class NestedCodec<V extends Version> extends CollectionKind<V>
        implements NamelessCodec<V>, SlotCodec<V>, StreamCodec<V>, CodecParts, Serializable {
    /*
     * A prepared element is a version. Its edits stay pending until it is saved, so a collection inside a pending edit of another costs
     * as much as alone. A version that is confined to a scope is written at once: its header counts its nodes, so they outlive the
     * scope, and a loaded version is confined to the scope that is open at the load. A prepared version of another store is compared
     * element by element, decoded. It is never saved, so such comparisons never happen under a stripe.
     *
     * Codecs of elements can be read from outside and be nested deeply. So the constructor computes all answers that depend on them;
     * only the name is made when needed.
     */
    private static final Shape SHAPE = new Shape(Integer.BYTES, 0);

    static {
        CollectionKinds.enterAll();
    }

    private final Class<?> type;
    private final List<?> codecs;
    private final int hashCode;
    private final boolean portable;
    private final boolean comparesByUserCode;
    private final boolean mayLeadBack;
    private transient Labels.@Nullable Labelled label;

    /** A codec for the collections of the class {@code type} with the element codecs {@code codecs}. */
    NestedCodec(Class<?> type, List<?> codecs) {
        this.type = type;
        this.codecs = codecs;
        this.hashCode = 31 * type.hashCode() + codecs.hashCode();
        this.portable = codecs.stream().allMatch(codec -> SlotCodec.of(codec).isPortable());
        this.comparesByUserCode =
                codecs.stream().anyMatch(codec -> SlotCodec.of(codec).comparesByUserCode());
        this.mayLeadBack = codecs.stream().anyMatch(codec -> SlotCodec.of(codec).mayLeadBack());
    }

    /** The codec for {@code version} and all versions derived from it. */
    @SuppressWarnings("unchecked") // each class of versions has its own kinds
    static <V extends Version> NestedCodec<V> of(V version) {
        return (NestedCodec<V>) AbstractVersion.of(version).kind();
    }

    /** The version whose header or whole leaf is {@code node}; borrows the node. */
    abstract V make(Core core, int node, @Nullable ScopeState scope);

    /** A version on the heap equal to the one of {@link #make}, if it is small; else null. Borrows the node. */
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

    @Override
    public Class<?> values() {
        return type;
    }

    @Override
    public Descriptor descriptor() {
        return CodecParts.describe(kind(), codecs);
    }

    private AbstractVersion<?, ?> inside(V version) {
        return AbstractVersion.of(version);
    }

    /** The number of this codec in {@code core}, which the headers of collections that leave have. The caller holds no stripe. */
    Labels.Labelled label(Core core) {
        Labels.Labelled known = label;
        if (known == null || !core.labels().isHere(known)) {
            known = DescribedLabels.of(core, this);
            label = known;
        }
        return known;
    }

    /** The base of {@code version} with all edits written. */
    Base base(V version) {
        return inside(version).foldedBase();
    }

    @Override
    boolean isSparedBy(Core core) {
        return isSpared(core, codecs);
    }

    long size(V version) {
        return inside(version).extent();
    }

    /** {@code value}, or an equal version without a scope if it has a scope. Throws if it is null or of another kind. */
    @SuppressWarnings("unchecked") // an equal version has the same class
    V withoutScope(@Nullable Object value) {
        V version = accept(value);
        Base base = inside(version).base();
        base.check();
        return base.scope() == null
                ? version
                : (V) inside(requireFolded(version)).withoutScope();
    }

    /** Whether two versions are the same Java object or have the same nodes. */
    @SuppressWarnings("ReferenceEquality") // the identity is meant
    boolean isSameVersion(V a, V b) {
        return a == b || inside(a).hasNodesOf(inside(b));
    }

    private V borrow(Core core, int node) {
        return make(core, node, null);
    }

    /** A new version of the header {@code node}. It owns the count of the node that {@code own} returns. */
    V revive(Core core, Stripe stripe, int node, IntUnaryOperator own, @Nullable ScopeState scope) {
        V version = make(core, node, scope);
        base(version).register(stripe, own.applyAsInt(node), 0);
        return version;
    }

    /** A version equal to {@code value} without pending edits. Throws if it is null or of another kind. */
    @SuppressWarnings("unchecked") // an equal version has the same class
    V requireFolded(@Nullable Object value) {
        return (V) inside(accept(value)).foldedVersion();
    }

    /** {@code value}. Throws if it is null or of another kind. */
    @SuppressWarnings("unchecked") // the class and the codecs are tested
    private V accept(@Nullable Object value) {
        if (value == null) {
            throw new NullPointerException(this + " has no null");
        }
        if (!type.isInstance(value)) {
            throw new CodecException(
                    toString(), "was given a " + value.getClass().getName());
        }
        V version = (V) value;
        if (!inside(version).hasCodecs(codecs)) {
            throw new CodecException(
                    toString(),
                    "was given a collection of " + of(version) + "; make it with the codec named first,"
                            + " or let the outer collection use Codec.standard(), which accepts both");
        }
        return version;
    }

    /** A prepared version. */
    private record Inner<V extends Version>(V version) implements Prepared.Waiting {
        @Override
        public int writePending(boolean again) {
            return AbstractVersion.of(version).foldElement(again);
        }

        @Override
        public void writeApart() {
            AbstractVersion.of(version).foldedBase();
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // the identity is meant
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
        return new Inner<>(base.scope() == null ? version : requireFolded(version));
    }

    @Override
    public void enter(Core core) {
        codecs.forEach(codec -> SlotCodec.of(codec).enter(core));
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
    @SuppressWarnings("unchecked") // a collection an equal version has the same class
    public Object move(Object prepared, UnaryOperator<Object> move) {
        return prepare((V) move.apply(restore(prepared)));
    }

    @Override
    @SuppressWarnings("unchecked") // the result of prepare
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
        if (few == null && core.isReadOnly()) {
            return make(core.viewOf(node), node, null);
        }
        return few != null
                ? few
                : core.change(stripe -> revive(core, stripe, node, core.counts()::raise, core.scope()));
    }

    @Override
    public void save(Core core, Stripe stripe, long at, Object prepared) {
        check(core, prepared);
        V version = restore(prepared);
        try {
            core.memory().publish(at, inside(version).saveElement(stripe, true));
        } finally {
            Reference.reachabilityFence(version);
        }
    }

    @Override
    public boolean isPortable() {
        return portable;
    }

    @Override
    public boolean mayLeadBack() {
        return mayLeadBack;
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
        try (var _ = core.hold()) { // a borrowed version does not know the scope with which it dies
            boolean differs =
                    inside(version).core() == core.whole() && inside(version).differs(node);
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
        return requireFolded(in.readObject());
    }

    /** The serialization proxy of a kind: the name of its class, and the codecs of the elements. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record CodecProxy(String type, Codec<?>... codecs) implements Serializable {
        @Serial
        Object readResolve() throws InvalidObjectException {
            try {
                return CollectionKinds.named(type, List.of(codecs));
            } catch (RuntimeException e) {
                throw new InvalidObjectException("unknown kind of collections: " + type, e);
            }
        }
    }

    @Serial
    final Object writeReplace() {
        return new CodecProxy(kind(), codecs.toArray(Codec<?>[]::new));
    }

    @Serial
    @SuppressWarnings("DoNotCallSuggester") // serialization calls it
    final Object readResolve() throws InvalidObjectException {
        throw new InvalidObjectException("not a codec: the stream has no serialization proxy for it");
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
        return codecs.stream().map(String::valueOf).collect(Collectors.joining(", ", kind() + ".codec(", ")"));
    }
}
