package dev.cairn.vavr;

import dev.cairn.PMap;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import io.vavr.Tuple2;
import java.util.Objects;
import java.util.function.Function;

/** Builds a map from tuples. */
final class MapAssembly<K, V> {
    static final PMap<Object, Object> EMPTY = PMap.empty(Defaults.codec(), Defaults.codec());

    private final Codec<K> keys;
    private PMap.Builder<K, V> entries;

    private MapAssembly(Codec<K> keys, PMap.Builder<K, V> entries) {
        this.keys = keys;
        this.entries = entries;
    }

    /** Begins empty, with the default codecs in the standard store. */
    @SuppressWarnings("unchecked") // it has no entries
    static <K, V> MapAssembly<K, V> begin() {
        return after((PMap<K, V>) EMPTY);
    }

    /** Begins empty, with the codecs of {@code form} in its store. */
    static <K, V> MapAssembly<K, V> like(PMap<K, V> form) {
        return in(form.store(), form.keyCodec(), form.valueCodec());
    }

    /** Begins empty, with the key codec of {@code form} and the default codec for values, in its store. */
    static <K, V> MapAssembly<K, V> withKeysLike(PMap<K, ?> form) {
        return in(form.store(), form.keyCodec(), Defaults.codec());
    }

    private static <K, V> MapAssembly<K, V> in(Store store, Codec<K> keys, Codec<V> values) {
        return new MapAssembly<>(keys, PMap.builder(store, keys, values));
    }

    /** Begins with {@code entries}. */
    static <K, V> MapAssembly<K, V> after(PMap<K, V> entries) {
        return new MapAssembly<>(entries.keyCodec(), entries.toBuilder());
    }

    MapAssembly<K, V> put(K key, V value) {
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

    /** A map of the keys and values that the mappers return for {@code elements}. */
    static <T, K, V> PMap<K, V> of(
            Iterable<? extends T> elements,
            Function<? super T, ? extends K> keyMapper,
            Function<? super T, ? extends V> valueMapper) {
        Objects.requireNonNull(keyMapper, "keyMapper is null");
        Objects.requireNonNull(valueMapper, "valueMapper is null");
        MapAssembly<K, V> entries = begin();
        elements.forEach(element -> entries.put(keyMapper.apply(element), valueMapper.apply(element)));
        return entries.build();
    }

    /** A map of the entries that {@code entryMapper} returns for {@code elements}. */
    static <T, K, V> PMap<K, V> of(
            Iterable<? extends T> elements,
            Function<? super T, ? extends Tuple2<? extends K, ? extends V>> entryMapper) {
        Objects.requireNonNull(entryMapper, "entryMapper is null");
        MapAssembly<K, V> entries = begin();
        elements.forEach(element -> entries.put(entryMapper.apply(element)));
        return entries.build();
    }
}
