package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.Waiting;
import java.util.Arrays;
import java.util.Objects;
import java.util.PrimitiveIterator;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collector;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Operations of a vector of ints that go over its elements, each made of those that a {@link IntVector} has. */
abstract class IntOperations extends AbstractVector<Integer, IntVector> implements Iterable<Integer> {
    IntOperations(VectorBase base, @Nullable Waiting waiting, int size, int edits) {
        super(base, waiting, size, edits);
    }

    /** The element at {@code index}. */
    public abstract int get(int index);

    @Override
    public abstract PrimitiveIterator.OfInt iterator();

    /** The elements in a new array. O(n). */
    public abstract int[] toArray();

    private IntVector self() {
        return (IntVector) this;
    }

    /** A vector of a stream's elements in the standard store. O(n). */
    public static IntVector from(IntStream elements) {
        return IntVector.from(Store.standard(), elements);
    }

    /** A vector of {@code elements} in the standard store. O(n). */
    public static IntVector from(Iterable<Integer> elements) {
        return IntVector.from(Store.standard(), elements);
    }

    /** Collects a stream's elements into a vector in the standard store. Keeps them on the heap until the end. */
    public static Collector<Integer, ?, IntVector> collector() {
        return IntVector.collector(Store.standard());
    }

    /** Whether {@code element} is in it. O(n). */
    public final boolean contains(int element) {
        return indexOf(element) >= 0;
    }

    /** The index of the first element that is {@code element}; -1 if there is none. O(n). */
    public final int indexOf(int element) {
        PrimitiveIterator.OfInt i = iterator();
        for (int index = 0; i.hasNext(); index++) {
            if (i.nextInt() == element) {
                return index;
            }
        }
        return -1;
    }

    /** The index of the last element that is {@code element}; -1 if there is none. O(n). */
    public final int lastIndexOf(int element) {
        settled();
        int index = size - 1;
        while (index >= 0 && get(index) != element) {
            index--;
        }
        return index;
    }

    /**
     * This vector with what {@code function} gives for the element at {@code index}. Cost as {@link IntVector#update(int, int)}.
     *
     * @throws IndexOutOfBoundsException unless 0 &lt;= index &lt; size
     */
    public final IntVector update(int index, IntUnaryOperator function) {
        Objects.requireNonNull(function, "function");
        return self().update(index, function.applyAsInt(get(index)));
    }

    /** What {@code function} gives for each element. O(n). */
    public final IntVector map(IntUnaryOperator function) {
        Objects.requireNonNull(function, "function");
        IntVector.Builder builder = IntVector.builder(store());
        for (PrimitiveIterator.OfInt i = iterator(); i.hasNext(); ) {
            builder.append(function.applyAsInt(i.nextInt()));
        }
        return builder.build();
    }

    /** What {@code function} gives for each element, as doubles. O(n). */
    public final DoubleVector mapToDouble(IntToDoubleFunction function) {
        Objects.requireNonNull(function, "function");
        DoubleVector.Builder builder = DoubleVector.builder(store());
        for (PrimitiveIterator.OfInt i = iterator(); i.hasNext(); ) {
            builder.append(function.applyAsDouble(i.nextInt()));
        }
        return builder.build();
    }

    /** What {@code function} gives for each element, as longs. O(n). */
    public final LongVector mapToLong(IntToLongFunction function) {
        Objects.requireNonNull(function, "function");
        LongVector.Builder builder = LongVector.builder(store());
        for (PrimitiveIterator.OfInt i = iterator(); i.hasNext(); ) {
            builder.append(function.applyAsLong(i.nextInt()));
        }
        return builder.build();
    }

    /** What {@code function} gives for each element, kept by {@link Codec#standard()}. O(n). */
    public final <U extends @Nullable Object> PVector<U> mapToObj(IntFunction<? extends U> function) {
        return mapToObj(Codec.standard(), function);
    }

    /** What {@code function} gives for each element, kept by {@code codec}. O(n). */
    public final <U extends @Nullable Object> PVector<U> mapToObj(Codec<U> codec, IntFunction<? extends U> function) {
        Objects.requireNonNull(function, "function");
        PVector.Builder<U> builder = PVector.builder(store(), codec);
        for (PrimitiveIterator.OfInt i = iterator(); i.hasNext(); ) {
            builder.append(function.apply(i.nextInt()));
        }
        return builder.build();
    }

    /** The elements that {@code predicate} accepts; this vector if it accepts all. O(n). */
    public final IntVector filter(IntPredicate predicate) {
        Objects.requireNonNull(predicate, "predicate");
        IntVector.Builder builder = IntVector.builder(store());
        for (PrimitiveIterator.OfInt i = iterator(); i.hasNext(); ) {
            int element = i.nextInt();
            if (predicate.test(element)) {
                builder.append(element);
            }
        }
        return builder.size() == size ? self() : builder.build();
    }

    /** The elements before the first that {@code predicate} does not accept. */
    public final IntVector takeWhile(IntPredicate predicate) {
        return take(prefix(predicate));
    }

    /** The elements from the first on that {@code predicate} does not accept. */
    public final IntVector dropWhile(IntPredicate predicate) {
        return drop(prefix(predicate));
    }

    private int prefix(IntPredicate predicate) {
        Objects.requireNonNull(predicate, "predicate");
        int count = 0;
        for (PrimitiveIterator.OfInt i = iterator(); i.hasNext() && predicate.test(i.nextInt()); ) {
            count++;
        }
        return count;
    }

    /** The elements in ascending order. O(n log n), by an array on the heap. */
    public final IntVector sorted() {
        int[] elements = toArray();
        Arrays.sort(elements);
        return IntVector.from(store(), elements);
    }

    /** The elements from the last to the first. O(n), by an array on the heap; the reverse of {@link #asList} is O(1). */
    public final IntVector reverse() {
        int[] elements = toArray();
        for (int i = 0, j = elements.length - 1; i < j; i++, j--) {
            int element = elements[i];
            elements[i] = elements[j];
            elements[j] = element;
        }
        return IntVector.from(store(), elements);
    }
}
