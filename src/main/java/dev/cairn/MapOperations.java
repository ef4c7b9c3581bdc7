package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.map.EntryCursor;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapEntries;
import dev.cairn.internal.trie.map.MapLog;
import dev.cairn.internal.trie.map.MapTable;
import dev.cairn.internal.view.ElementFunctions;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/** Factories for the standard store, and operations composed of those of {@link PMap}. */
abstract class MapOperations<K extends @Nullable Object, V extends @Nullable Object> extends ReadableMap<K, V> {
    MapOperations(SlotCodec<K> keys, MapBase base, @Nullable MapTable table, @Nullable MapLog log, int edits) {
        super(keys, base, table, log, edits);
    }

    private PMap<K, V> self() {
        return (PMap<K, V>) this;
    }

    /** The empty map of the standard store, with {@link Codec#standard()}. */
    public static <K extends @Nullable Object, V extends @Nullable Object> PMap<K, V> empty() {
        return PMap.empty(Codec.standard(), Codec.standard());
    }

    /** An empty builder in the standard store, with {@link Codec#standard()}. */
    public static <K extends @Nullable Object, V extends @Nullable Object> PMap.Builder<K, V> builder() {
        return PMap.builder(Codec.standard(), Codec.standard());
    }

    /** A map of one entry in the standard store, with {@link Codec#standard()}. */
    public static <K extends @Nullable Object, V extends @Nullable Object> PMap<K, V> of(K key, V value) {
        return PMap.<K, V>empty().put(key, value);
    }

    /** A map of two entries, as {@link #of(Object, Object)}; for equal keys the last entry wins. */
    public static <K extends @Nullable Object, V extends @Nullable Object> PMap<K, V> of(K k1, V v1, K k2, V v2) {
        return PMap.<K, V>empty().put(k1, v1).put(k2, v2);
    }

    /** A map of three entries, as {@link #of(Object, Object)}; for equal keys the last entry wins. */
    public static <K extends @Nullable Object, V extends @Nullable Object> PMap<K, V> of(
            K k1, V v1, K k2, V v2, K k3, V v3) {
        return PMap.<K, V>empty().put(k1, v1).put(k2, v2).put(k3, v3);
    }

    /** A map of four entries, as {@link #of(Object, Object)}; for equal keys the last entry wins. */
    public static <K extends @Nullable Object, V extends @Nullable Object> PMap<K, V> of(
            K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4) {
        return PMap.<K, V>builder()
                .put(k1, v1)
                .put(k2, v2)
                .put(k3, v3)
                .put(k4, v4)
                .build();
    }

    /** A map of five entries, as {@link #of(Object, Object)}; for equal keys the last entry wins. */
    public static <K extends @Nullable Object, V extends @Nullable Object> PMap<K, V> of(
            K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4, K k5, V v5) {
        return PMap.<K, V>builder()
                .put(k1, v1)
                .put(k2, v2)
                .put(k3, v3)
                .put(k4, v4)
                .put(k5, v5)
                .build();
    }

    /** A map of six entries, as {@link #of(Object, Object)}; for equal keys the last entry wins. */
    public static <K extends @Nullable Object, V extends @Nullable Object> PMap<K, V> of(
            K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4, K k5, V v5, K k6, V v6) {
        return PMap.<K, V>builder()
                .put(k1, v1)
                .put(k2, v2)
                .put(k3, v3)
                .put(k4, v4)
                .put(k5, v5)
                .put(k6, v6)
                .build();
    }

    /** A map of seven entries, as {@link #of(Object, Object)}; for equal keys the last entry wins. */
    public static <K extends @Nullable Object, V extends @Nullable Object> PMap<K, V> of(
            K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4, K k5, V v5, K k6, V v6, K k7, V v7) {
        return PMap.<K, V>builder()
                .put(k1, v1)
                .put(k2, v2)
                .put(k3, v3)
                .put(k4, v4)
                .put(k5, v5)
                .put(k6, v6)
                .put(k7, v7)
                .build();
    }

    /** A map of eight entries, as {@link #of(Object, Object)}; for equal keys the last entry wins. */
    public static <K extends @Nullable Object, V extends @Nullable Object> PMap<K, V> of(
            K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4, K k5, V v5, K k6, V v6, K k7, V v7, K k8, V v8) {
        return PMap.<K, V>builder()
                .put(k1, v1)
                .put(k2, v2)
                .put(k3, v3)
                .put(k4, v4)
                .put(k5, v5)
                .put(k6, v6)
                .put(k7, v7)
                .put(k8, v8)
                .build();
    }

    /** A map of nine entries, as {@link #of(Object, Object)}; for equal keys the last entry wins. */
    public static <K extends @Nullable Object, V extends @Nullable Object> PMap<K, V> of(
            K k1,
            V v1,
            K k2,
            V v2,
            K k3,
            V v3,
            K k4,
            V v4,
            K k5,
            V v5,
            K k6,
            V v6,
            K k7,
            V v7,
            K k8,
            V v8,
            K k9,
            V v9) {
        return PMap.<K, V>builder()
                .put(k1, v1)
                .put(k2, v2)
                .put(k3, v3)
                .put(k4, v4)
                .put(k5, v5)
                .put(k6, v6)
                .put(k7, v7)
                .put(k8, v8)
                .put(k9, v9)
                .build();
    }

