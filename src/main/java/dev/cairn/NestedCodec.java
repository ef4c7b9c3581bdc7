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
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps whole collections of one kind, each as one counted reference to a header or a leaf: as elements of other collections, and in
 * atoms.
 */
@SuppressWarnings("serial") // never written: a stream has its form
final class NestedCodec<V extends Version> implements Codec<V>, SlotCodec<V>, StreamCodec<V>, CodecParts, Serializable {
    /*
     * What is prepared is a version, in which changes may wait until it is saved; so a collection in one that waits itself costs what
     * it costs alone. One that is confined to a scope is written at once: its header counts its nodes, so they outlive the scope,
     * and what is loaded is confined to the scope that is open then. A prepared version of another store is compared, too, but
     * element by element, decoded; it is never saved, so that never happens under a stripe.
     *
     * What codecs are made of can come from outside, nested deeply: so what is asked of all parts is known from the beginning,
     * and the name is made when it is needed.
     */
    private static final Shape SHAPE = new Shape(Integer.BYTES, 0);

    private final Class<?> type;
    private final List<?> form;
    private final int hashCode;
    private final boolean portable;
    private final boolean comparesByUserCode;
    private final Function<V, List<?>> formOf;
    private final Function<Store, V> empty;
    private final Maker<V> maker;
    private final Copier<V> copier;
    private final ToHash<V> hash;
    private transient Labels.@Nullable Labelled label;

    /**
     * A codec for collections of the class {@code type}.
     *
     * @param form the codecs of what is in them
     * @param formOf the same, of one of them
     */
    NestedCodec(
            Class<?> type,
            List<?> form,
            Function<V, List<?>> formOf,
            Function<Store, V> empty,
            Maker<V> maker,
            Copier<V> copier,
            ToHash<V> hash) {
        this.type = type;
        this.form = form;
        this.hashCode = 31 * type.hashCode() + form.hashCode();
        this.portable = form.stream().allMatch(codec -> SlotCodec.of(codec).isPortable());
        this.comparesByUserCode =
                form.stream().anyMatch(codec -> SlotCodec.of(codec).comparesByUserCode());
        this.formOf = formOf;
        this.empty = empty;
        this.maker = maker;
        this.copier = copier;
        this.hash = hash;
    }

    /** Makes versions again. */
    @FunctionalInterface
    interface Maker<V> {
        /** The version that the header or leaf {@code node} is of; borrows it. */
        V make(Core core, int node, @Nullable ScopeState scope);
    }

    /** Copies small versions to the heap. */
    @FunctionalInterface
    interface Copier<V> {
        /** A version on the heap that is equal to what the header or leaf {@code node} is of, if that is small; else null. Borrows it. */
        @Nullable
        V copy(Core core, int node, @Nullable ScopeState scope);
    }

    /** Hashes versions. */
    @FunctionalInterface
    interface ToHash<V> {
        /** The hash of what is in {@code version}; the caller fences. */
        long hash(V version, long seed);
    }

    @Override
    public String kind() {
        return type.getSimpleName();
    }

    @Override
    public List<?> parts() {
        return form;
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

    /** The empty collection of {@code store}. */
    V empty(Store store) {
        return empty.apply(store);
    }

    /** All that {@code settled} refers to in its store. */
    Base base(V settled) {
        return inside(settled).settled();
    }

    /** Whether {@code store} knows how such collections keep their elements, or has much room to learn more of that, for good. */
    boolean isSparedBy(Store store) {
        return form.stream()
                .map(codec -> SlotCodec.of(codec).shape())
                .reduce(Shape::and)
                .map(store.core().shapes()::spares)
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
        return maker.make(core, node, null);
    }

    /** A version made again from the header {@code node}, which owns the count of it that {@code own} returns. */
    V revive(Core core, Stripe stripe, int node, IntUnaryOperator own, @Nullable ScopeState scope) {
        V version = maker.make(core, node, scope);
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
        if (!formOf.apply(version).equals(form)) {
            throw new CodecException(
                    toString(),
                    "was given what " + NestedCodecs.of(version) + " keeps; "
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
        Store.of(core).checkOwn(version);
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
        V few = copier.copy(core, node, core.scope());
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
        return portable || form.stream().allMatch(codec -> SlotCodec.of(codec).mayBePortable());
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
            return hash.hash(version, seed);
        } finally {
            Reference.reachabilityFence(version);
        }
    }

    @Override
    public long hashAt(Core core, long at, long seed) {
        return hash.hash(borrow(core, node(core, at)), seed);
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

    @Serial
    private Object writeReplace() {
        return NestedForm.of(kind(), form);
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a codec itself, where a stream has a form of it only");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof NestedCodec<?> that
                        && hashCode == that.hashCode
                        && type == that.type
                        && form.equals(that.form));
    }

    @Override
    public int hashCode() {
        return hashCode;
    }

    @Override
    public String toString() {
        StringBuilder name = new StringBuilder(kind()).append(".codec(");
        for (int i = 0; i < form.size(); i++) {
            name.append(i == 0 ? "" : ", ").append(form.get(i));
        }
        return name.append(')').toString();
    }
}
