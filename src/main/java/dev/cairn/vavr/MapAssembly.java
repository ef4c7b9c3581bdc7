package dev.cairn.vavr;

import dev.cairn.PMap;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import io.vavr.Tuple2;

/** Makes a map of entries one after another; goes over to other codecs where the default ones do not take them. */
final class MapAssembly<K, V> {
    private final Store store;
    private Codec<K> keys;
    private Codec<V> values;
    private PMap.Builder<K, V> entries;

    private MapAssembly(Store store, Codec<K> keys, Codec<V> values, PMap.Builder<K, V> entries) {
        this.store = store;
        this.keys = keys;
        this.values = values;
        this.entries = entries;
    }

    /** An empty one, with the default codecs in the standard store. */
    static <K, V> MapAssembly<K, V> begin() {
        return after(HashMap.<K, V>empty().entries);
    }

    /** An empty one in the form of {@code form}. */
    static <K, V> MapAssembly<K, V> like(PMap<K, V> form) {
        return in(form.store(), form.keyCodec(), form.valueCodec());
    }

    /** An empty one for keys in the form of those of {@code form}, and other values. */
    static <K, V> MapAssembly<K, V> withKeysLike(PMap<K, ?> form) {
        return in(form.store(), form.keyCodec(), Defaults.any());
    }

    private static <K, V> MapAssembly<K, V> in(Store store, Codec<K> keys, Codec<V> values) {
        return new MapAssembly<>(store, keys, values, PMap.builder(store, keys, values));
    }

    /** One that begins with {@code entries}. */
    static <K, V> MapAssembly<K, V> after(PMap<K, V> entries) {
        return new MapAssembly<>(entries.store(), entries.keyCodec(), entries.valueCodec(), entries.toBuilder());
    }

    MapAssembly<K, V> put(K key, V value) {
        Codec<K> grownKeys = Defaults.grown(keys, key);
        Codec<V> grownValues = Defaults.grown(values, value);
        if (!grownKeys.equals(keys) || !grownValues.equals(values)) {
            keys = grownKeys;
            values = grownValues;
            entries = PMap.builder(store, keys, values).putAll(entries.build());
        }
        entries.put(key, value);
        return this;
    }

    MapAssembly<K, V> put(Tuple2<? extends K, ? extends V> entry) {
        return put(entry._1, entry._2);
    }

    MapAssembly<K, V> putAll(Iterable<? extends Tuple2<? extends K, ? extends V>> more) {
        more.forEach(this::put);
        return this;
    }

    MapAssembly<K, V> remove(K key) {
        entries = Defaults.find(keys, key, entries::remove, entries);
        return this;
    }

    PMap<K, V> build() {
        return entries.build();
    }

    /** {@code entries}, with codecs that take {@code key} and {@code value} too. */
    static <K, V> PMap<K, V> grown(PMap<K, V> entries, K key, V value) {
        Codec<K> keys = Defaults.grown(entries.keyCodec(), key);
        Codec<V> values = Defaults.grown(entries.valueCodec(), value);
        return keys.equals(entries.keyCodec()) && values.equals(entries.valueCodec())
                ? entries
                : PMap.builder(entries.store(), keys, values).putAll(entries).build();
    }
}
