package dev.cairn.vavr;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.cairn.PVector;
import dev.cairn.codec.Codec;
import io.vavr.Tuple2;
import io.vavr.collection.Iterator;
import io.vavr.control.Option;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collector;

/**
 * A vector with the interface of {@code io.vavr.collection.Vector}, over a {@link PVector} off the heap. Each operation does what Vavr's
 * operation of the same name does. Costs are those of {@link PVector}: slicing, concatenating, inserting and removing take O(log n).
 *
 * <p>A new vector lies in the standard store and keeps its elements by {@link Codec#sameArrays()}: any value, and null. Reading gives the
 * object itself, or an equal object if the value was written as bytes, such as a number, a text or a record. {@link #withCodec} gives a
 * vector another codec, which refuses values that it cannot keep. Operations that keep the type of the elements keep their codec and
 * store. Equality, hash codes and strings are those of Vavr's vectors, so a vector of either class can be equal to one of the other.
 *
 * <p>{@code toSet} and {@code toMap} return the classes of this package. A method whose return type is another class of Vavr, such as
 * {@code toVector}, {@code toList} or {@code toSortedMap}, returns that class, on the heap; {@link #ofAll} makes a vector of it. {@code
 * groupBy} returns a map of Vavr whose values are vectors of this class.
 *
 * @param <T> the elements
 */
