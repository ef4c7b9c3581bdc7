package dev.cairn.vavr;

import dev.cairn.PVector;
import io.vavr.PartialFunction;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import io.vavr.collection.Map;
import io.vavr.collection.Set;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Making collections of other elements, with the default codec in the standard store. A part of {@link Vector}, which names it. */
abstract class VectorMaps<T> extends VectorEdits<T, Vector<T>> {
    private static final long serialVersionUID = 1L;

    VectorMaps(PVector<T> elements) {
        super(elements);
    }

    @Override
    public final <U> Vector<U> map(Function<? super T, ? extends U> mapper) {
        Objects.requireNonNull(mapper, "mapper is null");
        PVector.Builder<U> mapped = Defaults.vector();
        forEach(element -> mapped.append(mapper.apply(element)));
        return Vector.over(mapped.build());
    }

    @Override
    public final <U> Vector<U> mapTo(U value) {
        return map(_ -> value);
    }

    @Override
    public final Vector<Void> mapToVoid() {
        return map(_ -> null);
    }

    @Override
    public final <U> Vector<U> flatMap(Function<? super T, ? extends Iterable<? extends U>> mapper) {
        Objects.requireNonNull(mapper, "mapper is null");
        PVector.Builder<U> mapped = Defaults.vector();
        forEach(element -> mapped.appendAll(mapper.apply(element)));
        return Vector.over(mapped.build());
    }

    @Override
    public final <R> Vector<R> collect(PartialFunction<? super T, ? extends R> partialFunction) {
        return Vector.ofAll(iterator().<R>collect(partialFunction));
    }

    @Override
    public final Vector<T> scan(T zero, BiFunction<? super T, ? super T, ? extends T> operation) {
        return scanLeft(zero, operation);
    }

    @Override
    public final <U> Vector<U> scanLeft(U zero, BiFunction<? super U, ? super T, ? extends U> operation) {
        Objects.requireNonNull(operation, "operation is null");
        return Vector.ofAll(iterator().scanLeft(zero, operation));
    }

    @Override
    public final <U> Vector<U> scanRight(U zero, BiFunction<? super T, ? super U, ? extends U> operation) {
        Objects.requireNonNull(operation, "operation is null");
        return Vector.<U>ofAll(reverseIterator().scanLeft(zero, (folded, element) -> operation.apply(element, folded)))
                .reverse();
    }

    @Override
    public final <U> Vector<Tuple2<T, U>> zip(Iterable<? extends U> that) {
        return zipWith(that, Tuple::of);
    }

    @Override
    public final <U, R> Vector<R> zipWith(
            Iterable<? extends U> that, BiFunction<? super T, ? super U, ? extends R> mapper) {
        Objects.requireNonNull(that, "that is null");
        Objects.requireNonNull(mapper, "mapper is null");
        return Vector.ofAll(iterator().zipWith(that, mapper));
    }

    @Override
    public final <U> Vector<Tuple2<T, U>> zipAll(Iterable<? extends U> that, T thisElem, U thatElem) {
        Objects.requireNonNull(that, "that is null");
        return Vector.ofAll(iterator().zipAll(that, thisElem, thatElem));
    }

    @Override
    public final Vector<Tuple2<T, Integer>> zipWithIndex() {
        return zipWithIndex(Tuple::of);
    }

    @Override
    public final <U> Vector<U> zipWithIndex(BiFunction<? super T, ? super Integer, ? extends U> mapper) {
        Objects.requireNonNull(mapper, "mapper is null");
        return Vector.ofAll(iterator().zipWithIndex(mapper));
    }

    @Override
    public final <T1, T2> Tuple2<Vector<T1>, Vector<T2>> unzip(
            Function<? super T, Tuple2<? extends T1, ? extends T2>> unzipper) {
        Objects.requireNonNull(unzipper, "unzipper is null");
        PVector.Builder<T1> first = Defaults.vector();
        PVector.Builder<T2> second = Defaults.vector();
        forEach(element -> {
            Tuple2<? extends T1, ? extends T2> tuple = unzipper.apply(element);
            first.append(tuple._1);
            second.append(tuple._2);
        });
        return Tuple.of(Vector.over(first.build()), Vector.over(second.build()));
    }

    @Override
    public final <T1, T2, T3> Tuple3<Vector<T1>, Vector<T2>, Vector<T3>> unzip3(
            Function<? super T, Tuple3<? extends T1, ? extends T2, ? extends T3>> unzipper) {
        Objects.requireNonNull(unzipper, "unzipper is null");
        PVector.Builder<T1> first = Defaults.vector();
        PVector.Builder<T2> second = Defaults.vector();
        PVector.Builder<T3> third = Defaults.vector();
        forEach(element -> {
            Tuple3<? extends T1, ? extends T2, ? extends T3> tuple = unzipper.apply(element);
            first.append(tuple._1);
            second.append(tuple._2);
            third.append(tuple._3);
        });
        return Tuple.of(Vector.over(first.build()), Vector.over(second.build()), Vector.over(third.build()));
    }

    @Override
    public final Vector<Vector<T>> combinations() {
        return Vector.rangeClosed(0, length()).flatMap(this::combinations);
    }

    @Override
    public final Vector<Vector<T>> combinations(int k) {
        if (k <= 0) {
            return Vector.of(take(0));
        }
        return zipWithIndex()
                .flatMap(first -> drop(first._2 + 1).combinations(k - 1).map(rest -> rest.prepend(first._1)));
    }

    @Override
    public final Vector<Vector<T>> permutations() {
        if (length() <= 1) {
            return isEmpty() ? Vector.empty() : Vector.of(self());
        }
        return distinct().flatMap(first -> remove(first).permutations().map(rest -> rest.prepend(first)));
    }

    /** A set of the elements, with the default codec in the standard store. O(n). */
    @Override
    public final Set<T> toSet() {
        return HashSet.ofAll(elements);
    }

    @Override
    public final <K, V> Map<K, V> toMap(
            Function<? super T, ? extends K> keyMapper, Function<? super T, ? extends V> valueMapper) {
        return HashMap.over(MapAssembly.of(this, keyMapper, valueMapper));
    }

    @Override
    public final <K, V> Map<K, V> toMap(Function<? super T, ? extends Tuple2<? extends K, ? extends V>> f) {
        return HashMap.over(MapAssembly.of(this, f));
    }
}
