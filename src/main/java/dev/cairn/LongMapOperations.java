package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapEntries;
import dev.cairn.internal.trie.map.MapLog;
import dev.cairn.internal.trie.map.MapTable;
import dev.cairn.internal.view.ElementFunctions;
import java.lang.ref.Reference;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/** Factories for the standard store, what is read of a {@link LongMap}, and operations composed of its own. */
abstract class LongMapOperations<V extends @Nullable Object> extends LongKeyed<V, LongMap<V>> {
    LongMapOperations(SlotCodec<V> values, MapBase base, @Nullable MapTable table, @Nullable MapLog log, int edits) {
        super(values, base, table, log, edits);
    }

    private LongMap<V> self() {
        return (LongMap<V>) this;
    }

    @Override
    final boolean hasPortableValue(MapEntries in, long entry) {
        return values.isPortable(value(in, entry));
    }

    /** The value of an entry of {@code entries}, in a map with the same codec; the caller fences. */
    @SuppressWarnings({"unchecked", "NullAway"}) // decoded by its codec
    private V value(MapEntries entries, long entry) {
        return (V) entries.value(entry);
    }

    /** The empty map of the standard store, with {@link Codec#standard()}. */
    public static <V extends @Nullable Object> LongMap<V> empty() {
        return empty(Codec.standard());
    }

    /** The empty map of the standard store. */
    public static <V extends @Nullable Object> LongMap<V> empty(Codec<V> values) {
        return LongMap.empty(Store.standard(), values);
    }

    /** A map of one entry in the standard store, with {@link Codec#standard()}. */
    public static <V extends @Nullable Object> LongMap<V> of(long key, V value) {
        return LongMapOperations.<V>empty().put(key, value);
    }

    /** A map of two entries in the standard store, with {@link Codec#standard()}; for equal keys the last entry wins. */
    public static <V extends @Nullable Object> LongMap<V> of(long k1, V v1, long k2, V v2) {
        return LongMapOperations.<V>of(k1, v1).put(k2, v2);
    }

    /** A map of three entries in the standard store, with {@link Codec#standard()}; for equal keys the last entry wins. */
    public static <V extends @Nullable Object> LongMap<V> of(long k1, V v1, long k2, V v2, long k3, V v3) {
        return LongMapOperations.<V>of(k1, v1, k2, v2).put(k3, v3);
    }

    /** A map of {@code entries} in the standard store. O(n). */
    public static <V extends @Nullable Object> LongMap<V> from(Codec<V> values, Map<Long, ? extends V> entries) {
        return LongMap.from(Store.standard(), values, entries);
    }

    /** An empty builder in the standard store, with {@link Codec#standard()}. */
    public static <V extends @Nullable Object> LongMap.Builder<V> builder() {
        return builder(Codec.standard());
    }

    /** An empty builder in the standard store. */
    public static <V extends @Nullable Object> LongMap.Builder<V> builder(Codec<V> values) {
        return LongMap.builder(Store.standard(), values);
    }

    /**
     * Collects a stream's elements into a map in the standard store, with {@link Codec#standard()}. {@code key} and {@code value}
     * compute the entry of each element; later entries win. The elements stay on the heap until the end.
     */
    public static <T extends @Nullable Object, V extends @Nullable Object> Collector<T, ?, LongMap<V>> collector(
            ToLongFunction<? super T> key, Function<? super T, ? extends V> value) {
        return LongMap.collector(Store.standard(), Codec.standard(), key, value);
    }

    /** The codec of the values. */
    @SuppressWarnings("unchecked") // the result of SlotCodec.of for this codec
    public final Codec<V> valueCodec() {
        return (Codec<V>) values;
    }

