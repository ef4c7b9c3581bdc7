package dev.cairn.vavr;

import dev.cairn.PMap;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.Iterator;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import io.vavr.control.Option;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** The parts of a map that are again maps, and maps of other keys and values, with default codecs for what is other. */
abstract class MapParts<K, V> extends MapEdits<K, V> {
    private static final long serialVersionUID = 1L;

    MapParts(PMap<K, V> entries) {
        super(entries);
    }

    @Override
    public final HashMap<K, V> distinct() {
        return self();
    }

    @Override
    public final HashMap<K, V> distinctBy(Comparator<? super Tuple2<K, V>> comparator) {
        Objects.requireNonNull(comparator, "comparator is null");
        return ifChanged(remade(iterator().distinctBy(comparator)).entries);
    }

    @Override
    public final <U> HashMap<K, V> distinctBy(Function<? super Tuple2<K, V>, ? extends U> keyExtractor) {
        Objects.requireNonNull(keyExtractor, "keyExtractor is null");
        return ifChanged(remade(iterator().distinctBy(keyExtractor)).entries);
    }

    @Override
    public final HashMap<K, V> take(int n) {
        return n >= size() ? self() : remade(iterator().take(n));
    }

    @Override
    public final HashMap<K, V> takeRight(int n) {
        return n >= size() ? self() : drop(n <= 0 ? size() : size() - n);
    }

    @Override
    public final HashMap<K, V> drop(int n) {
        return n <= 0 ? self() : remade(iterator().drop(n));
    }

    @Override
    public final HashMap<K, V> dropRight(int n) {
        return n <= 0 ? self() : take(n >= size() ? 0 : size() - n);
    }

    @Override
    public final HashMap<K, V> takeWhile(Predicate<? super Tuple2<K, V>> predicate) {
        Objects.requireNonNull(predicate, "predicate is null");
        return ifChanged(remade(iterator().takeWhile(predicate)).entries);
    }

    @Override
    public final HashMap<K, V> takeUntil(Predicate<? super Tuple2<K, V>> predicate) {
        return takeWhile(predicate.negate());
    }

    @Override
    public final HashMap<K, V> dropWhile(Predicate<? super Tuple2<K, V>> predicate) {
        Objects.requireNonNull(predicate, "predicate is null");
        return ifChanged(remade(iterator().dropWhile(predicate)).entries);
    }

    @Override
    public final HashMap<K, V> dropUntil(Predicate<? super Tuple2<K, V>> predicate) {
        return dropWhile(predicate.negate());
    }

    @Override
    public final Tuple2<HashMap<K, V>, HashMap<K, V>> span(Predicate<? super Tuple2<K, V>> predicate) {
        HashMap<K, V> before = takeWhile(predicate);
        return Tuple.of(before, removeAll(before.keySet()));
    }

    @Override
    public final Tuple2<HashMap<K, V>, HashMap<K, V>> partition(Predicate<? super Tuple2<K, V>> predicate) {
        HashMap<K, V> accepted = filter(predicate);
        return Tuple.of(accepted, removeAll(accepted.keySet()));
    }

    @Override
    public final HashMap<K, V> tail() {
        if (isEmpty()) {
            throw new UnsupportedOperationException("tail of empty HashMap");
        }
        return remove(head()._1);
    }

    @Override
    public final Option<HashMap<K, V>> tailOption() {
        return isEmpty() ? Option.none() : Option.some(tail());
    }

    @Override
    public final HashMap<K, V> init() {
        if (isEmpty()) {
            throw new UnsupportedOperationException("init of empty HashMap");
        }
        return remove(last()._1);
    }

    @Override
    public final Option<HashMap<K, V>> initOption() {
        return isEmpty() ? Option.none() : Option.some(init());
    }

    @Override
    public final Iterator<HashMap<K, V>> grouped(int size) {
        return sliding(size, size);
    }

    @Override
    public final Iterator<HashMap<K, V>> sliding(int size) {
        return sliding(size, 1);
    }

    @Override
    public final Iterator<HashMap<K, V>> sliding(int size, int step) {
        return iterator().sliding(size, step).map(this::remade);
    }

    @Override
    public final Iterator<HashMap<K, V>> slideBy(Function<? super Tuple2<K, V>, ?> classifier) {
        return iterator().slideBy(classifier).map(this::remade);
    }

    @Override
    public final <C> Map<C, HashMap<K, V>> groupBy(Function<? super Tuple2<K, V>, ? extends C> classifier) {
        Objects.requireNonNull(classifier, "classifier is null");
        java.util.Map<C, MapAssembly<K, V>> groups = new java.util.LinkedHashMap<>();
        for (Tuple2<K, V> entry : this) {
            groups.computeIfAbsent(classifier.apply(entry), _ -> MapAssembly.like(entries))
                    .put(entry);
        }
        Map<C, HashMap<K, V>> grouped = LinkedHashMap.empty();
        for (java.util.Map.Entry<C, MapAssembly<K, V>> group : groups.entrySet()) {
            grouped = grouped.put(group.getKey(), HashMap.over(group.getValue().build()));
        }
        return grouped;
    }

    @Override
    public final HashMap<K, V> scan(
            Tuple2<K, V> zero,
            BiFunction<? super Tuple2<K, V>, ? super Tuple2<K, V>, ? extends Tuple2<K, V>> operation) {
        Objects.requireNonNull(operation, "operation is null");
        return remade(iterator().scanLeft(zero, operation));
    }

    @Override
    public final <K2, V2> HashMap<K2, V2> map(BiFunction<? super K, ? super V, Tuple2<K2, V2>> mapper) {
        Objects.requireNonNull(mapper, "mapper is null");
        MapAssembly<K2, V2> mapped = MapAssembly.begin();
        forEach((key, value) -> mapped.put(mapper.apply(key, value)));
        return HashMap.over(mapped.build());
    }

    @Override
    public final <K2, V2> HashMap<K2, V2> bimap(
            Function<? super K, ? extends K2> keyMapper, Function<? super V, ? extends V2> valueMapper) {
        Objects.requireNonNull(keyMapper, "keyMapper is null");
        Objects.requireNonNull(valueMapper, "valueMapper is null");
        return map((key, value) -> Tuple.of(keyMapper.apply(key), valueMapper.apply(value)));
    }

    @Override
    public final <K2, V2> HashMap<K2, V2> flatMap(
            BiFunction<? super K, ? super V, ? extends Iterable<Tuple2<K2, V2>>> mapper) {
        Objects.requireNonNull(mapper, "mapper is null");
        MapAssembly<K2, V2> mapped = MapAssembly.begin();
        forEach((key, value) -> mapped.putAll(mapper.apply(key, value)));
        return HashMap.over(mapped.build());
    }

    @Override
    public final <K2> HashMap<K2, V> mapKeys(Function<? super K, ? extends K2> keyMapper) {
        Objects.requireNonNull(keyMapper, "keyMapper is null");
        return map((key, value) -> Tuple.of(keyMapper.apply(key), value));
    }

    @Override
    public final <K2> HashMap<K2, V> mapKeys(
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
    public final <V2> HashMap<K, V2> mapValues(Function<? super V, ? extends V2> valueMapper) {
        Objects.requireNonNull(valueMapper, "valueMapper is null");
        MapAssembly<K, V2> mapped = MapAssembly.withKeysLike(entries);
        forEach((key, value) -> mapped.put(key, valueMapper.apply(value)));
        return HashMap.over(mapped.build());
    }
}
