package dev.cairn.vavr;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.cairn.PSet;
import dev.cairn.codec.Codec;
import io.vavr.PartialFunction;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import io.vavr.collection.Iterator;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collector;

/**
 * A set with the interface of {@code io.vavr.collection.HashSet}, over a {@link PSet} off the heap. Each operation does what Vavr's
 * operation of the same name does. Costs are those of {@link PSet}: combining two sets of one store skips the nodes that both share.
 *
 * <p>Codec and store are chosen as for a {@link Vector}. With the default codec, elements are compared by their {@code equals}. The order
 * of the elements differs from store to store, and has no meaning.
 *
 * @param <T> the elements
 */
public final class HashSet<T> extends SetEdits<T, HashSet<T>> implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final HashSet<?> EMPTY = new HashSet<>(Defaults.emptySet());

    private HashSet(PSet<T> elements) {
        super(elements);
    }

    /** A set of {@code elements}, which it shares. */
    static <T> HashSet<T> over(PSet<T> elements) {
        return elements.isEmpty() && Defaults.isDefault(elements) ? empty() : new HashSet<>(elements);
    }

    @Override
    HashSet<T> wrap(PSet<T> others) {
        return over(others);
    }

    @Override
    HashSet<T> wrapSome(PSet<T> others) {
        return new HashSet<>(others);
    }

    @Override
    HashSet<T> all(Iterable<? extends T> others) {
        return ofAll(others);
    }

    /** The empty set. */
    @SuppressWarnings("unchecked") // it has no elements
    public static <T> HashSet<T> empty() {
        return (HashSet<T>) EMPTY;
    }

    /** Collects a stream's elements. */
    @SuppressWarnings("NonApiType") // as Vavr's
    public static <T> Collector<T, ArrayList<T>, HashSet<T>> collector() {
        return Defaults.collector(HashSet::ofAll);
    }

    /** {@code hashSet}, as a set of a wider element type. */
    @SuppressWarnings("unchecked") // it is only read, and its derived versions may have the wider type
    public static <T> HashSet<T> narrow(HashSet<? extends T> hashSet) {
        return (HashSet<T>) hashSet;
    }

    /** A set of one element. */
    public static <T> HashSet<T> of(T element) {
        return over(Defaults.<T>set().add(element).build());
    }

    /** A set of {@code elements}. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> HashSet<T> of(T... elements) {
        Objects.requireNonNull(elements, "elements is null");
        return ofAll(Arrays.asList(elements));
    }

    /** A set of the results of {@code f} for 0 to {@code n}, exclusive. */
    public static <T> HashSet<T> tabulate(int n, Function<? super Integer, ? extends T> f) {
        Objects.requireNonNull(f, "f is null");
        return n <= 0 ? empty() : ofAll(Iterator.range(0, n).map(f));
    }

    /** A set of the results of {@code s}, called {@code n} times. */
    public static <T> HashSet<T> fill(int n, Supplier<? extends T> s) {
        Objects.requireNonNull(s, "s is null");
        return tabulate(n, _ -> s.get());
    }

    /**
     * A set of {@code elements}. O(1) if {@code elements} is a {@link PSet}, whose codec and store the set has then, or a set of this
     * class; else O(n).
     */
    @SuppressWarnings("unchecked") // as in narrow
    @JsonCreator
    public static <T> HashSet<T> ofAll(Iterable<? extends T> elements) {
        Objects.requireNonNull(elements, "elements is null");
        return switch (elements) {
            case HashSet<?> set -> (HashSet<T>) set;
            case PSet<?> set -> over((PSet<T>) set);
            default -> over(Defaults.<T>set().addAll(elements).build());
        };
    }

    /** A set of a stream's elements. */
    public static <T> HashSet<T> ofAll(java.util.stream.Stream<? extends T> javaStream) {
        Objects.requireNonNull(javaStream, "javaStream is null");
        return ofAll(Iterator.ofAll(javaStream.iterator()));
    }

    /** A set of {@code elements}. */
    public static HashSet<Boolean> ofAll(boolean... elements) {
        return ofAll(Iterator.ofAll(elements));
    }

    /** A set of {@code elements}. */
    public static HashSet<Byte> ofAll(byte... elements) {
        return ofAll(Iterator.ofAll(elements));
    }

    /** A set of {@code elements}. */
    public static HashSet<Character> ofAll(char... elements) {
        return ofAll(Iterator.ofAll(elements));
    }

    /** A set of {@code elements}. */
    public static HashSet<Double> ofAll(double... elements) {
        return ofAll(Iterator.ofAll(elements));
    }

    /** A set of {@code elements}. */
    public static HashSet<Float> ofAll(float... elements) {
        return ofAll(Iterator.ofAll(elements));
    }

    /** A set of {@code elements}. */
    public static HashSet<Integer> ofAll(int... elements) {
        return ofAll(Iterator.ofAll(elements));
    }

    /** A set of {@code elements}. */
    public static HashSet<Long> ofAll(long... elements) {
        return ofAll(Iterator.ofAll(elements));
    }

    /** A set of {@code elements}. */
    public static HashSet<Short> ofAll(short... elements) {
        return ofAll(Iterator.ofAll(elements));
    }

    /** As {@link Iterator#range(char, char)}. */
    public static HashSet<Character> range(char from, char toExclusive) {
        return ofAll(Iterator.range(from, toExclusive));
    }

    /** As {@link Iterator#range(int, int)}. */
    public static HashSet<Integer> range(int from, int toExclusive) {
        return ofAll(Iterator.range(from, toExclusive));
    }

    /** As {@link Iterator#range(long, long)}. */
    public static HashSet<Long> range(long from, long toExclusive) {
        return ofAll(Iterator.range(from, toExclusive));
    }

    /** As {@link Iterator#rangeBy(char, char, int)}. */
    public static HashSet<Character> rangeBy(char from, char toExclusive, int step) {
        return ofAll(Iterator.rangeBy(from, toExclusive, step));
    }

    /** As {@link Iterator#rangeBy(double, double, double)}. */
    public static HashSet<Double> rangeBy(double from, double toExclusive, double step) {
        return ofAll(Iterator.rangeBy(from, toExclusive, step));
    }

    /** As {@link Iterator#rangeBy(int, int, int)}. */
    public static HashSet<Integer> rangeBy(int from, int toExclusive, int step) {
        return ofAll(Iterator.rangeBy(from, toExclusive, step));
    }

    /** As {@link Iterator#rangeBy(long, long, long)}. */
    public static HashSet<Long> rangeBy(long from, long toExclusive, long step) {
        return ofAll(Iterator.rangeBy(from, toExclusive, step));
    }

    /** As {@link Iterator#rangeClosed(char, char)}. */
    public static HashSet<Character> rangeClosed(char from, char toInclusive) {
        return ofAll(Iterator.rangeClosed(from, toInclusive));
    }

    /** As {@link Iterator#rangeClosed(int, int)}. */
    public static HashSet<Integer> rangeClosed(int from, int toInclusive) {
        return ofAll(Iterator.rangeClosed(from, toInclusive));
    }

    /** As {@link Iterator#rangeClosed(long, long)}. */
    public static HashSet<Long> rangeClosed(long from, long toInclusive) {
        return ofAll(Iterator.rangeClosed(from, toInclusive));
    }

    /** As {@link Iterator#rangeClosedBy(char, char, int)}. */
    public static HashSet<Character> rangeClosedBy(char from, char toInclusive, int step) {
        return ofAll(Iterator.rangeClosedBy(from, toInclusive, step));
    }

    /** As {@link Iterator#rangeClosedBy(double, double, double)}. */
    public static HashSet<Double> rangeClosedBy(double from, double toInclusive, double step) {
        return ofAll(Iterator.rangeClosedBy(from, toInclusive, step));
    }

    /** As {@link Iterator#rangeClosedBy(int, int, int)}. */
    public static HashSet<Integer> rangeClosedBy(int from, int toInclusive, int step) {
        return ofAll(Iterator.rangeClosedBy(from, toInclusive, step));
    }

    /** As {@link Iterator#rangeClosedBy(long, long, long)}. */
    public static HashSet<Long> rangeClosedBy(long from, long toInclusive, long step) {
        return ofAll(Iterator.rangeClosedBy(from, toInclusive, step));
    }

    /** A set of these elements in the same store, kept by {@code codec}. O(n). */
    public HashSet<T> withCodec(Codec<T> codec) {
        return codec.equals(elements.codec()) ? this : over(PSet.from(elements.store(), codec, elements));
    }

    /** The set that this one is over. O(1). */
    public PSet<T> toPSet() {
        return elements;
    }

    /** Applies {@code f} to this. */
    public <U> U transform(Function<? super HashSet<T>, ? extends U> f) {
        Objects.requireNonNull(f, "f is null");
        return f.apply(this);
    }

    @Override
    public <U> HashSet<U> map(Function<? super T, ? extends U> mapper) {
        Objects.requireNonNull(mapper, "mapper is null");
        PSet.Builder<U> mapped = Defaults.set();
        forEach(element -> mapped.add(mapper.apply(element)));
        return HashSet.over(mapped.build());
    }

    @Override
    public <U> HashSet<U> mapTo(U value) {
        return map(_ -> value);
    }

    @Override
    public HashSet<Void> mapToVoid() {
        return map(_ -> null);
    }

    @Override
    public <U> HashSet<U> flatMap(Function<? super T, ? extends Iterable<? extends U>> mapper) {
        Objects.requireNonNull(mapper, "mapper is null");
        PSet.Builder<U> mapped = Defaults.set();
        forEach(element -> mapped.addAll(mapper.apply(element)));
        return HashSet.over(mapped.build());
    }

    @Override
    public <R> HashSet<R> collect(PartialFunction<? super T, ? extends R> partialFunction) {
        return HashSet.ofAll(iterator().<R>collect(partialFunction));
    }

    @Override
    public HashSet<T> scan(T zero, BiFunction<? super T, ? super T, ? extends T> operation) {
        return scanLeft(zero, operation);
    }

    @Override
    public <U> HashSet<U> scanLeft(U zero, BiFunction<? super U, ? super T, ? extends U> operation) {
        Objects.requireNonNull(operation, "operation is null");
        return HashSet.ofAll(iterator().scanLeft(zero, operation));
    }

    @Override
    public <U> HashSet<U> scanRight(U zero, BiFunction<? super T, ? super U, ? extends U> operation) {
        Objects.requireNonNull(operation, "operation is null");
        return HashSet.ofAll(List.<T>ofAll(elements)
                .reverseIterator()
                .scanLeft(zero, (folded, element) -> operation.apply(element, folded)));
    }

    @Override
    public <U> HashSet<Tuple2<T, U>> zip(Iterable<? extends U> that) {
        return zipWith(that, Tuple::of);
    }

    @Override
    public <U, R> HashSet<R> zipWith(Iterable<? extends U> that, BiFunction<? super T, ? super U, ? extends R> mapper) {
        Objects.requireNonNull(that, "that is null");
        Objects.requireNonNull(mapper, "mapper is null");
        return HashSet.ofAll(iterator().zipWith(that, mapper));
    }

    @Override
    public <U> HashSet<Tuple2<T, U>> zipAll(Iterable<? extends U> that, T thisElem, U thatElem) {
        Objects.requireNonNull(that, "that is null");
        return HashSet.ofAll(iterator().zipAll(that, thisElem, thatElem));
    }

    @Override
    public HashSet<Tuple2<T, Integer>> zipWithIndex() {
        return zipWithIndex(Tuple::of);
    }

    @Override
    public <U> HashSet<U> zipWithIndex(BiFunction<? super T, ? super Integer, ? extends U> mapper) {
        Objects.requireNonNull(mapper, "mapper is null");
        return HashSet.ofAll(iterator().zipWithIndex(mapper));
    }

    @Override
    public <T1, T2> Tuple2<HashSet<T1>, HashSet<T2>> unzip(
            Function<? super T, Tuple2<? extends T1, ? extends T2>> unzipper) {
        Objects.requireNonNull(unzipper, "unzipper is null");
        PSet.Builder<T1> first = Defaults.set();
        PSet.Builder<T2> second = Defaults.set();
        forEach(element -> {
            Tuple2<? extends T1, ? extends T2> tuple = unzipper.apply(element);
            first.add(tuple._1);
            second.add(tuple._2);
        });
        return Tuple.of(HashSet.over(first.build()), HashSet.over(second.build()));
    }

    @Override
    public <T1, T2, T3> Tuple3<HashSet<T1>, HashSet<T2>, HashSet<T3>> unzip3(
            Function<? super T, Tuple3<? extends T1, ? extends T2, ? extends T3>> unzipper) {
        Objects.requireNonNull(unzipper, "unzipper is null");
        PSet.Builder<T1> first = Defaults.set();
        PSet.Builder<T2> second = Defaults.set();
        PSet.Builder<T3> third = Defaults.set();
        forEach(element -> {
            Tuple3<? extends T1, ? extends T2, ? extends T3> tuple = unzipper.apply(element);
            first.add(tuple._1);
            second.add(tuple._2);
            third.add(tuple._3);
        });
        return Tuple.of(HashSet.over(first.build()), HashSet.over(second.build()), HashSet.over(third.build()));
    }

    @Override
    public <K, V> Map<K, V> toMap(
            Function<? super T, ? extends K> keyMapper, Function<? super T, ? extends V> valueMapper) {
        return HashMap.over(MapAssembly.of(this, keyMapper, valueMapper));
    }

    @Override
    public <K, V> Map<K, V> toMap(Function<? super T, ? extends Tuple2<? extends K, ? extends V>> f) {
        return HashMap.over(MapAssembly.of(this, f));
    }

    private Object writeReplace() {
        return new Serialized(elements);
    }

    /** The serialized form of a set: its {@link PSet}. */
    @SuppressWarnings("serial") // serializable if its codec is
    record Serialized(PSet<?> elements) implements Serializable {
        private Object readResolve() throws InvalidObjectException {
            return over(Defaults.requireRead(elements));
        }
    }

    private void readObject(ObjectInputStream stream) throws InvalidObjectException {
        throw new InvalidObjectException("a set is read by its proxy");
    }
}