    /** The value of {@code key}; null if there is none. O(log n), and the decoding. */
    public final @Nullable V get(long key) {
        long hash = checkedHash(key);
        try {
            int change = edits == 0 ? -1 : pending(hash, key, null);
            if (change >= 0) {
                Object value = log().removes(change) ? null : log().preparedValue(change);
                return value == null ? null : values.restore(value);
            }
            MapEntries entries = underlying();
            long entry = entries.find(hash, key, null);
            return entry == 0 ? null : value(entries, entry);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The value of {@code key}; {@code otherwise} if there is none. O(log n), and the decoding. */
    @SuppressWarnings("NullAway") // an entry can have the value null
    public final V getOrDefault(long key, V otherwise) {
        V value = get(key);
        return value != null || containsKey(key) ? value : otherwise;
    }

    /** This map, with {@code value} for {@code key} if the key has no value or null. O(log n). */
    public final LongMap<V> putIfAbsent(long key, V value) {
        Object prepared = values.prepare(value);
        return get(key) == null ? with(key, null, 0, prepared) : self();
    }

    /** This map with {@code value} for {@code key} if the key has an entry; else this map, unlike {@link LongMap#put}. O(log n). */
    public final LongMap<V> update(long key, V value) {
        Object prepared = values.prepare(value);
        return containsKey(key) ? with(key, null, 0, prepared) : self();
    }

    /** This map with the result of {@code function} as the value of {@code key}; unchanged if the key has no entry. O(log n). */
    @SuppressWarnings("NullAway") // an entry can have the value null
    public final LongMap<V> update(long key, UnaryOperator<V> function) {
        if (function == null) {
            return update(key, (V) null); // as in PMap.update
        }
        V value = get(key);
        return value != null || containsKey(key) ? self().put(key, function.apply(value)) : self();
    }

    /**
     * This map with {@code value} for {@code key} if the key has no value or null. Otherwise {@code function} computes the new value
     * from the current one and {@code value}; a null result removes the entry. O(log n).
     */
    public final LongMap<V> merge(long key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(function, "function");
        V old = get(key);
        V merged = old == null ? value : function.apply(old, value);
        return merged == null ? remove(key) : self().put(key, merged);
    }

    /** This map without entries for {@code keys}. O(number of keys * log n). */
    public final LongMap<V> removeAll(long... keys) {
        LongMap.Builder<V> builder = self().toBuilder();
        for (long key : keys) {
            builder.remove(key);
        }
        return orThis(builder.build());
    }

    /** The entries that {@code predicate} accepts. O(n). */
    public final LongMap<V> filter(LongMap.EntryPredicate<? super V> predicate) {
        Objects.requireNonNull(predicate, "predicate");
        return filtered((in, entry) -> predicate.test(in.keyBits(entry), value(in, entry)));
    }

    /** This map with the results of {@code function} as values. O(n). */
    public final LongMap<V> mapValues(UnaryOperator<V> function) {
        return orThis(mapInto(self().toBuilder(), function));
    }

    /** The keys of this map with the results of {@code function} as values, encoded by {@code codec}. O(n). */
    public final <W extends @Nullable Object> LongMap<W> mapValues(
            Codec<W> codec, Function<? super V, ? extends W> function) {
        return mapInto(LongMap.builder(store(), codec), function);
    }

    private <W extends @Nullable Object> LongMap<W> mapInto(
            LongMap.Builder<W> builder, Function<? super V, ? extends W> function) {
        Objects.requireNonNull(function, "function");
        forEach((key, value) -> builder.put(key, function.apply(value)));
        return builder.build();
    }

    /** Calls {@code action} with each key and its value. O(n). */
    public final void forEach(LongMap.EntryConsumer<? super V> action) {
        Objects.requireNonNull(action, "action");
        MapEntries all = entriesToRead();
        eachEntry(all, entry -> action.accept(all.keyBits(entry), value(all, entry)));
    }

    /** A read-only view of the values of this version. O(1). */
    public final Collection<V> values() {
        return toPMap().values();
    }

    @Override
    final int countHash() {
        MapEntries all = entriesToRead();
        int[] sum = new int[1];
        eachEntry(
                all,
                entry ->
                        sum[0] += Long.hashCode(all.keyBits(entry)) ^ ElementFunctions.hash(values, value(all, entry)));
        return sum[0];
    }
}
