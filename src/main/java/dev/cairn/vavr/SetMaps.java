package dev.cairn.vavr;

import dev.cairn.PSet;
import io.vavr.PartialFunction;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import io.vavr.collection.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What makes sets of other elements, with the default codec in the standard store. */
abstract class SetMaps<T> extends SetEdits<T> {
    private static final long serialVersionUID = 1L;

    SetMaps(PSet<T> elements) {
        super(elements);
    }

    @Override
    public final <U> HashSet<U> map(Function<? super T, ? extends U> mapper) {
        Objects.requireNonNull(mapper, "mapper is null");
        SetAssembly<U> mapped = SetAssembly.begin();
        forEach(element -> mapped.add(mapper.apply(element)));
        return HashSet.over(mapped.build());
    }

    @Override
    public final <U> HashSet<U> mapTo(U value) {
        return map(_ -> value);
    }

    @Override
    public final HashSet<Void> mapToVoid() {
        return map(_ -> null);
    }

    @Override
    public final <U> HashSet<U> flatMap(Function<? super T, ? extends Iterable<? extends U>> mapper) {
        Objects.requireNonNull(mapper, "mapper is null");
        SetAssembly<U> mapped = SetAssembly.begin();
        forEach(element -> mapped.addAll(mapper.apply(element)));
        return HashSet.over(mapped.build());
    }

    @Override
    public final <R> HashSet<R> collect(PartialFunction<? super T, ? extends R> partialFunction) {
        return HashSet.ofAll(iterator().<R>collect(partialFunction));
    }

    @Override
    public final HashSet<T> scan(T zero, BiFunction<? super T, ? super T, ? extends T> operation) {
        return scanLeft(zero, operation);
    }

    @Override
    public final <U> HashSet<U> scanLeft(U zero, BiFunction<? super U, ? super T, ? extends U> operation) {
        Objects.requireNonNull(operation, "operation is null");
        return HashSet.ofAll(iterator().scanLeft(zero, operation));
    }

    @Override
    public final <U> HashSet<U> scanRight(U zero, BiFunction<? super T, ? super U, ? extends U> operation) {
        Objects.requireNonNull(operation, "operation is null");
        return HashSet.ofAll(List.<T>ofAll(elements)
                .reverseIterator()
                .scanLeft(zero, (folded, element) -> operation.apply(element, folded)));
    }

    @Override
    public final <U> HashSet<Tuple2<T, U>> zip(Iterable<? extends U> that) {
        return zipWith(that, Tuple::of);
    }

    @Override
    public final <U, R> HashSet<R> zipWith(
            Iterable<? extends U> that, BiFunction<? super T, ? super U, ? extends R> mapper) {
        Objects.requireNonNull(that, "that is null");
        Objects.requireNonNull(mapper, "mapper is null");
        return HashSet.ofAll(iterator().zipWith(that, mapper));
    }

    @Override
    public final <U> HashSet<Tuple2<T, U>> zipAll(Iterable<? extends U> that, T thisElem, U thatElem) {
        Objects.requireNonNull(that, "that is null");
        return HashSet.ofAll(iterator().zipAll(that, thisElem, thatElem));
    }

    @Override
    public final HashSet<Tuple2<T, Integer>> zipWithIndex() {
        return zipWithIndex(Tuple::of);
    }

    @Override
    public final <U> HashSet<U> zipWithIndex(BiFunction<? super T, ? super Integer, ? extends U> mapper) {
        Objects.requireNonNull(mapper, "mapper is null");
        return HashSet.ofAll(iterator().zipWithIndex(mapper));
    }

    @Override
    public final <T1, T2> Tuple2<HashSet<T1>, HashSet<T2>> unzip(
            Function<? super T, Tuple2<? extends T1, ? extends T2>> unzipper) {
        Objects.requireNonNull(unzipper, "unzipper is null");
        SetAssembly<T1> first = SetAssembly.begin();
        SetAssembly<T2> second = SetAssembly.begin();
        forEach(element -> {
            Tuple2<? extends T1, ? extends T2> tuple = unzipper.apply(element);
            first.add(tuple._1);
            second.add(tuple._2);
        });
        return Tuple.of(HashSet.over(first.build()), HashSet.over(second.build()));
    }

    @Override
    public final <T1, T2, T3> Tuple3<HashSet<T1>, HashSet<T2>, HashSet<T3>> unzip3(
            Function<? super T, Tuple3<? extends T1, ? extends T2, ? extends T3>> unzipper) {
        Objects.requireNonNull(unzipper, "unzipper is null");
        SetAssembly<T1> first = SetAssembly.begin();
        SetAssembly<T2> second = SetAssembly.begin();
        SetAssembly<T3> third = SetAssembly.begin();
        forEach(element -> {
            Tuple3<? extends T1, ? extends T2, ? extends T3> tuple = unzipper.apply(element);
            first.add(tuple._1);
            second.add(tuple._2);
            third.add(tuple._3);
        });
        return Tuple.of(HashSet.over(first.build()), HashSet.over(second.build()), HashSet.over(third.build()));
    }
}