public final class Vector<T> extends VectorMaps<T> implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final Vector<?> EMPTY = new Vector<>(Defaults.emptyVector());

    private Vector(PVector<T> elements) {
        super(elements);
    }

    /** A vector of {@code elements}, which it shares. */
    static <T> Vector<T> over(PVector<T> elements) {
        return elements.isEmpty() && Defaults.isDefault(elements) ? empty() : new Vector<>(elements);
    }

    @Override
    Vector<T> wrap(PVector<T> others) {
        return over(others);
    }

    @Override
    Vector<T> all(Iterable<? extends T> others) {
        return ofAll(others);
    }

    /** The empty vector. */
    @SuppressWarnings("unchecked") // it has no elements
    public static <T> Vector<T> empty() {
        return (Vector<T>) EMPTY;
    }

    /** Collects a stream's elements. */
    @SuppressWarnings("NonApiType") // as Vavr's
    public static <T> Collector<T, ArrayList<T>, Vector<T>> collector() {
        return Defaults.collector(Vector::ofAll);
    }

    /** {@code vector}, as a vector of a wider element type. */
    @SuppressWarnings("unchecked") // it is only read, and its derived versions may have the wider type
    public static <T> Vector<T> narrow(Vector<? extends T> vector) {
        return (Vector<T>) vector;
    }

    /** A vector of one element. */
    public static <T> Vector<T> of(T element) {
        return over(Defaults.<T>vector().append(element).build());
    }

    /** A vector of {@code elements}. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> Vector<T> of(T... elements) {
        Objects.requireNonNull(elements, "elements is null");
        return ofAll(Arrays.asList(elements));
    }

    /** A vector of the results of {@code f} for 0 to {@code n}, exclusive. */
    public static <T> Vector<T> tabulate(int n, Function<? super Integer, ? extends T> f) {
        Objects.requireNonNull(f, "f is null");
        return n <= 0 ? empty() : ofAll(Iterator.range(0, n).map(f));
    }

    /** A vector of the results of {@code s}, called {@code n} times. */
    public static <T> Vector<T> fill(int n, Supplier<? extends T> s) {
        Objects.requireNonNull(s, "s is null");
        return tabulate(n, _ -> s.get());
    }

    /** A vector of {@code element}, {@code n} times. */
    public static <T> Vector<T> fill(int n, T element) {
        return tabulate(n, _ -> element);
    }

    /**
     * A vector of {@code elements}. O(1) if {@code elements} is a {@link PVector}, whose codec and store the vector has then, or a vector
     * of this class; else O(n).
     */
    @SuppressWarnings("unchecked") // as in narrow
    @JsonCreator
    public static <T> Vector<T> ofAll(Iterable<? extends T> elements) {
        Objects.requireNonNull(elements, "iterable is null");
        return switch (elements) {
            case Vector<?> vector -> (Vector<T>) vector;
            case PVector<?> vector -> over((PVector<T>) vector);
            default -> over(Defaults.<T>vector().appendAll(elements).build());
        };
    }

    /** A vector of a stream's elements. */
    public static <T> Vector<T> ofAll(java.util.stream.Stream<? extends T> javaStream) {
        Objects.requireNonNull(javaStream, "javaStream is null");
        return ofAll(Iterator.ofAll(javaStream.iterator()));
    }

    /** A vector of {@code elements}. */
    public static Vector<Boolean> ofAll(boolean... elements) {
        return ofAll(Iterator.ofAll(elements));
    }

    /** A vector of {@code elements}. */
    public static Vector<Byte> ofAll(byte... elements) {
        return ofAll(Iterator.ofAll(elements));
    }

    /** A vector of {@code elements}. */
    public static Vector<Character> ofAll(char... elements) {
        return ofAll(Iterator.ofAll(elements));
    }

    /** A vector of {@code elements}. */
    public static Vector<Double> ofAll(double... elements) {
        return ofAll(Iterator.ofAll(elements));
    }

    /** A vector of {@code elements}. */
    public static Vector<Float> ofAll(float... elements) {
        return ofAll(Iterator.ofAll(elements));
    }

    /** A vector of {@code elements}. */
    public static Vector<Integer> ofAll(int... elements) {
        return ofAll(Iterator.ofAll(elements));
    }

    /** A vector of {@code elements}. */
    public static Vector<Long> ofAll(long... elements) {
        return ofAll(Iterator.ofAll(elements));
    }

    /** A vector of {@code elements}. */
    public static Vector<Short> ofAll(short... elements) {
        return ofAll(Iterator.ofAll(elements));
    }

    /** As {@link Iterator#range(char, char)}. */
    public static Vector<Character> range(char from, char toExclusive) {
        return ofAll(Iterator.range(from, toExclusive));
    }

    /** As {@link Iterator#range(int, int)}. */
    public static Vector<Integer> range(int from, int toExclusive) {
        return ofAll(Iterator.range(from, toExclusive));
    }

    /** As {@link Iterator#range(long, long)}. */
    public static Vector<Long> range(long from, long toExclusive) {
        return ofAll(Iterator.range(from, toExclusive));
    }

    /** As {@link Iterator#rangeBy(char, char, int)}. */
    public static Vector<Character> rangeBy(char from, char toExclusive, int step) {
        return ofAll(Iterator.rangeBy(from, toExclusive, step));
    }

    /** As {@link Iterator#rangeBy(double, double, double)}. */
    public static Vector<Double> rangeBy(double from, double toExclusive, double step) {
        return ofAll(Iterator.rangeBy(from, toExclusive, step));
    }

    /** As {@link Iterator#rangeBy(int, int, int)}. */
    public static Vector<Integer> rangeBy(int from, int toExclusive, int step) {
        return ofAll(Iterator.rangeBy(from, toExclusive, step));
    }

    /** As {@link Iterator#rangeBy(long, long, long)}. */
    public static Vector<Long> rangeBy(long from, long toExclusive, long step) {
        return ofAll(Iterator.rangeBy(from, toExclusive, step));
    }

    /** As {@link Iterator#rangeClosed(char, char)}. */
    public static Vector<Character> rangeClosed(char from, char toInclusive) {
        return ofAll(Iterator.rangeClosed(from, toInclusive));
    }

    /** As {@link Iterator#rangeClosed(int, int)}. */
    public static Vector<Integer> rangeClosed(int from, int toInclusive) {
        return ofAll(Iterator.rangeClosed(from, toInclusive));
    }

    /** As {@link Iterator#rangeClosed(long, long)}. */
    public static Vector<Long> rangeClosed(long from, long toInclusive) {
        return ofAll(Iterator.rangeClosed(from, toInclusive));
    }

    /** As {@link Iterator#rangeClosedBy(char, char, int)}. */
    public static Vector<Character> rangeClosedBy(char from, char toInclusive, int step) {
        return ofAll(Iterator.rangeClosedBy(from, toInclusive, step));
    }

    /** As {@link Iterator#rangeClosedBy(double, double, double)}. */
    public static Vector<Double> rangeClosedBy(double from, double toInclusive, double step) {
        return ofAll(Iterator.rangeClosedBy(from, toInclusive, step));
    }

    /** As {@link Iterator#rangeClosedBy(int, int, int)}. */
    public static Vector<Integer> rangeClosedBy(int from, int toInclusive, int step) {
        return ofAll(Iterator.rangeClosedBy(from, toInclusive, step));
    }

    /** As {@link Iterator#rangeClosedBy(long, long, long)}. */
    public static Vector<Long> rangeClosedBy(long from, long toInclusive, long step) {
        return ofAll(Iterator.rangeClosedBy(from, toInclusive, step));
    }

    /** The columns of {@code matrix}. Throws {@link IllegalArgumentException} if its rows are of different lengths. */
    public static <T> Vector<Vector<T>> transpose(Vector<Vector<T>> matrix) {
        Objects.requireNonNull(matrix, "matrix is null");
        if (matrix.isEmpty() || (matrix.length() == 1 && matrix.head().length() <= 1)) {
            return matrix;
        }
        int height = matrix.head().length();
        if (matrix.exists(row -> row.length() != height)) {
            throw new IllegalArgumentException("the rows are of different lengths");
        }
        return tabulate(height, column -> matrix.map(row -> row.get(column)));
    }

    /** As {@link Iterator#unfoldRight(Object, Function)}. */
    public static <T, U> Vector<U> unfoldRight(
            T seed, Function<? super T, Option<Tuple2<? extends U, ? extends T>>> f) {
        return ofAll(Iterator.unfoldRight(seed, f));
    }

    /** As {@link Iterator#unfoldLeft(Object, Function)}. */
    public static <T, U> Vector<U> unfoldLeft(T seed, Function<? super T, Option<Tuple2<? extends T, ? extends U>>> f) {
        return ofAll(Iterator.unfoldLeft(seed, f));
    }

    /** As {@link Iterator#unfold(Object, Function)}. */
    public static <T> Vector<T> unfold(T seed, Function<? super T, Option<Tuple2<? extends T, ? extends T>>> f) {
        return ofAll(Iterator.unfold(seed, f));
    }

    /** A vector of these elements in the same store, kept by {@code codec}. O(n). */
    public Vector<T> withCodec(Codec<T> codec) {
        return codec.equals(elements.codec()) ? this : over(PVector.from(elements.store(), codec, elements));
    }

    /** The vector that this one is over. O(1). */
    public PVector<T> toPVector() {
        return elements;
    }

    /** Applies {@code f} to this. */
    public <U> U transform(Function<? super Vector<T>, ? extends U> f) {
        Objects.requireNonNull(f, "f is null");
        return f.apply(this);
    }

    /** A read-only view. O(1). */
    @Override
    @JsonValue
    public List<T> asJava() {
        return elements.asList();
    }

    @Override
    public Vector<T> asJava(Consumer<? super List<T>> action) {
        Objects.requireNonNull(action, "action is null");
        action.accept(asJava());
        return this;
    }

    @Override
    public List<T> asJavaMutable() {
        return new JavaList<>(elements);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very same vector
    public Vector<T> asJavaMutable(Consumer<? super List<T>> action) {
        Objects.requireNonNull(action, "action is null");
        JavaList<T> list = new JavaList<>(elements);
        action.accept(list);
        return list.elements() == elements ? this : over(list.elements());
    }

    private Object writeReplace() {
        return new Serialized(elements);
    }

    /** The serialized form of a vector: its {@link PVector}. So vectors that shared nodes share them again after reading. */
    @SuppressWarnings("serial") // serializable if its codec is
    record Serialized(PVector<?> elements) implements Serializable {
        private Object readResolve() throws InvalidObjectException {
            return over(Defaults.requireRead(elements));
        }
    }

    private void readObject(ObjectInputStream stream) throws InvalidObjectException {
        throw new InvalidObjectException("a vector is read by its proxy");
    }
}
