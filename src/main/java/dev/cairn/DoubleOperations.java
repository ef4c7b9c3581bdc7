package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.Waiting;
import java.util.Arrays;
import java.util.Objects;
import java.util.PrimitiveIterator;
import java.util.function.DoubleFunction;
import java.util.function.DoublePredicate;
import java.util.function.DoubleToIntFunction;
import java.util.function.DoubleToLongFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collector;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Operations of a vector of doubles that go over its elements, each made of those that a {@link DoubleVector} has. */
abstract class DoubleOperations extends AbstractVector<Double, DoubleVector> implements Iterable<Double> {
    DoubleOperations(VectorBase base, @Nullable Waiting waiting, int size, int edits) {
        super(base, waiting, size, edits);
    }

    /** The element at {@code index}. */
    public abstract double get(int index);

    @Override
    public abstract PrimitiveIterator.OfDouble iterator();

    /** The elements in a new array. O(n). */
    public abstract double[] toArray();

    private DoubleVector self() {
        return (DoubleVector) this;
    }

    /** A vector of a stream's elements in the standard store. O(n). */
    public static DoubleVector from(DoubleStream elements) {
        return DoubleVector.from(Store.standard(), elements);
    }

    /** A vector of {@code elements} in the standard store. O(n). */
    public static DoubleVector from(Iterable<Double> elements) {
        return DoubleVector.from(Store.standard(), elements);
    }

    /** Collects a stream's elements into a vector in the standard store. Keeps them on the heap until the end. */
    public static Collector<Double, ?, DoubleVector> collector() {
        return DoubleVector.collector(Store.standard());
    }

    /** Whether {@code element} is in it, as {@link Double#equals} compares. O(n). */
    public final boolean contains(double element) {
        return indexOf(element) >= 0;
    }

    /** The index of the first element that is {@code element}, as {@link Double#equals} compares; -1 if there is none. O(n). */
    public final int indexOf(double element) {
        PrimitiveIterator.OfDouble i = iterator();
        for (int index = 0; i.hasNext(); index++) {
            if (Double.compare(i.nextDouble(), element) == 0) {
                return index;
            }
        }
        return -1;
    }

    /** The index of the last element that is {@code element}, as {@link Double#equals} compares; -1 if there is none. O(n). */
    public final int lastIndexOf(double element) {
        settled();
        int index = size - 1;
        while (index >= 0 && Double.compare(get(index), element) != 0) {
            index--;
        }
        return index;
    }

    /**
     * This vector with what {@code function} gives for the element at {@code index}. Cost as {@link DoubleVector#update(int, double)}.
     *
     * @throws IndexOutOfBoundsException unless 0 &lt;= index &lt; size
     */
    public final DoubleVector update(int index, DoubleUnaryOperator function) {
        Objects.requireNonNull(function, "function");
        return self().update(index, function.applyAsDouble(get(index)));
    }

    /** What {@code function} gives for each element. O(n). */
    public final DoubleVector map(DoubleUnaryOperator function) {
        Objects.requireNonNull(function, "function");
        DoubleVector.Builder builder = DoubleVector.builder(store());
        for (PrimitiveIterator.OfDouble i = iterator(); i.hasNext(); ) {
            builder.append(function.applyAsDouble(i.nextDouble()));
        }
        return builder.build();
    }

    /** What {@code function} gives for each element, as ints. O(n). */
    public final IntVector mapToInt(DoubleToIntFunction function) {
        Objects.requireNonNull(function, "function");
        IntVector.Builder builder = IntVector.builder(store());
        for (PrimitiveIterator.OfDouble i = iterator(); i.hasNext(); ) {
            builder.append(function.applyAsInt(i.nextDouble()));
        }
        return builder.build();
    }

    /** What {@code function} gives for each element, as longs. O(n). */
    public final LongVector mapToLong(DoubleToLongFunction function) {
        Objects.requireNonNull(function, "function");
        LongVector.Builder builder = LongVector.builder(store());
        for (PrimitiveIterator.OfDouble i = iterator(); i.hasNext(); ) {
            builder.append(function.applyAsLong(i.nextDouble()));
        }
        return builder.build();
    }

    /** What {@code function} gives for each element, kept by {@link Codec#standard()}. O(n). */
    public final <U extends @Nullable Object> PVector<U> mapToObj(DoubleFunction<? extends U> function) {
        return mapToObj(Codec.standard(), function);
    }

    /** What {@code function} gives for each element, kept by {@code codec}. O(n). */
    public final <U extends @Nullable Object> PVector<U> mapToObj(
            Codec<U> codec, DoubleFunction<? extends U> function) {
        Objects.requireNonNull(function, "function");
        PVector.Builder<U> builder = PVector.builder(store(), codec);
        for (PrimitiveIterator.OfDouble i = iterator(); i.hasNext(); ) {
            builder.append(function.apply(i.nextDouble()));
        }
        return builder.build();
    }

    /** The elements that {@code predicate} accepts; this vector if it accepts all. O(n). */
    public final DoubleVector filter(DoublePredicate predicate) {
        Objects.requireNonNull(predicate, "predicate");
        DoubleVector.Builder builder = DoubleVector.builder(store());
        for (PrimitiveIterator.OfDouble i = iterator(); i.hasNext(); ) {
            double element = i.nextDouble();
            if (predicate.test(element)) {
                builder.append(element);
            }
        }
        return builder.size() == size ? self() : builder.build();
    }

    /** The elements before the first that {@code predicate} does not accept. */
    public final DoubleVector takeWhile(DoublePredicate predicate) {
        return take(prefix(predicate));
    }

    /** The elements from the first on that {@code predicate} does not accept. */
    public final DoubleVector dropWhile(DoublePredicate predicate) {
        return drop(prefix(predicate));
    }

    private int prefix(DoublePredicate predicate) {
        Objects.requireNonNull(predicate, "predicate");
        int count = 0;
        for (PrimitiveIterator.OfDouble i = iterator(); i.hasNext() && predicate.test(i.nextDouble()); ) {
            count++;
        }
        return count;
    }

    /** The elements in ascending order, as {@link Double#compareTo} has it. O(n log n), by an array on the heap. */
    public final DoubleVector sorted() {
        double[] elements = toArray();
        Arrays.sort(elements);
        return DoubleVector.from(store(), elements);
    }

    /** The elements from the last to the first. O(n), by an array on the heap; the reverse of {@link #asList} is O(1). */
    public final DoubleVector reverse() {
        double[] elements = toArray();
        for (int i = 0, j = elements.length - 1; i < j; i++, j--) {
            double element = elements[i];
            elements[i] = elements[j];
            elements[j] = element;
        }
        return DoubleVector.from(store(), elements);
    }
}
