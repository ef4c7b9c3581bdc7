package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;
import dev.cairn.internal.life.Base;
import dev.cairn.internal.life.Confinement;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Shape;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.slot.SlotCodec;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps whole collections of one kind, each as one counted reference to a header: as elements of other collections, and in
 * atoms.
 */
abstract class NestedCodec<V extends Version> implements Codec<V>, SlotCodec<V> {
    /*
     * What is prepared is a version in which no update waits. It may be confined to a scope: its header counts its nodes, so
     * they outlive the scope, and what is loaded is confined to the scope that is open then.
     */
    private static final Shape SHAPE = new Shape(Integer.BYTES, 0);

    private final String name;
    private final Class<?> type;

    NestedCodec(String name, Class<?> type) {
        this.name = name;
        this.type = type;
    }

    /** The codec that keeps {@code version} and its like. */
    @SuppressWarnings("unchecked") // each class of versions has a codec for its own
    static <V extends Version> NestedCodec<V> of(V version) {
        Version known = version;
        return (NestedCodec<V>) AbstractVector.of(known).nested();
    }

    /** Throws unless {@code version}, which is of the right class, keeps its elements as this codec's collections do. */
    abstract void requireSameElements(V version);

    /** A version equal to {@code version} in which no update waits. */
    abstract V settle(V version);

    /** A version equal to {@code settled} that no scope ends. */
    abstract V keep(V settled);

    /** All that {@code settled} refers to in its store. */
    abstract Base base(V settled);

    abstract int size(V settled);

    /** The version that the header {@code node} is of, without owning it. */
    abstract V borrow(Core core, int node, @Nullable Confinement scope);

    abstract long hashOf(V settled, long seed);

    /** A version made again from the header {@code node}: takes it. */
    final V revive(Core core, Stripe stripe, int node, @Nullable Confinement scope) {
        V version = borrow(core, node, scope);
        stripe.register(base(version), node, 0);
        return version;
    }

    /** What is kept of {@code value}, unless it is null or of another kind. */
    @SuppressWarnings("unchecked") // tested by its class, and by how it keeps its elements
    final V require(@Nullable Object value) {
        if (value == null) {
            throw new NullPointerException(name + " has no null");
        }
        if (!type.isInstance(value)) {
            throw new CodecException(name, "was given a " + value.getClass().getName());
        }
        V version = (V) value;
        requireSameElements(version);
        return settle(version);
    }

    @Override
    public final Shape shape() {
        return SHAPE;
    }

    @Override
    public final Object prepare(V value) {
        return require(value);
    }

    @Override
    public final void check(Core core, Object prepared) {
        Store.of(core).checkOwn(restore(prepared));
    }

    @Override
    @SuppressWarnings("unchecked") // what prepare returned
    public final V restore(Object prepared) {
        return (V) prepared;
    }

    private static int node(Core core, long at) {
        return core.memory().getInt(at);
    }

    @Override
    public final V load(Core core, long at) {
        int node = node(core, at);
        return core.change(stripe -> revive(core, stripe, core.counts().raise(node), core.confinement()));
    }

    @Override
    public final void save(Core core, Stripe stripe, long at, Object prepared) {
        check(core, prepared);
        V settled = restore(prepared);
        try {
            core.memory().setInt(at, base(settled).keepHeader(stripe, size(settled)));
        } finally {
            Reference.reachabilityFence(settled);
        }
    }

    @Override
    public final long hash(Object prepared, long seed) {
        V settled = restore(prepared);
        try {
            return hashOf(settled, seed);
        } finally {
            Reference.reachabilityFence(settled);
        }
    }

    @Override
    public final long hashAt(Core core, long at, long seed) {
        return hashOf(borrow(core, node(core, at), null), seed);
    }

    @Override
    public final boolean isAt(Core core, long at, Object prepared) {
        return borrow(core, node(core, at), null).equals(prepared);
    }

    @Override
    public final boolean isSame(Core core, long a, long b) {
        int left = node(core, a);
        int right = node(core, b);
        return left == right || borrow(core, left, null).equals(borrow(core, right, null));
    }

    /** The class of the collections. */
    final Class<?> type() {
        return type;
    }

    @Override
    public final String toString() {
        return name;
    }
}
