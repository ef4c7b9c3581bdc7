package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.Hash;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.blob.BlobBase;
import dev.cairn.internal.trie.blob.BlobHash;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapHash;
import dev.cairn.internal.trie.map.MapType;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorHash;
import dev.cairn.internal.trie.vector.VectorType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The codecs of each kind of collection. */
final class NestedCodecs {
    static final NestedCodec<LongVector> LONGS = new NestedCodec<>(
            LongVector.class,
            List.of(),
            version -> List.of(),
            LongVector::empty,
            (core, node, scope) -> {
                VectorBase base = VectorBase.of(Store.of(core).emptyLongs().type(), node, scope);
                return new LongVector(base, null, VectorBase.size(core, node), 0);
            },
            NestedCodecs::hash);

    static final NestedCodec<IntVector> INTS = new NestedCodec<>(
            IntVector.class,
            List.of(),
            version -> List.of(),
            IntVector::empty,
            (core, node, scope) -> {
                VectorBase base = VectorBase.of(Store.of(core).emptyInts().type(), node, scope);
                return new IntVector(base, null, VectorBase.size(core, node), 0);
            },
            NestedCodecs::hash);

    static final NestedCodec<DoubleVector> DOUBLES = new NestedCodec<>(
            DoubleVector.class,
            List.of(),
            version -> List.of(),
            DoubleVector::empty,
            (core, node, scope) -> {
                VectorBase base = VectorBase.of(Store.of(core).emptyLongs().type(), node, scope);
                return new DoubleVector(base, null, VectorBase.size(core, node), 0);
            },
            (version, seed) -> VectorHash.of(
                    version.stretches(),
                    version.size,
                    seed,
                    (stretches, i, s) ->
                            Hash.of(Double.doubleToLongBits(Double.longBitsToDouble(stretches.bits(i))), s)));

    static final NestedCodec<Blob> BLOBS = new NestedCodec<>(
            Blob.class,
            List.of(),
            version -> List.of(),
            Blob::empty,
            (core, node, scope) -> new Blob(BlobBase.of(core, node, scope)),
            (version, seed) -> BlobHash.of(version.settled(), seed));

    private NestedCodecs() {}

    private static long hash(AbstractVector<?, ?> version, long seed) {
        return VectorHash.of(
                version.stretches(), version.size, seed, (stretches, i, s) -> Hash.of(stretches.bits(i), s));
    }

    /** The codec that keeps {@code version} and its like. */
    @SuppressWarnings("unchecked") // each class of versions has a codec for its own
    static <V extends Version> NestedCodec<V> of(V version) {
        Version known = version;
        return (NestedCodec<V>)
                switch (known) {
                    case LongVector v -> LONGS;
                    case IntVector v -> INTS;
                    case DoubleVector v -> DOUBLES;
                    case PVector<?> v -> vectors(v.codec());
                    case PMap<?, ?> v -> maps(v.keyCodec(), v.valueCodec());
                    case PSet<?> v -> sets(v.codec());
                    case Blob b -> BLOBS;
                };
    }

    static <E extends @Nullable Object> NestedCodec<PVector<E>> vectors(Codec<E> elements) {
        SlotCodec<E> slots = SlotCodec.of(elements);
        var types = new PerStore<>(core -> VectorType.of(core, slots), VectorType::core);
        return new NestedCodec<>(
                PVector.class,
                List.of(elements),
                version -> List.of(version.codec()),
                store -> PVector.empty(store, elements),
                (core, node, scope) -> {
                    VectorBase base = VectorBase.of(types.of(core), node, scope);
                    return new PVector<>(elements, slots, base, null, VectorBase.size(core, node), 0);
                },
                (version, seed) -> VectorHash.of(
                        version.stretches(),
                        version.size,
                        seed,
                        (stretches, i, s) -> Encoded.hash(slots, version.core(), stretches, i, s)));
    }

    static <K extends @Nullable Object, V extends @Nullable Object> NestedCodec<PMap<K, V>> maps(
            Codec<K> keys, Codec<V> values) {
        SlotCodec<K> keySlots = SlotCodec.of(keys);
        SlotCodec<V> valueSlots = SlotCodec.of(values);
        var types = new PerStore<>(core -> MapType.of(core, keySlots, valueSlots), MapType::core);
        return new NestedCodec<>(
                PMap.class,
                List.of(keys, values),
                version -> List.of(version.keyCodec(), version.valueCodec()),
                store -> PMap.empty(store, keys, values),
                (core, node, scope) -> {
                    MapBase base = MapBase.of(types.of(core), node, scope);
                    return new PMap<>(keySlots, valueSlots, base, null, null, 0);
                },
                (version, seed) -> MapHash.of(version.entriesToRead(), seed));
    }

    static <E extends @Nullable Object> NestedCodec<PSet<E>> sets(Codec<E> elements) {
        SlotCodec<E> slots = SlotCodec.of(elements);
        var types = new PerStore<>(core -> MapType.of(core, slots, null), MapType::core);
        return new NestedCodec<>(
                PSet.class,
                List.of(elements),
                version -> List.of(version.codec()),
                store -> PSet.empty(store, elements),
                (core, node, scope) -> {
                    MapBase base = MapBase.of(types.of(core), node, scope);
                    return new PSet<>(slots, base, null, null, 0);
                },
                (version, seed) -> MapHash.of(version.entriesToRead(), seed));
    }
}
