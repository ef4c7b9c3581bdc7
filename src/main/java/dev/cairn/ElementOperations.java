package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.vector.HeapVector;
import dev.cairn.internal.trie.vector.PendingEdits;
import dev.cairn.internal.trie.vector.StretchCursor;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.view.ElementFunctions;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collector;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Operations of a {@link PVector} that visit its elements. */
abstract class ElementOperations<T extends @Nullable Object> extends AbstractVector<T, PVector<T>>
        implements Iterable<T> {
    ElementOperations(VectorBase base, @Nullable PendingEdits pending, int size, int edits) {
        super(base, pending, size, edits);
    }

    /** The codec of the elements. */
    public abstract Codec<T> codec();

    @Override
    final boolean hasCodecs(List<?> codecs) {
        return codecs.size() == 1 && codec().equals(codecs.getFirst());
    }

    @Override
    abstract SlotCodec<T> slots();

    @Override
    final T at(int index) {
        return self().get(index);
    }

    private PVector<T> self() {
        return (PVector<T>) this;
    }

    private PVector.Builder<T> builderLikeThis() {
        return PVector.builder(store(), codec());
    }

    /** The empty vector of the standard store, with {@link Codec#standard()}. */
    public static <T extends @Nullable Object> PVector<T> empty() {
        return PVector.empty(Codec.standard());
    }

    /** A vector of {@code elements} in the standard store. O(n). */
    public static <T extends @Nullable Object> PVector<T> from(Codec<T> codec, Iterable<? extends T> elements) {
        return PVector.from(Store.standard(), codec, elements);
    }

    /** A vector of a stream's elements in the standard store, with {@link Codec#standard()}. O(n). */
    public static <T extends @Nullable Object> PVector<T> from(Stream<? extends T> elements) {
        return PVector.from(Store.standard(), Codec.standard(), elements);
    }

    /** A vector of a stream's elements in the standard store. O(n). */
    public static <T extends @Nullable Object> PVector<T> from(Codec<T> codec, Stream<? extends T> elements) {
        return PVector.from(Store.standard(), codec, elements);
    }

    /** An empty builder in the standard store, with {@link Codec#standard()}. */
    public static <T extends @Nullable Object> PVector.Builder<T> builder() {
        return PVector.builder(Codec.standard());
    }

    /**
     * Collects a stream's elements into a vector in the standard store, with {@link Codec#standard()}. The elements stay on the heap
     * until the end.
     */
    public static <T extends @Nullable Object> Collector<T, ?, PVector<T>> collector() {
        return PVector.collector(Codec.standard());
    }

    /** Collects a stream's elements into a vector in the standard store. The elements stay on the heap until the end. */
    public static <T extends @Nullable Object> Collector<T, ?, PVector<T>> collector(Codec<T> codec) {
        return PVector.collector(Store.standard(), codec);
    }

    /** Whether an element is equal to {@code element}. Compares as {@link #indexOf}. O(n). */
    public final boolean contains(T element) {
        return indexOf(element) >= 0;
    }

    /**
     * The first index of an element that is equal to {@code element}; -1 if there is none. The codec compares the encoded elements, as
     * keys of a {@link PMap}. O(n).
     *
     * @throws NullPointerException if the element is null and the codec does not support null
     */
    public final int indexOf(T element) {
        Object prepared = slots().prepare(element);
        StretchCursor all = stretches();
        try {
            int index = 0;
            while (index < size) {
                all.enter(index);
                for (; index < all.end(); index++) {
                    if (Encoded.isAt(slots(), core(), all, index, prepared)) {
                        return index;
                    }
                    base.check(); // comparing may have run user code
                }
            }
            return -1;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The last index of an element that is equal to {@code element}; -1 if there is none. Compares as {@link #indexOf}. O(n). */
    public final int lastIndexOf(T element) {
        Object prepared = slots().prepare(element);
        VectorBase folded = foldedBase();
        int index = size - 1;
        while (index >= 0 && !isAt(folded, index, prepared)) {
            index--;
        }
        return index;
    }

    /**
     * This vector with the element at {@code index} replaced by the result of {@code function} for it. Cost as {@link
     * PVector#update(int, Object)}.
     *
     * @throws IndexOutOfBoundsException unless 0 &lt;= index &lt; size
     */
    @SuppressWarnings("NullAway") // the vector refuses null if its codec does not support it
    public final PVector<T> update(int index, UnaryOperator<T> function) {
        // where T is Object, update(i, null) means update(int, T), but Java chooses this method
        return self().update(index, function == null ? (T) null : function.apply(self().get(index)));
    }

    /**
     * This vector with {@code elements} inserted before {@code index}. O(number of elements + log n).
     *
     * @throws IndexOutOfBoundsException unless 0 &lt;= index &lt;= size
     */
    public final PVector<T> insertAll(int index, Iterable<? extends T> elements) {
        ElementFunctions.checkPlace(index, size);
        return insertAll(index, PVector.from(store(), codec(), elements));
    }

    /** The results of {@code function} for all elements, with the same codec. O(n). */
    public final PVector<T> replaceAll(UnaryOperator<T> function) {
        return map(codec(), function);
    }

    /** The results of {@code function} for all elements, with {@link Codec#standard()}. O(n). */
    public final <U extends @Nullable Object> PVector<U> map(Function<? super T, ? extends U> function) {
        return map(Codec.standard(), function);
    }

    /** The results of {@code function} for all elements, with the codec {@code codec}. O(n). */
    public final <U extends @Nullable Object> PVector<U> map(
            Codec<U> codec, Function<? super T, ? extends U> function) {
        Objects.requireNonNull(function, "function");
        PVector<U> empty = PVector.empty(store(), codec);
        if (isOnHeap()) { // the result also stays on the heap, if it fits
            @SuppressWarnings("unchecked") // no other code sees the array
            U[] mapped = (U[]) new Object[size()];
            int count = 0;
            for (Iterator<T> i = iterator(); i.hasNext(); ) {
                mapped[count++] = function.apply(i.next());
            }
            PVector<U> few = empty.small(mapped, empty.base().type().grownMost());
            return few == null ? empty.appendAll(Arrays.asList(mapped)) : few;
        }
        PVector.Builder<U> builder = empty.toBuilder();
        builder.appendMapped(iterator(), function);
        return builder.build();
    }

    /** The results of {@code function} for all elements, as longs. O(n). */
    public final LongVector mapToLong(ToLongFunction<? super T> function) {
        Objects.requireNonNull(function, "function");
        LongVector.Builder builder = LongVector.builder(store());
        for (T element : this) {
            builder.append(function.applyAsLong(element));
        }
        return builder.build();
    }

    /** The results of {@code function} for all elements, as ints. O(n). */
    public final IntVector mapToInt(ToIntFunction<? super T> function) {
        Objects.requireNonNull(function, "function");
        IntVector.Builder builder = IntVector.builder(store());
        for (T element : this) {
            builder.append(function.applyAsInt(element));
        }
        return builder.build();
    }

    /** The results of {@code function} for all elements, as doubles. O(n). */
    public final DoubleVector mapToDouble(ToDoubleFunction<? super T> function) {
        Objects.requireNonNull(function, "function");
        DoubleVector.Builder builder = DoubleVector.builder(store());
        for (T element : this) {
            builder.append(function.applyAsDouble(element));
        }
        return builder.build();
    }

    /** The elements of all results of {@code function}, in order, with {@link Codec#standard()}. O(number of results). */
    public final <U extends @Nullable Object> PVector<U> flatMap(
            Function<? super T, ? extends Iterable<? extends U>> function) {
        return flatMap(Codec.standard(), function);
    }

    /** The elements of all results of {@code function}, in order, with the codec {@code codec}. O(number of results). */
    public final <U extends @Nullable Object> PVector<U> flatMap(
            Codec<U> codec, Function<? super T, ? extends Iterable<? extends U>> function) {
        Objects.requireNonNull(function, "function");
        PVector.Builder<U> builder = PVector.builder(store(), codec);
        for (Iterator<T> i = iterator(); i.hasNext(); ) {
            builder.appendAll(function.apply(i.next()));
        }
        return builder.build();
    }

    /** The first element. Throws {@link java.util.NoSuchElementException} if there is none. */
    public final T first() {
        checkNotEmpty();
        return at(0);
    }

    /** The last element. Throws {@link java.util.NoSuchElementException} if there is none. */
    public final T last() {
        checkNotEmpty();
        return at(size - 1);
    }

    /** The elements that {@code predicate} accepts; this vector if all are accepted. O(n). Shares the nodes of long accepted runs. */
    public final PVector<T> filter(Predicate<? super T> predicate) {
        Iterator<T> all = iterator();
        int accepted = prefix(predicate, all);
        if (accepted == size) {
            return self();
        }
        Runs runs = new Runs(builderOf(self().take(accepted)));
        int index = accepted;
        while (all.hasNext()) {
            index++;
            T element = all.next();
            if (predicate.test(element)) {
                runs.add(element);
            } else {
                runs.end(index);
            }
        }
        runs.end(size);
        return runs.build();
    }

    /** Builds a vector from runs of elements of this vector. Both vectors share the nodes of long runs. */
    private final class Runs {
        /** So many elements at the beginning of a run are appended; the nodes of the rest are shared, if that is as long. */
        private static final int APPENDED = 512;

        private @Nullable PVector<T> before;
        private PVector.Builder<T> builder;
        private int length;

        Runs(PVector.Builder<T> builder) {
            this.builder = builder;
        }

        /** Adds the next element of the run. */
        void add(T element) {
            if (length < APPENDED) {
                builder.append(element);
            }
            length++;
        }

        /** Ends the run before the element {@code index}. */
        void end(int index) {
            if (length > APPENDED) {
                PVector<T> rest = slice(index - length + APPENDED, index);
                if (rest.size() < APPENDED) {
                    builder.appendAll(rest);
                } else {
                    before = build().concat(rest);
                    builder = builderLikeThis();
                }
            }
            length = 0;
        }

        PVector<T> build() {
            PVector<T> built = builder.build();
            return before == null ? built : before.concat(built);
        }
    }

    /** A builder that begins with {@code elements}. Shares their nodes, unless their trie is irregular: appending would be slow. */
    private PVector.Builder<T> builderOf(PVector<T> elements) {
        return elements.pending instanceof HeapVector || !elements.foldedBase().isIrregular()
                ? elements.toBuilder()
                : builderLikeThis().appendAll(elements);
    }

    /** The elements before the first one that {@code predicate} rejects. */
    public final PVector<T> takeWhile(Predicate<? super T> predicate) {
        return take(prefix(predicate, iterator()));
    }

    /** The elements from the first one on that {@code predicate} rejects. */
    public final PVector<T> dropWhile(Predicate<? super T> predicate) {
        return drop(prefix(predicate, iterator()));
    }

    /** The number of elements that the predicate accepts before the first rejected one, which is consumed, too. */
    private int prefix(Predicate<? super T> predicate, Iterator<T> elements) {
        Objects.requireNonNull(predicate, "predicate");
        int count = 0;
        while (elements.hasNext() && predicate.test(elements.next())) {
            count++;
        }
        return count;
    }

    /**
     * The elements in their natural order. The sort is stable. O(n log n), on the heap.
     *
     * @throws ClassCastException if the elements have no natural order
     */
    @SuppressWarnings("unchecked") // as sorting in java.util
    public final PVector<T> sorted() {
        return sorted((Comparator<? super T>) Comparator.naturalOrder());
    }

    /** The elements in the order of {@code comparator}. The sort is stable. O(n log n), on the heap. */
    public final PVector<T> sorted(Comparator<? super T> comparator) {
        Objects.requireNonNull(comparator, "comparator");
        List<T> elements = new ArrayList<>(size);
        iterator().forEachRemaining(elements::add);
        elements.sort(comparator);
        return builderLikeThis().appendAll(elements).build();
    }

    /** The elements in reverse order. O(n log n); the reversed {@link #asList} takes O(1). */
    public final PVector<T> reverse() {
        return builderLikeThis().appendAll(asList().reversed()).build();
    }

    /** Combines all elements by {@code operator} from left to right, beginning with {@code identity}. O(n). */
    public final T reduce(T identity, BinaryOperator<T> operator) {
        return foldLeft(identity, Objects.requireNonNull(operator, "operator"));
    }

    /** Combines {@code first} by {@code function} with each element from left to right. O(n). */
    public final <U extends @Nullable Object> U foldLeft(
            U first, BiFunction<? super U, ? super T, ? extends U> function) {
        Objects.requireNonNull(function, "function");
        U result = first;
        for (T element : this) {
            result = function.apply(result, element);
        }
        return result;
    }

    /** Whether {@code folded} has the prepared element at {@code index}. May run user code. */
    private boolean isAt(VectorBase folded, int index, Object prepared) {
        folded.check();
        try {
            return slots().isAt(core(), folded.elementAt(index), prepared);
        } finally {
            Reference.reachabilityFence(this);
        }
    }
}
