package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.internal.trie.vector.PendingEdits;
import dev.cairn.internal.trie.vector.RawBits;
import dev.cairn.internal.trie.vector.VectorBase;
import java.util.Arrays;
import java.util.Objects;
import java.util.PrimitiveIterator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.LongToDoubleFunction;
import java.util.function.LongToIntFunction;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collector;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Operations of a {@link LongVector} that visit its elements. */
abstract class LongOperations extends AbstractVector<Long, LongVector> implements Iterable<Long> {
    LongOperations(VectorBase base, @Nullable PendingEdits pending, int size, int edits) {
        super(base, pending, size, edits);
    }

    /** The element at {@code index}. */
    public abstract long get(int index);

    @Override
    final Long at(int index) {
        return get(index);
    }

    /** The first element. Throws {@link java.util.NoSuchElementException} if there is none. */
    public final long first() {
        checkNotEmpty();
        return get(0);
    }

    /** The last element. Throws {@link java.util.NoSuchElementException} if there is none. */
    public final long last() {
        checkNotEmpty();
        return get(size - 1);
    }

    @Override
    public abstract PrimitiveIterator.OfLong iterator();

    /** The elements in a new array. O(n). */
    public abstract long[] toArray();

    private LongVector self() {
        return (LongVector) this;
    }

    /** A vector of a stream's elements in the standard store. O(n). */
    public static LongVector from(LongStream elements) {
        return LongVector.from(Store.standard(), elements);
    }

    /** A vector of {@code elements} in the standard store. O(n). */
    public static LongVector from(Iterable<Long> elements) {
        return LongVector.from(Store.standard(), elements);
    }

    /** Collects a stream's elements into a vector in the standard store. The elements stay on the heap until the end. */
    public static Collector<Long, ?, LongVector> collector() {
        return LongVector.collector(Store.standard());
    }

    /** Whether an element is equal to {@code element}. O(n). */
    public final boolean contains(long element) {
        return indexOf(element) >= 0;
    }

    /** The first index of an element that is equal to {@code element}; -1 if there is none. O(n). */
    public final int indexOf(long element) {
        PrimitiveIterator.OfLong i = iterator();
        for (int index = 0; i.hasNext(); index++) {
            if (RawBits.areEqual(i.nextLong(), element)) {
                return index;
            }
        }
        return -1;
    }

    /** The last index of an element that is equal to {@code element}; -1 if there is none. O(n). */
    public final int lastIndexOf(long element) {
        foldedBase();
        int index = size - 1;
        while (index >= 0 && !RawBits.areEqual(get(index), element)) {
            index--;
        }
        return index;
    }

    /**
     * This vector with the element at {@code index} replaced by the result of {@code function} for it. Cost as {@link
     * LongVector#update(int, long)}.
     *
     * @throws IndexOutOfBoundsException unless 0 &lt;= index &lt; size
     */
    public final LongVector update(int index, LongUnaryOperator function) {
        Objects.requireNonNull(function, "function");
        return self().update(index, function.applyAsLong(get(index)));
    }

    /** The results of {@code function} for all elements. O(n). */
    public final LongVector map(LongUnaryOperator function) {
        Objects.requireNonNull(function, "function");
        LongVector.Builder builder = LongVector.builder(store());
        for (PrimitiveIterator.OfLong i = iterator(); i.hasNext(); ) {
            builder.append(function.applyAsLong(i.nextLong()));
        }
        return builder.build();
    }

    /** The results of {@code function} for all elements, as ints. O(n). */
    public final IntVector mapToInt(LongToIntFunction function) {
        Objects.requireNonNull(function, "function");
        IntVector.Builder builder = IntVector.builder(store());
        for (PrimitiveIterator.OfLong i = iterator(); i.hasNext(); ) {
            builder.append(function.applyAsInt(i.nextLong()));
        }
        return builder.build();
    }

    /** The results of {@code function} for all elements, as doubles. O(n). */
    public final DoubleVector mapToDouble(LongToDoubleFunction function) {
        Objects.requireNonNull(function, "function");
        DoubleVector.Builder builder = DoubleVector.builder(store());
        for (PrimitiveIterator.OfLong i = iterator(); i.hasNext(); ) {
            builder.append(function.applyAsDouble(i.nextLong()));
        }
        return builder.build();
    }

    /** The results of {@code mapper} for all elements, with {@link Codec#standard()}. O(n). */
    public final <U extends @Nullable Object> PVector<U> mapToObj(LongFunction<? extends U> mapper) {
        return mapToObj(Codec.standard(), mapper);
    }

    /** The results of {@code mapper} for all elements, with the codec {@code codec}. O(n). */
    public final <U extends @Nullable Object> PVector<U> mapToObj(Codec<U> codec, LongFunction<? extends U> mapper) {
        Objects.requireNonNull(mapper, "mapper");
        PVector.Builder<U> builder = PVector.builder(store(), codec);
        for (PrimitiveIterator.OfLong i = iterator(); i.hasNext(); ) {
            builder.append(mapper.apply(i.nextLong()));
        }
        return builder.build();
    }

    /** Combines all elements by {@code operator} from left to right, beginning with {@code identity}. O(n). */
    public final long reduce(long identity, LongBinaryOperator operator) {
        Objects.requireNonNull(operator, "operator");
        long result = identity;
        for (PrimitiveIterator.OfLong i = iterator(); i.hasNext(); ) {
            result = operator.applyAsLong(result, i.nextLong());
        }
        return result;
    }

    /** The elements that {@code predicate} accepts; this vector if all are accepted. O(n). */
    public final LongVector filter(LongPredicate predicate) {
        Objects.requireNonNull(predicate, "predicate");
        LongVector.Builder builder = LongVector.builder(store());
        for (PrimitiveIterator.OfLong i = iterator(); i.hasNext(); ) {
            long element = i.nextLong();
            if (predicate.test(element)) {
                builder.append(element);
            }
        }
        return builder.size() == size ? self() : builder.build();
    }

    /** The elements before the first one that {@code predicate} rejects. */
    public final LongVector takeWhile(LongPredicate predicate) {
        return take(prefix(predicate));
    }

    /** The elements from the first one on that {@code predicate} rejects. */
    public final LongVector dropWhile(LongPredicate predicate) {
        return drop(prefix(predicate));
    }

    private int prefix(LongPredicate predicate) {
        Objects.requireNonNull(predicate, "predicate");
        int count = 0;
        for (PrimitiveIterator.OfLong i = iterator(); i.hasNext() && predicate.test(i.nextLong()); ) {
            count++;
        }
        return count;
    }

    /** The elements in ascending order. O(n log n), in an array on the heap. */
    public final LongVector sorted() {
        long[] elements = toArray();
        Arrays.sort(elements);
        return LongVector.from(store(), elements);
    }

    /** The elements in reverse order. O(n), in an array on the heap; the reversed {@link #asList} takes O(1). */
    public final LongVector reverse() {
        long[] elements = toArray();
        for (int i = 0, j = elements.length - 1; i < j; i++, j--) {
            long element = elements[i];
            elements[i] = elements[j];
            elements[j] = element;
        }
        return LongVector.from(store(), elements);
    }
}
