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

/** Operations of a vector with a codec that go over its elements, each made of those that a {@link PVector} has. */
abstract class ElementOperations<T extends @Nullable Object> extends AbstractVector<T, PVector<T>>
        implements Iterable<T> {
    ElementOperations(VectorBase base, @Nullable PendingEdits waiting, int size, int edits) {
        super(base, waiting, size, edits);
    }

    /** How the elements become bytes. */
    public abstract Codec<T> codec();

    @Override
    final List<?> codecs() {
        return List.of(codec());
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

    /** The empty vector of the standard store, kept by {@link Codec#standard()}. */
    public static <T extends @Nullable Object> PVector<T> empty() {
        return PVector.empty(Codec.standard());
    }

    /** A vector of {@code elements} in the standard store. O(n). */
    public static <T extends @Nullable Object> PVector<T> from(Codec<T> codec, Iterable<? extends T> elements) {
        return PVector.from(Store.standard(), codec, elements);
    }

    /** A vector of a stream's elements in the standard store, kept by {@link Codec#standard()}. O(n). */
    public static <T extends @Nullable Object> PVector<T> from(Stream<? extends T> elements) {
        return PVector.from(Store.standard(), Codec.standard(), elements);
    }

    /** A vector of a stream's elements in the standard store. O(n). */
    public static <T extends @Nullable Object> PVector<T> from(Codec<T> codec, Stream<? extends T> elements) {
        return PVector.from(Store.standard(), codec, elements);
    }

    /** An empty builder in the standard store, kept by {@link Codec#standard()}. */
    public static <T extends @Nullable Object> PVector.Builder<T> builder() {
        return PVector.builder(Codec.standard());
    }

    /**
     * Collects a stream's elements into a vector in the standard store, kept by {@link Codec#standard()}. Keeps them on
     * the heap until the end.
     */
    public static <T extends @Nullable Object> Collector<T, ?, PVector<T>> collector() {
        return PVector.collector(Codec.standard());
    }

    /** Collects a stream's elements into a vector in the standard store. Keeps them on the heap until the end. */
    public static <T extends @Nullable Object> Collector<T, ?, PVector<T>> collector(Codec<T> codec) {
        return PVector.collector(Store.standard(), codec);
    }

    /** Whether {@code element} is in it. Compares as {@link #indexOf} does. O(n). */
    public final boolean contains(T element) {
        return indexOf(element) >= 0;
    }

    /**
     * The index of the first element that is {@code element}; -1 if there is none. They are compared where they lie, as keys of a
     * {@link PMap} are. O(n).
     *
     * @throws NullPointerException if the element is null and the codec has no null
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
                    base.check(); // comparing may have run a user's code
                }
            }
            return -1;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The index of the last element that is {@code element}; -1 if there is none. Compares as {@link #indexOf} does. O(n). */
    public final int lastIndexOf(T element) {
        Object prepared = slots().prepare(element);
        VectorBase settled = settled();
        int index = size - 1;
        while (index >= 0 && !isAt(settled, index, prepared)) {
            index--;
        }
        return index;
    }

    /**
     * This vector with what {@code function} gives for the element at {@code index}. Cost as {@link PVector#update(int, Object)}.
     *
     * @throws IndexOutOfBoundsException unless 0 &lt;= index &lt; size
     */
    @SuppressWarnings("NullAway") // the vector refuses a null that its codec does not have
    public final PVector<T> update(int index, UnaryOperator<T> function) {
        // null is an element, which update(i, null) means where T is Object, but does not call
        return self().update(index, function == null ? (T) null : function.apply(self().get(index)));
    }

    /**
     * This vector with {@code elements} before what is at {@code index}. O(their number + log n).
     *
     * @throws IndexOutOfBoundsException unless 0 &lt;= index &lt;= size
     */
    public final PVector<T> insertAll(int index, Iterable<? extends T> elements) {
        ElementFunctions.checkPlace(index, size);
        return insertAll(index, PVector.from(store(), codec(), elements));
    }

    /** This vector with what {@code function} gives for each element, kept by the same codec. O(n). */
    public final PVector<T> replaceAll(UnaryOperator<T> function) {
        return map(codec(), function);
    }

    /** What {@code function} gives for each element, kept by {@link Codec#standard()}. O(n). */
    public final <U extends @Nullable Object> PVector<U> map(Function<? super T, ? extends U> function) {
        return map(Codec.standard(), function);
    }

    /** What {@code function} gives for each element, kept by {@code codec}. O(n). */
    public final <U extends @Nullable Object> PVector<U> map(
            Codec<U> codec, Function<? super T, ? extends U> function) {
        Objects.requireNonNull(function, "function");
        PVector<U> empty = PVector.empty(store(), codec);
        if (isOnHeap()) { // and so is what is made of it, if it fits
            @SuppressWarnings("unchecked") // nobody else sees the array
            U[] mapped = (U[]) new Object[size()];
            int count = 0;
            for (Iterator<T> i = iterator(); i.hasNext(); ) {
                mapped[count++] = function.apply(i.next());
            }
            PVector<U> few = empty.small(mapped, empty.base().type().grownMost());
            return few == null ? empty.appendAll(Arrays.asList(mapped)) : few;
        }
        PVector.Builder<U> builder = empty.toBuilder();
        for (Iterator<T> i = iterator(); i.hasNext(); ) {
            builder.append(function.apply(i.next()));
        }
        return builder.build();
    }

    /** What {@code function} gives for each element, as longs. O(n). */
    public final LongVector mapToLong(ToLongFunction<? super T> function) {
        Objects.requireNonNull(function, "function");
        LongVector.Builder builder = LongVector.builder(store());
        for (T element : this) {
            builder.append(function.applyAsLong(element));
        }
        return builder.build();
    }

    /** What {@code function} gives for each element, as ints. O(n). */
    public final IntVector mapToInt(ToIntFunction<? super T> function) {
        Objects.requireNonNull(function, "function");
        IntVector.Builder builder = IntVector.builder(store());
        for (T element : this) {
            builder.append(function.applyAsInt(element));
        }
        return builder.build();
    }

    /** What {@code function} gives for each element, as doubles. O(n). */
    public final DoubleVector mapToDouble(ToDoubleFunction<? super T> function) {
        Objects.requireNonNull(function, "function");
        DoubleVector.Builder builder = DoubleVector.builder(store());
        for (T element : this) {
            builder.append(function.applyAsDouble(element));
        }
        return builder.build();
    }

    /** All that {@code function} gives for each element, one after another, kept by {@link Codec#standard()}. O(their number). */
    public final <U extends @Nullable Object> PVector<U> flatMap(
            Function<? super T, ? extends Iterable<? extends U>> function) {
        return flatMap(Codec.standard(), function);
    }

    /** All that {@code function} gives for each element, one after another, kept by {@code codec}. O(their number). */
    public final <U extends @Nullable Object> PVector<U> flatMap(
            Codec<U> codec, Function<? super T, ? extends Iterable<? extends U>> function) {
        Objects.requireNonNull(function, "function");
        PVector.Builder<U> builder = PVector.builder(store(), codec);
        for (Iterator<T> i = iterator(); i.hasNext(); ) {
            builder.appendAll(function.apply(i.next()));
        }
        return builder.build();
    }

    /** The elements that {@code predicate} accepts; this vector if it accepts all. O(n). What stands before the first that it does not is shared, and so are long runs of accepted elements. */
    public final PVector<T> filter(Predicate<? super T> predicate) {
        Iterator<T> all = iterator();
        int accepted = prefix(predicate, all);
        if (accepted == size) {
            return self();
        }
        Runs<T> runs = new Runs<>(this, builderOf(self().take(accepted)));
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

    /** Builds a vector of runs of the elements of another one. The vectors share the nodes of long runs. */
    private static final class Runs<T extends @Nullable Object> {
        /** So many elements at the beginning of a run are appended; the nodes of the rest are shared, if that is as long. */
        private static final int APPENDED = 512;

        private final ElementOperations<T> source;
        private @Nullable PVector<T> before;
        private PVector.Builder<T> builder;
        private int length;

        Runs(ElementOperations<T> source, PVector.Builder<T> builder) {
            this.source = source;
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
                PVector<T> rest = source.slice(index - length + APPENDED, index);
                if (rest.size() < APPENDED) {
                    builder.appendAll(rest);
                } else {
                    before = build().concat(rest);
                    builder = source.builderLikeThis();
                }
            }
            length = 0;
        }

        PVector<T> build() {
            PVector<T> built = builder.build();
            return before == null ? built : before.concat(built);
        }
    }

    /** A builder that begins with {@code elements}, which it shares, unless that would make all that is appended dear. */
    private PVector.Builder<T> builderOf(PVector<T> elements) {
        return elements.waiting instanceof HeapVector || !elements.settled().isIrregular()
                ? elements.toBuilder()
                : builderLikeThis().appendAll(elements);
    }

    /** The elements before the first that {@code predicate} does not accept. */
    public final PVector<T> takeWhile(Predicate<? super T> predicate) {
        return take(prefix(predicate, iterator()));
    }

    /** The elements from the first on that {@code predicate} does not accept. */
    public final PVector<T> dropWhile(Predicate<? super T> predicate) {
        return drop(prefix(predicate, iterator()));
    }

    /** How many of {@code elements} it accepts before one that it does not; takes that one, too. */
    private int prefix(Predicate<? super T> predicate, Iterator<T> elements) {
        Objects.requireNonNull(predicate, "predicate");
        int count = 0;
        while (elements.hasNext() && predicate.test(elements.next())) {
            count++;
        }
        return count;
    }

    /**
     * The elements in their natural order; equal ones stay in the order they have. O(n log n), on the heap.
     *
     * @throws ClassCastException if they have none
     */
    @SuppressWarnings("unchecked") // as java.util sorts
    public final PVector<T> sorted() {
        return sorted((Comparator<? super T>) Comparator.naturalOrder());
    }

    /** The elements in the order of {@code comparator}; equal ones stay in the order they have. O(n log n), on the heap. */
    public final PVector<T> sorted(Comparator<? super T> comparator) {
        Objects.requireNonNull(comparator, "comparator");
        List<T> elements = new ArrayList<>(size);
        iterator().forEachRemaining(elements::add);
        elements.sort(comparator);
        return builderLikeThis().appendAll(elements).build();
    }

    /** The elements from the last to the first. O(n log n); the reverse of {@link #asList} is O(1). */
    public final PVector<T> reverse() {
        return builderLikeThis().appendAll(asList().reversed()).build();
    }

    /** The elements joined by {@code operator} from left to right, beginning with {@code identity}. O(n). */
    public final T reduce(T identity, BinaryOperator<T> operator) {
        Objects.requireNonNull(operator, "operator");
        T result = identity;
        for (T element : this) {
            result = operator.apply(result, element);
        }
        return result;
    }

    /** {@code first}, joined by {@code function} with each element from left to right. O(n). */
    public final <U extends @Nullable Object> U foldLeft(
            U first, BiFunction<? super U, ? super T, ? extends U> function) {
        Objects.requireNonNull(function, "function");
        U result = first;
        for (T element : this) {
            result = function.apply(result, element);
        }
        return result;
    }

    /** Whether {@code settled} has the element that was prepared at {@code index}; may run a user's code. */
    private boolean isAt(VectorBase settled, int index, Object prepared) {
        settled.check();
        try {
            return slots().isAt(core(), settled.elementAt(index), prepared);
        } finally {
            Reference.reachabilityFence(this);
        }
    }
}
