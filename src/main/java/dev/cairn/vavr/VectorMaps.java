package dev.cairn.vavr;

import dev.cairn.PVector;
import io.vavr.PartialFunction;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import io.vavr.collection.Iterator;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** What makes vectors of other elements, with the default codec in the standard store, and several vectors at once. */
abstract class VectorMaps<T> extends VectorEdits<T> {
    private static final long serialVersionUID = 1L;

    VectorMaps(PVector<T> elements) {
        super(elements);
    }

    @Override
    public final <U> Vector<U> map(Function<? super T, ? extends U> mapper) {
        Objects.requireNonNull(mapper, "mapper is null");
        VectorAssembly<U> mapped = VectorAssembly.begin();
        forEach(element -> mapped.add(mapper.apply(element)));
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
        VectorAssembly<U> mapped = VectorAssembly.begin();
        forEach(element -> mapped.addAll(mapper.apply(element)));
        return Vector.over(mapped.build());
    }

    @Override
    public final <R> Vector<R> collect(PartialFunction<? super T, ? extends R> partialFunction) {
        return Vector.ofAll(iterator().<R>collect(partialFunction));
    }

    @Override
    public final <C> Map<C, Vector<T>> groupBy(Function<? super T, ? extends C> classifier) {
        Objects.requireNonNull(classifier, "classifier is null");
        java.util.Map<C, VectorAssembly<T>> groups = new java.util.LinkedHashMap<>();
        for (T element : elements) {
            groups.computeIfAbsent(classifier.apply(element), _ -> VectorAssembly.like(elements))
                    .add(element);
        }
        Map<C, Vector<T>> grouped = LinkedHashMap.empty();
        for (java.util.Map.Entry<C, VectorAssembly<T>> group : groups.entrySet()) {
            grouped = grouped.put(group.getKey(), Vector.over(group.getValue().build()));
        }
        return grouped;
    }

    @Override
    public final Tuple2<Vector<T>, Vector<T>> partition(Predicate<? super T> predicate) {
        Objects.requireNonNull(predicate, "predicate is null");
        VectorAssembly<T> accepted = VectorAssembly.like(elements);
        VectorAssembly<T> rejected = VectorAssembly.like(elements);
        forEach(element -> (predicate.test(element) ? accepted : rejected).add(element));
        return Tuple.of(Vector.over(accepted.build()), Vector.over(rejected.build()));
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
        VectorAssembly<T1> first = VectorAssembly.begin();
        VectorAssembly<T2> second = VectorAssembly.begin();
        forEach(element -> {
            Tuple2<? extends T1, ? extends T2> tuple = unzipper.apply(element);
            first.add(tuple._1);
            second.add(tuple._2);
        });
        return Tuple.of(Vector.over(first.build()), Vector.over(second.build()));
    }

    @Override
    public final <T1, T2, T3> Tuple3<Vector<T1>, Vector<T2>, Vector<T3>> unzip3(
            Function<? super T, Tuple3<? extends T1, ? extends T2, ? extends T3>> unzipper) {
        Objects.requireNonNull(unzipper, "unzipper is null");
        VectorAssembly<T1> first = VectorAssembly.begin();
        VectorAssembly<T2> second = VectorAssembly.begin();
        VectorAssembly<T3> third = VectorAssembly.begin();
        forEach(element -> {
            Tuple3<? extends T1, ? extends T2, ? extends T3> tuple = unzipper.apply(element);
            first.add(tuple._1);
            second.add(tuple._2);
            third.add(tuple._3);
        });
        return Tuple.of(Vector.over(first.build()), Vector.over(second.build()), Vector.over(third.build()));
    }

    @Override
    public final Iterator<Vector<T>> crossProduct(int power) {
        if (power < 0) {
            return Iterator.empty();
        }
        Iterator<Vector<T>> product = Iterator.of(take(0));
        for (int i = 0; i < power; i++) {
            product = product.flatMap(begun -> iterator().map(begun::append));
        }
        return product;
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
}