    /** A map of ten entries, as {@link #of(Object, Object)}; for equal keys the last entry wins. */
    public static <K extends @Nullable Object, V extends @Nullable Object> PMap<K, V> of(
            K k1,
            V v1,
            K k2,
            V v2,
            K k3,
            V v3,
            K k4,
            V v4,
            K k5,
            V v5,
            K k6,
            V v6,
            K k7,
            V v7,
            K k8,
            V v8,
            K k9,
            V v9,
            K k10,
            V v10) {
        return PMap.<K, V>builder()
                .put(k1, v1)
                .put(k2, v2)
                .put(k3, v3)
                .put(k4, v4)
                .put(k5, v5)
                .put(k6, v6)
                .put(k7, v7)
                .put(k8, v8)
                .put(k9, v9)
                .put(k10, v10)
                .build();
    }

    /** A map of entries, as {@link #of(Object, Object)}; for equal keys the last entry wins. O(number of entries). */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <K extends @Nullable Object, V extends @Nullable Object> PMap<K, V> ofEntries(
            Map.Entry<? extends K, ? extends V>... entries) {
        return PMap.<K, V>builder().putAll(Arrays.asList(entries)).build();
    }

    /** A map of {@code entries} in the standard store. O(n). */
    public static <K extends @Nullable Object, V extends @Nullable Object> PMap<K, V> from(
            Codec<K> keys, Codec<V> values, Map<? extends K, ? extends V> entries) {
        return PMap.from(Store.standard(), keys, values, entries);
    }

    /**
     * Collects a stream's entries into a map in the standard store, with {@link Codec#standard()}; later entries win. The entries stay
     * on the heap until the end.
     */
    public static <K extends @Nullable Object, V extends @Nullable Object>
            Collector<Map.Entry<? extends K, ? extends V>, ?, PMap<K, V>> collector() {
        return PMap.collector(Codec.standard(), Codec.standard());
    }

    /** Collects a stream's entries into a map in the standard store; later entries win. The entries stay on the heap until the end. */
    public static <K extends @Nullable Object, V extends @Nullable Object>
            Collector<Map.Entry<? extends K, ? extends V>, ?, PMap<K, V>> collector(Codec<K> keys, Codec<V> values) {
        return PMap.collector(Store.standard(), keys, values);
    }

    /**
     * Collects a stream's elements into a map in the standard store, with {@link Codec#standard()}. {@code key} and {@code value}
     * compute the entry of each element; later entries win. The elements stay on the heap until the end.
     */
    public static <T extends @Nullable Object, K extends @Nullable Object, V extends @Nullable Object>
            Collector<T, ?, PMap<K, V>> collector(
                    Function<? super T, ? extends K> key, Function<? super T, ? extends V> value) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        return ElementFunctions.<T, PMap<K, V>>collector(elements -> {
            PMap.Builder<K, V> builder = builder();
            elements.forEach(element -> builder.put(key.apply(element), value.apply(element)));
            return builder.build();
        });
    }

    /** Whether a key has the value {@code value}. The codec compares the encoded values. O(n); {@link #containsKey} takes O(log n). */
    public final boolean containsValue(V value) {
        Object prepared = valueSlots().prepare(value);
        MapEntries all = allEntries();
        try {
            boolean isFound = false;
            for (EntryCursor cursor = all.cursor(); !isFound && cursor.advance(); ) {
                isFound = all.hasValue(cursor.entry(), prepared);
                base().check();
            }
            return isFound;
        } finally {
            Reference.reachabilityFence(all);
            Reference.reachabilityFence(this);
        }
    }

    /**
     * This map with {@code value} for {@code key} if the key has no value or null. Otherwise {@code function} computes the new value
     * from the current one and {@code value}; a null result removes the entry. O(log n).
     */
    public final PMap<K, V> merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(function, "function");
        return self().compute(key, (k, old) -> old == null ? value : function.apply(old, value));
    }

    /**
     * This map with {@code value} for {@code key} if the key has an entry; else this map, unlike {@link PMap#put}. O(log n). If {@code
     * value} is a function, use {@link PMap#put}.
     */
    public final PMap<K, V> update(K key, V value) {
        Object prepared = valueSlots().prepare(value);
        return containsKey(key) ? with(keys.prepare(key), prepared) : self();
    }

    /** This map with all of {@code entries}, put in order. O(number of entries * log n), less if many entries share nodes. */
    public final PMap<K, V> putAll(Iterable<? extends Map.Entry<? extends K, ? extends V>> entries) {
        return self().toBuilder().putAll(entries).build();
    }

    /** The entries of this map for {@code keys}. O(number of keys * log n). */
    @SuppressWarnings("NullAway") // an entry can have the value null
    public final PMap<K, V> retainAll(Iterable<? extends K> keys) {
        PMap.Builder<K, V> builder = PMap.builder(store(), keyCodec(), valueCodec());
        for (K key : keys) {
            V value = get(key);
            if (value != null || containsKey(key)) {
                builder.put(key, value);
            }
        }
        return builder.build();
    }

    /** The results of {@code function} for all entries, with {@link Codec#standard()}; later entries win. O(n). */
    public final <L extends @Nullable Object, W extends @Nullable Object> PMap<L, W> map(
            BiFunction<? super K, ? super V, ? extends Map.Entry<? extends L, ? extends W>> function) {
        return map(Codec.standard(), Codec.standard(), function);
    }

    /** The results of {@code function} for all entries, with these codecs; later entries win. O(n). */
    public final <L extends @Nullable Object, W extends @Nullable Object> PMap<L, W> map(
            Codec<L> keys,
            Codec<W> values,
            BiFunction<? super K, ? super V, ? extends Map.Entry<? extends L, ? extends W>> function) {
        Objects.requireNonNull(function, "function");
        PMap.Builder<L, W> builder = PMap.builder(store(), keys, values);
        forEach((key, value) -> {
            Map.Entry<? extends L, ? extends W> entry = function.apply(key, value);
            builder.put(entry.getKey(), entry.getValue());
        });
        return builder.build();
    }
}
