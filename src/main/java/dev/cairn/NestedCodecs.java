package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Confinement;
import dev.cairn.internal.slot.Hash;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.blob.BlobBase;
import dev.cairn.internal.trie.blob.BlobHash;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapCopy;
import dev.cairn.internal.trie.map.MapTable;
import dev.cairn.internal.trie.map.MapType;
import dev.cairn.internal.trie.vector.HeapVector;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorCopy;
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
                VectorBase base = Store.of(core).emptyLongs().of(node, scope);
                return new LongVector(base, null, VectorBase.size(core, node), 0);
            },
            (core, node, scope) -> copy(LongVector.empty(Store.of(core)), node),
            NestedCodecs::hash);

    static final NestedCodec<IntVector> INTS = new NestedCodec<>(
            IntVector.class,
            List.of(),
            version -> List.of(),
            IntVector::empty,
            (core, node, scope) -> {
                VectorBase base = Store.of(core).emptyInts().of(node, scope);
                return new IntVector(base, null, VectorBase.size(core, node), 0);
            },
            (core, node, scope) -> copy(IntVector.empty(Store.of(core)), node),
            NestedCodecs::hash);

    static final NestedCodec<DoubleVector> DOUBLES = new NestedCodec<>(
            DoubleVector.class,
            List.of(),
            version -> List.of(),
            DoubleVector::empty,
            (core, node, scope) -> {
                VectorBase base = Store.of(core).emptyLongs().of(node, scope);
                return new DoubleVector(base, null, VectorBase.size(core, node), 0);
            },
            (core, node, scope) -> copy(DoubleVector.empty(Store.of(core)), node),
            (version, seed) -> version.stretches()
                    .hash(
                            seed,
                            (stretches, i, s) ->
                                    Hash.of(Double.doubleToLongBits(Double.longBitsToDouble(stretches.bits(i))), s)));

    static final NestedCodec<Blob> BLOBS = new NestedCodec<>(
            Blob.class,
            List.of(),
            version -> List.of(),
            Blob::empty,
            (core, node, scope) -> new Blob(BlobBase.of(core, node, scope)),
            (core, node, scope) -> null,
            (version, seed) -> BlobHash.of(version.settled(), seed));

    private NestedCodecs() {}

    private static long hash(AbstractVector<?, ?> version, long seed) {
        return version.stretches().hash(seed, (stretches, i, s) -> Hash.of(stretches.bits(i), s));
    }

    /** A base like {@code empty} that dies with {@code scope}, if with any. */
    private static MapBase within(MapBase empty, @Nullable Confinement scope) {
        return scope == null ? empty : MapBase.empty(empty.type(), scope);
    }

    /** A version like {@code empty} with the elements of what the header or leaf {@code node} is of, if it is small; else null. */
    private static <V extends AbstractVector<?, V>> @Nullable V copy(V empty, int node) {
        HeapVector few = VectorCopy.load(empty.base().type(), node);
        return few == null ? null : empty.small(few, few.capacity());
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
        var none = new PerStore<>(core -> VectorBase.empty(VectorType.of(core, slots)), VectorBase::core);
        return new NestedCodec<>(
                PVector.class,
                List.of(elements),
                version -> List.of(version.codec()),
                store -> PVector.empty(store, elements),
                (core, node, scope) -> {
                    VectorBase base = none.of(core).of(node, scope);
                    return new PVector<>(elements, slots, base, null, VectorBase.size(core, node), 0);
                },
                (core, node, scope) -> copy(new PVector<>(elements, slots, none.of(core), null, 0, 0), node),
                (version, seed) -> version.stretches()
                        .hash(seed, (stretches, i, s) -> Encoded.hash(slots, version.core(), stretches, i, s)));
    }

    static <K extends @Nullable Object, V extends @Nullable Object> NestedCodec<PMap<K, V>> maps(
            Codec<K> keys, Codec<V> values) {
        SlotCodec<K> keySlots = SlotCodec.of(keys);
        SlotCodec<V> valueSlots = SlotCodec.of(values);
        var none = new PerStore<>(core -> MapBase.empty(MapType.of(core, keySlots, valueSlots)), MapBase::core);
        return new NestedCodec<>(
                PMap.class,
                List.of(keys, values),
                version -> List.of(version.keyCodec(), version.valueCodec()),
                store -> PMap.empty(store, keys, values),
                (core, node, scope) -> {
                    MapBase empty = none.of(core);
                    MapTable packed = MapCopy.ofPacked(empty.type(), node);
                    MapBase base = packed == null ? MapBase.of(empty.type(), node, scope) : within(empty, scope);
                    return new PMap<>(keySlots, valueSlots, base, packed, null, 0);
                },
                (core, node, scope) -> {
                    MapBase empty = none.of(core);
                    MapTable few = MapCopy.of(empty.type(), node);
                    return few == null ? null : new PMap<>(keySlots, valueSlots, within(empty, scope), few, null, 0);
                },
                (version, seed) -> version.entriesToRead().contentHash(seed));
    }

    static <E extends @Nullable Object> NestedCodec<PSet<E>> sets(Codec<E> elements) {
        SlotCodec<E> slots = SlotCodec.of(elements);
        var none = new PerStore<>(core -> MapBase.empty(MapType.of(core, slots, null)), MapBase::core);
        return new NestedCodec<>(
                PSet.class,
                List.of(elements),
                version -> List.of(version.codec()),
                store -> PSet.empty(store, elements),
                (core, node, scope) -> {
                    MapBase empty = none.of(core);
                    MapTable packed = MapCopy.ofPacked(empty.type(), node);
                    MapBase base = packed == null ? MapBase.of(empty.type(), node, scope) : within(empty, scope);
                    return new PSet<>(slots, base, packed, null, 0);
                },
                (core, node, scope) -> {
                    MapBase empty = none.of(core);
                    MapTable few = MapCopy.of(empty.type(), node);
                    return few == null ? null : new PSet<>(slots, within(empty, scope), few, null, 0);
                },
                (version, seed) -> version.entriesToRead().contentHash(seed));
    }
}
