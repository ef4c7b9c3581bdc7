package dev.cairn.vavr;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.codec.Codec;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.Iterator;
import io.vavr.collection.Set;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collector;
import java.util.stream.Stream;

/**
 * A map with the interface of {@code io.vavr.collection.HashMap}, over a {@link PMap} off the heap. Each operation does what Vavr's
 * operation of the same name does. Costs are those of {@link PMap}.
 *
 * <p>Codecs and store are chosen as for a {@link Vector}. With the default codec, keys are compared by their {@code equals}. If two equal
 * keys are put in one bulk operation, either may be kept. The order of the entries differs from store to store, and has no meaning.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public final class HashMap<K, V> extends MapParts<K, V, HashMap<K, V>> implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final HashMap<?, ?> EMPTY = new HashMap<>(MapAssembly.EMPTY);

    private HashMap(PMap<K, V> entries) {
        super(entries);
    }

    /** A map of {@code entries}, which it shares. */
    static <K, V> HashMap<K, V> over(PMap<K, V> entries) {
        return entries.isEmpty() && Defaults.isDefault(entries) ? empty() : new HashMap<>(entries);
    }

    @Override
    HashMap<K, V> wrap(PMap<K, V> others) {
        return over(others);
    }

    @Override
    HashMap<K, V> wrapSome(PMap<K, V> others) {
        return new HashMap<>(others);
    }

    @Override
    HashMap<K, V> all(Iterable<? extends Tuple2<? extends K, ? extends V>> others) {
        return ofEntries(others);
    }

    /** The empty map. */
    @SuppressWarnings("unchecked") // it has no entries
    public static <K, V> HashMap<K, V> empty() {
        return (HashMap<K, V>) EMPTY;
    }

    /** Collects a stream's entries; later ones win. */
    @SuppressWarnings("NonApiType") // as Vavr's
    public static <K, V> Collector<Tuple2<K, V>, ArrayList<Tuple2<K, V>>, HashMap<K, V>> collector() {
        return Defaults.collector(HashMap::ofEntries);
    }

    /** Collects a stream's values by the keys that {@code keyMapper} returns for them; later ones win. */
    @SuppressWarnings("NonApiType") // as Vavr's
    public static <K, V, T extends V> Collector<T, ArrayList<T>, HashMap<K, V>> collector(
            Function<? super T, ? extends K> keyMapper) {
        return collector(keyMapper, value -> value);
    }

    /** Collects the values that {@code valueMapper} returns, by the keys that {@code keyMapper} returns; later ones win. */
    @SuppressWarnings("NonApiType") // as Vavr's
    public static <K, V, T> Collector<T, ArrayList<T>, HashMap<K, V>> collector(
            Function<? super T, ? extends K> keyMapper, Function<? super T, ? extends V> valueMapper) {
        Objects.requireNonNull(keyMapper, "keyMapper is null");
        Objects.requireNonNull(valueMapper, "valueMapper is null");
        return Defaults.collector(elements -> over(MapAssembly.of(elements, keyMapper, valueMapper)));
    }

    /** {@code hashMap}, as a map of wider key and value types. */
    @SuppressWarnings("unchecked") // it is only read, and its derived versions may have the wider types
    public static <K, V> HashMap<K, V> narrow(HashMap<? extends K, ? extends V> hashMap) {
        return (HashMap<K, V>) hashMap;
    }

    /** A map of one entry. */
    public static <K, V> HashMap<K, V> of(Tuple2<? extends K, ? extends V> entry) {
        return HashMap.<K, V>empty().put(entry);
    }

    /** A map of the entries of {@code map}. O(n). */
    @JsonCreator
    public static <K, V> HashMap<K, V> ofAll(Map<? extends K, ? extends V> map) {
        Objects.requireNonNull(map, "map is null");
        MapAssembly<K, V> entries = MapAssembly.begin();
        map.forEach(entries::put);
        return over(entries.build());
    }

    /** A map over {@code entries}, with their codecs and store. O(1). */
    public static <K, V> HashMap<K, V> ofAll(PMap<K, V> entries) {
        return over(Objects.requireNonNull(entries, "entries is null"));
    }

    /** A map of the keys and values that the mappers return for a stream's elements; later ones win. */
    public static <T, K, V> HashMap<K, V> ofAll(
            Stream<? extends T> stream,
            Function<? super T, ? extends K> keyMapper,
            Function<? super T, ? extends V> valueMapper) {
        Objects.requireNonNull(stream, "stream is null");
        return stream.sequential().collect(HashMap.<K, V, T>collector(keyMapper, valueMapper));
    }

    /** A map of the entries that {@code entryMapper} returns for a stream's elements; later ones win. */
    public static <T, K, V> HashMap<K, V> ofAll(
            Stream<? extends T> stream, Function<? super T, Tuple2<? extends K, ? extends V>> entryMapper) {
        Objects.requireNonNull(stream, "stream is null");
        Objects.requireNonNull(entryMapper, "entryMapper is null");
        return ofEntries(Iterator.<T>ofAll(stream.iterator()).map(entryMapper));
    }

    /** A map of one entry. */
    public static <K, V> HashMap<K, V> of(K key, V value) {
        return HashMap.<K, V>empty().put(key, value);
    }

    /** A map of two entries; later ones win. */
    public static <K, V> HashMap<K, V> of(K k1, V v1, K k2, V v2) {
        return of(k1, v1).put(k2, v2);
    }

    /** A map of three entries; later ones win. */
    public static <K, V> HashMap<K, V> of(K k1, V v1, K k2, V v2, K k3, V v3) {
        return of(k1, v1, k2, v2).put(k3, v3);
    }

    /** A map of four entries; later ones win. */
    public static <K, V> HashMap<K, V> of(K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4) {
        return of(k1, v1, k2, v2, k3, v3).put(k4, v4);
    }

    /** A map of five entries; later ones win. */
    public static <K, V> HashMap<K, V> of(K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4, K k5, V v5) {
        return of(k1, v1, k2, v2, k3, v3, k4, v4).put(k5, v5);
    }

    /** A map of six entries; later ones win. */
    public static <K, V> HashMap<K, V> of(K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4, K k5, V v5, K k6, V v6) {
        return of(k1, v1, k2, v2, k3, v3, k4, v4, k5, v5).put(k6, v6);
    }

    /** A map of seven entries; later ones win. */
    public static <K, V> HashMap<K, V> of(
            K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4, K k5, V v5, K k6, V v6, K k7, V v7) {
        return of(k1, v1, k2, v2, k3, v3, k4, v4, k5, v5, k6, v6).put(k7, v7);
    }

    /** A map of eight entries; later ones win. */
    public static <K, V> HashMap<K, V> of(
            K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4, K k5, V v5, K k6, V v6, K k7, V v7, K k8, V v8) {
        return of(k1, v1, k2, v2, k3, v3, k4, v4, k5, v5, k6, v6, k7, v7).put(k8, v8);
    }

    /** A map of nine entries; later ones win. */
    public static <K, V> HashMap<K, V> of(
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
        return of(k1, v1, k2, v2, k3, v3, k4, v4, k5, v5, k6, v6, k7, v7, k8, v8)
                .put(k9, v9);
    }

    /** A map of ten entries; later ones win. */
    public static <K, V> HashMap<K, V> of(
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
        return of(k1, v1, k2, v2, k3, v3, k4, v4, k5, v5, k6, v6, k7, v7, k8, v8, k9, v9)
                .put(k10, v10);
    }

    /** A map of the entries that {@code f} returns for 0 to {@code n}, exclusive; later ones win. */
    public static <K, V> HashMap<K, V> tabulate(
            int n, Function<? super Integer, ? extends Tuple2<? extends K, ? extends V>> f) {
        Objects.requireNonNull(f, "f is null");
        return n <= 0 ? empty() : ofEntries(Iterator.range(0, n).map(f));
    }

    /** A map of the entries that {@code s} returns, called {@code n} times; later ones win. */
    public static <K, V> HashMap<K, V> fill(int n, Supplier<? extends Tuple2<? extends K, ? extends V>> s) {
        Objects.requireNonNull(s, "s is null");
        return tabulate(n, _ -> s.get());
    }

    /** A map of {@code entries}; later ones win. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <K, V> HashMap<K, V> ofEntries(Map.Entry<? extends K, ? extends V>... entries) {
        Objects.requireNonNull(entries, "entries is null");
        return ofEntries(Iterator.of(entries).map(Tuple::fromEntry));
    }

    /** A map of {@code entries}; later ones win. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <K, V> HashMap<K, V> ofEntries(Tuple2<? extends K, ? extends V>... entries) {
        Objects.requireNonNull(entries, "entries is null");
        return ofEntries(Arrays.asList(entries));
    }

    /** A map of {@code entries}; later ones win. O(n), or O(1) if {@code entries} is a map of this class. */
    @SuppressWarnings("unchecked") // as in narrow
    public static <K, V> HashMap<K, V> ofEntries(Iterable<? extends Tuple2<? extends K, ? extends V>> entries) {
        Objects.requireNonNull(entries, "entries is null");
        return entries instanceof HashMap<?, ?> map
                ? (HashMap<K, V>) map
                : over(MapAssembly.<K, V>begin().putAll(entries).build());
    }

    /** A map of these entries in the same store, kept by {@code keys} and {@code values}. O(n). */
    public HashMap<K, V> withCodec(Codec<K> keys, Codec<V> values) {
        return keys.equals(entries.keyCodec()) && values.equals(entries.valueCodec())
                ? this
                : over(PMap.builder(entries.store(), keys, values)
                        .putAll(entries)
                        .build());
    }

    /** The map that this one is over. O(1). */
    public PMap<K, V> toPMap() {
        return entries;
    }

    @Override
    public Set<K> keySet() {
        return HashSet.over(PSet.from(entries.store(), entries.keyCodec(), entries.keys()));
    }

    /** A set of the entries, with the default codec in the standard store. O(n). */
    @Override
    public Set<Tuple2<K, V>> toSet() {
        return HashSet.ofAll(iterator());
    }

    @Override
    public <K2, V2> io.vavr.collection.Map<K2, V2> toMap(
            Function<? super Tuple2<K, V>, ? extends K2> keyMapper,
            Function<? super Tuple2<K, V>, ? extends V2> valueMapper) {
        return over(MapAssembly.of(this, keyMapper, valueMapper));
    }

    @Override
    public <K2, V2> io.vavr.collection.Map<K2, V2> toMap(
            Function<? super Tuple2<K, V>, ? extends Tuple2<? extends K2, ? extends V2>> f) {
        return over(MapAssembly.of(this, f));
    }

    @Override
    public <K2, V2> HashMap<K2, V2> map(BiFunction<? super K, ? super V, Tuple2<K2, V2>> mapper) {
        Objects.requireNonNull(mapper, "mapper is null");
        MapAssembly<K2, V2> mapped = MapAssembly.begin();
        forEach((key, value) -> mapped.put(mapper.apply(key, value)));
        return HashMap.over(mapped.build());
    }

    @Override
    public <K2, V2> HashMap<K2, V2> bimap(
            Function<? super K, ? extends K2> keyMapper, Function<? super V, ? extends V2> valueMapper) {
        Objects.requireNonNull(keyMapper, "keyMapper is null");
        Objects.requireNonNull(valueMapper, "valueMapper is null");
        return map((key, value) -> Tuple.of(keyMapper.apply(key), valueMapper.apply(value)));
    }

    @Override
    public <K2, V2> HashMap<K2, V2> flatMap(
            BiFunction<? super K, ? super V, ? extends Iterable<Tuple2<K2, V2>>> mapper) {
        Objects.requireNonNull(mapper, "mapper is null");
        MapAssembly<K2, V2> mapped = MapAssembly.begin();
        forEach((key, value) -> mapped.putAll(mapper.apply(key, value)));
        return HashMap.over(mapped.build());
    }

    @Override
    public <K2> HashMap<K2, V> mapKeys(Function<? super K, ? extends K2> keyMapper) {
        Objects.requireNonNull(keyMapper, "keyMapper is null");
        return map((key, value) -> Tuple.of(keyMapper.apply(key), value));
    }

    @Override
    public <K2> HashMap<K2, V> mapKeys(
            Function<? super K, ? extends K2> keyMapper, BiFunction<? super V, ? super V, ? extends V> valueMerge) {
        Objects.requireNonNull(keyMapper, "keyMapper is null");
        Objects.requireNonNull(valueMerge, "valueMerge is null");
        HashMap<K2, V> mapped = HashMap.empty();
        for (Tuple2<K, V> entry : this) {
            mapped = mapped.put(keyMapper.apply(entry._1), entry._2, valueMerge);
        }
        return mapped;
    }

    @Override
    public <V2> HashMap<K, V2> mapValues(Function<? super V, ? extends V2> valueMapper) {
        Objects.requireNonNull(valueMapper, "valueMapper is null");
        MapAssembly<K, V2> mapped = MapAssembly.withKeysLike(entries);
        forEach((key, value) -> mapped.put(key, valueMapper.apply(value)));
        return HashMap.over(mapped.build());
    }

    private Object writeReplace() {
        return new Serialized(entries);
    }

    /** The serialized form of a map: its {@link PMap}. */
    @SuppressWarnings("serial") // serializable if its codecs are
    record Serialized(PMap<?, ?> entries) implements Serializable {
        private Object readResolve() throws InvalidObjectException {
            return over(Defaults.requireRead(entries));
        }
    }

    private void readObject(ObjectInputStream stream) throws InvalidObjectException {
        throw new InvalidObjectException("a map is read by its proxy");
    }
}
