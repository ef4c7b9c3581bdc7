package dev.cairn;

import dev.cairn.codec.CodecException;
import dev.cairn.internal.life.Base;
import dev.cairn.internal.life.Confinement;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorHash;
import dev.cairn.internal.trie.vector.VectorType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps vectors. */
final class VectorCodec<V extends AbstractVector<V> & Version> extends NestedCodec<V> {
    private final Object elements;
    private final Function<Core, VectorType> types;
    private final Maker<V> maker;
    private final ElementHash hash;

    /**
     * A codec for vectors of one class.
     *
     * @param elements how they keep their elements; equal for vectors that keep them in the same way
     * @param types their geometry in a store
     */
    VectorCodec(
            String name,
            Class<?> type,
            Object elements,
            Function<Core, VectorType> types,
            Maker<V> maker,
            ElementHash hash) {
        super(name, type);
        this.elements = elements;
        this.types = types;
        this.maker = maker;
        this.hash = hash;
    }

    /** Makes a version over a base. */
    @FunctionalInterface
    interface Maker<V> {
        V make(VectorBase base, int size);
    }

    /** Hashes an element in its store. */
    @FunctionalInterface
    interface ElementHash {
        long hashAt(Core core, long at, long seed);
    }

    @Override
    void requireSameElements(V version) {
        if (!version.elements().equals(elements)) {
            throw new CodecException(toString(), "was given a vector that keeps its elements by " + version.elements());
        }
    }

    @Override
    V settle(V version) {
        return version.settledVersion();
    }

    @Override
    V keep(V settled) {
        return settled.kept();
    }

    @Override
    Base base(V settled) {
        return settled.base;
    }

    @Override
    int size(V settled) {
        return settled.size;
    }

    @Override
    V borrow(Core core, int node, @Nullable Confinement scope) {
        VectorBase base = VectorBase.of(types.apply(core), node, scope);
        return maker.make(base, VectorBase.size(core, node));
    }

    @Override
    long hashOf(V settled, long seed) {
        Core core = settled.core();
        return VectorHash.of(settled.base, settled.size, seed, (at, s) -> hash.hashAt(core, at, s));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VectorCodec<?> that && type() == that.type() && elements.equals(that.elements);
    }

    @Override
    public int hashCode() {
        return 31 * type().hashCode() + elements.hashCode();
    }
}
