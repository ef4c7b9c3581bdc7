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

/** Taking and grouping parts of a map. */
abstract class MapParts<K, V, S extends MapParts<K, V, S>> extends MapEdits<K, V, S> {
    private static final long serialVersionUID = 1L;

    MapParts(PMap<K, V> entries) {
        super(entries);
    }

    @Override
    public final S distinct() {
        return self();
    }

    @Override
    public final S distinctBy(Comparator<? super Tuple2<K, V>> comparator) {
        Objects.requireNonNull(comparator, "comparator is null");
        return ifChanged(remade(iterator().distinctBy(comparator)).entries);
    }

    @Override
    public final <U> S distinctBy(Function<? super Tuple2<K, V>, ? extends U> keyExtractor) {
        Objects.requireNonNull(keyExtractor, "keyExtractor is null");
        return ifChanged(remade(iterator().distinctBy(keyExtractor)).entries);
    }

    @Override
    public final S take(int n) {
        return n >= size() ? self() : remade(iterator().take(n));
    }

    @Override
    public final S takeRight(int n) {
        return n >= size() ? self() : drop(n <= 0 ? size() : size() - n);
    }

    @Override
    public final S drop(int n) {
        return n <= 0 ? self() : remade(iterator().drop(n));
    }

    @Override
    public final S dropRight(int n) {
        return n <= 0 ? self() : take(n >= size() ? 0 : size() - n);
    }

    @Override
    public final S takeWhile(Predicate<? super Tuple2<K, V>> predicate) {
        Objects.requireNonNull(predicate, "predicate is null");
        return ifChanged(remade(iterator().takeWhile(predicate)).entries);
    }

    @Override
    public final S takeUntil(Predicate<? super Tuple2<K, V>> predicate) {
        return takeWhile(predicate.negate());
    }

    @Override
    public final S dropWhile(Predicate<? super Tuple2<K, V>> predicate) {
        Objects.requireNonNull(predicate, "predicate is null");
        return ifChanged(remade(iterator().dropWhile(predicate)).entries);
    }

    @Override
    public final S dropUntil(Predicate<? super Tuple2<K, V>> predicate) {
        return dropWhile(predicate.negate());
    }

    @Override
    public final Tuple2<S, S> span(Predicate<? super Tuple2<K, V>> predicate) {
        S before = takeWhile(predicate);
        return Tuple.of(before, removeAll(before.entries.keys()));
    }

    @Override
    public final Tuple2<S, S> partition(Predicate<? super Tuple2<K, V>> predicate) {
        S accepted = filter(predicate);
        return Tuple.of(accepted, removeAll(accepted.entries.keys()));
    }

    @Override
    public final S tail() {
        if (isEmpty()) {
            throw new UnsupportedOperationException("tail of empty HashMap");
        }
        return remove(head()._1);
    }

    @Override
    public final Option<S> tailOption() {
        return isEmpty() ? Option.none() : Option.some(tail());
    }

    @Override
    public final S init() {
        if (isEmpty()) {
            throw new UnsupportedOperationException("init of empty HashMap");
        }
        return remove(last()._1);
    }

    @Override
    public final Option<S> initOption() {
        return isEmpty() ? Option.none() : Option.some(init());
    }

    @Override
    public final Iterator<S> grouped(int size) {
        return sliding(size, size);
    }

    @Override
    public final Iterator<S> sliding(int size) {
        return sliding(size, 1);
    }

    @Override
    public final Iterator<S> sliding(int size, int step) {
        return iterator().sliding(size, step).map(this::remade);
    }

    @Override
    public final Iterator<S> slideBy(Function<? super Tuple2<K, V>, ?> classifier) {
        return iterator().slideBy(classifier).map(this::remade);
    }

    @Override
    public final <C> Map<C, S> groupBy(Function<? super Tuple2<K, V>, ? extends C> classifier) {
        Objects.requireNonNull(classifier, "classifier is null");
        java.util.Map<C, MapAssembly<K, V>> groups = new java.util.LinkedHashMap<>();
        for (Tuple2<K, V> entry : this) {
            groups.computeIfAbsent(classifier.apply(entry), _ -> MapAssembly.like(entries))
                    .put(entry);
        }
        Map<C, S> grouped = LinkedHashMap.empty();
        for (java.util.Map.Entry<C, MapAssembly<K, V>> group : groups.entrySet()) {
            grouped = grouped.put(group.getKey(), wrap(group.getValue().build()));
        }
        return grouped;
    }

    @Override
    public final S scan(
            Tuple2<K, V> zero,
            BiFunction<? super Tuple2<K, V>, ? super Tuple2<K, V>, ? extends Tuple2<K, V>> operation) {
        Objects.requireNonNull(operation, "operation is null");
        return remade(iterator().scanLeft(zero, operation));
    }
}
