package dev.cairn;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.vector.HeapVector;
import dev.cairn.internal.trie.vector.PendingEdits;
import dev.cairn.internal.trie.vector.Stretch;
import dev.cairn.internal.trie.vector.StretchCursor;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorCursor;
import dev.cairn.internal.trie.vector.VectorDraft;
import dev.cairn.internal.view.ElementFunctions;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collector;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sequence whose elements lie off the heap, in the form that a {@link Codec} gives them. An operation that
 * changes it returns a new version that shares what did not change; versions need not be freed.
 *
 * <p>Any thread may read a version and derive others from it. Costs are of the calling thread; n is the size. A vector of 1,024 elements
 * at most is on the heap until it becomes a part of something in the store. Operations that change elements in bulk write what waits first,
 * once a version; reading writes nothing. After the store was closed, what reaches for elements throws a {@link StoreClosedException};
 * what needs memory and finds none throws a {@link StoreFullException}. Reading an element decodes it, into a new object as a rule, equal
 * to the one that was put in. The structure is a radix trie with branching 32 as in Clojure's and Scala's vectors (P. Bagwell, T. Rompf,
 * <em>RRB-Trees: Efficient Immutable Vectors</em>, 2011), with a tail that versions share and updates that are written in batches.
 *
 * @param <T> the elements; null only where the codec has a null
 */
@SuppressWarnings("serial") // never written: a stream has its form
public final class PVector<T extends @Nullable Object> extends ElementOperations<T> implements Version {
    private final Codec<T> codec;
    private final SlotCodec<T> slots;

    PVector(Codec<T> codec, SlotCodec<T> slots, VectorBase base, @Nullable PendingEdits waiting, int size, int edits) {
        super(base, waiting, size, edits);
        this.codec = codec;
        this.slots = slots;
    }

    @Override
    PVector<T> version(VectorBase newBase, @Nullable PendingEdits newWaiting, int newSize, int newEdits) {
        return new PVector<>(codec, slots, newBase, newWaiting, newSize, newEdits);
    }

    @Override
    T load(long at) {
        return slots.load(core(), at);
    }

    @Override
    long hashElement(Stretch stretches, int index, long seed) {
        return Encoded.hash(slots, core(), stretches, index, seed);
    }

    @Override
    T element(StretchCursor stretches, int index) {
        return Encoded.element(slots, core(), stretches, index);
    }

    @Override
    boolean isSame(StretchCursor a, StretchCursor b, int index) {
        return Encoded.isSame(slots, core(), a, b, index);
    }

    @Override
    boolean isSame(long a, long b) {
        return slots.isSame(core(), a, b);
    }

    @Override
    SlotCodec<T> slots() {
        return slots;
    }

    @Override
    long bits(T element) {
        return 0;
    }

    @Override
    Object prepare(T element) {
        return slots.prepareFor(core(), element);
    }

    @Override
    boolean hasPortableElements() {
        return stream().allMatch(slots::isPortable);
    }

    @Override
    boolean isLike(PVector<T> other) {
        return slots.equals(other.slots);
    }

    /**
     * Keeps vectors that keep their elements by {@code elements} as elements of other collections, each as a reference
     * of four bytes: putting one in and getting it back copies none of its elements, however many they are, but for those
     * of a small vector. Both must lie in the same store.
     */
    public static <E extends @Nullable Object> Codec<PVector<E>> codec(Codec<E> elements) {
        return kind(elements);
    }

    private static <E extends @Nullable Object> VectorKind<E, PVector<E>> kind(Codec<E> elements) {
        SlotCodec<E> slots = SlotCodec.of(elements);
        return new VectorKind<>(
                PVector.class,
                List.of(elements),
                elements,
                store -> new PVector<>(elements, slots, store.emptyVectors().of(slots), null, 0, 0));
    }

    @Override
    CollectionKind<?> kind() {
        return kind(codec);
    }

    /** The empty vector of the standard store. */
    public static <T extends @Nullable Object> PVector<T> empty(Codec<T> codec) {
        return empty(Store.standard(), codec);
    }

    /** The empty vector of {@code store}. */
    public static <T extends @Nullable Object> PVector<T> empty(Store store, Codec<T> codec) {
        store.core().check();
        SlotCodec<T> slots = SlotCodec.of(codec);
        return new PVector<>(codec, slots, store.emptyVectors().of(slots), null, 0, 0);
    }

    /** A vector of {@code elements} in the standard store, kept by {@link Codec#standard()}. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T extends @Nullable Object> PVector<T> of(T... elements) {
        return of(Store.standard(), Codec.standard(), elements);
    }

    /** A vector of {@code elements} in {@code store}. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T extends @Nullable Object> PVector<T> of(Store store, Codec<T> codec, T... elements) {
        PVector<T> empty = empty(store, codec);
        PVector<T> small = empty.small(elements);
        return small == null ? empty.appendAll(Arrays.asList(elements)) : small;
    }

    /** A vector of {@code elements} in the standard store, kept by {@link Codec#standard()}. O(n). */
    @JsonCreator
    public static <T extends @Nullable Object> PVector<T> from(Iterable<? extends T> elements) {
        return from(Store.standard(), Codec.standard(), elements);
    }

    /** A vector of {@code elements} in {@code store}. O(n). */
    public static <T extends @Nullable Object> PVector<T> from(
            Store store, Codec<T> codec, Iterable<? extends T> elements) {
        PVector<T> empty = empty(store, codec);
        PVector<T> small = elements instanceof Collection<? extends T> all ? empty.small(all) : null;
        return small == null ? empty.toBuilder().appendAll(elements).build() : small;
    }

    /** As {@link #small(Object[])}. */
    @SuppressWarnings("unchecked") // they are elements
    private @Nullable PVector<T> small(Collection<? extends T> elements) {
        return elements.size() <= base().type().smallMost() ? small((T[]) elements.toArray()) : null;
    }

    /** A vector of a stream's elements in {@code store}. O(n). */
    public static <T extends @Nullable Object> PVector<T> from(
            Store store, Codec<T> codec, Stream<? extends T> elements) {
        Builder<T> builder = builder(store, codec);
        elements.sequential().forEachOrdered(builder::append);
        return builder.build();
    }

    /** Collects a stream's elements into a vector in {@code store}. Keeps them on the heap until the end. */
    public static <T extends @Nullable Object> Collector<T, ?, PVector<T>> collector(Store store, Codec<T> codec) {
        PVector<T> empty = empty(store, codec);
        return ElementFunctions.collector(empty::appendAll);
    }

    /** An empty builder in the standard store. */
    public static <T extends @Nullable Object> Builder<T> builder(Codec<T> codec) {
        return builder(Store.standard(), codec);
    }

    /** An empty builder in {@code store}. */
    public static <T extends @Nullable Object> Builder<T> builder(Store store, Codec<T> codec) {
        return empty(store, codec).toBuilder();
    }

    @Override
    public Codec<T> codec() {
        return codec;
    }

    /**
     * The element at {@code index}. O(log n), with base 32, and decoding it; looks through what waits first.
     *
     * @throws IndexOutOfBoundsException unless 0 &lt;= index &lt; size
     */
    public T get(int index) {
        checkIndex(index);
        VectorBase b = base;
        b.check();
        if (edits != 0) {
            return Encoded.get(this, slots, index);
        }
        try {
            return slots.load(b.core(), b.elementAt(index));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The first element. Throws {@link java.util.NoSuchElementException} if there is none. */
    public T first() {
        checkNotEmpty();
        return get(0);
    }

    /** The last element. Throws {@link java.util.NoSuchElementException} if there is none. */
    public T last() {
        checkNotEmpty();
        return get(size - 1);
    }

    /**
     * This vector and {@code element}. Amortised O(1) on the newest version; else copies at most a leaf and a path.
     *
     * @throws NullPointerException if the element is null and the codec has no null
     * @throws dev.cairn.codec.CodecException if it cannot be encoded
     */
    public PVector<T> append(T element) {
        return appendElement(0, prepare(element));
    }

    /** This vector and {@code elements}. O(their number + log n). */
    public PVector<T> appendAll(Iterable<? extends T> elements) {
        Iterator<? extends T> i = elements.iterator();
        if (!i.hasNext()) {
            return this;
        }
        Builder<T> builder = toBuilder();
        i.forEachRemaining(builder::append);
        return builder.build();
    }

    /**
     * This vector with {@code element} at {@code index}. O(log n) amortised: updates wait on the heap, 64 or a quarter of
     * the size and at most 32,768, and are then written in one pass that copies each leaf and each node above it once.
     *
     * @throws IndexOutOfBoundsException unless 0 &lt;= index &lt; size
     * @throws NullPointerException if the element is null and the codec has no null
     * @throws dev.cairn.codec.CodecException if it cannot be encoded
     */
    public PVector<T> update(int index, T element) {
        checkIndex(index);
        return updateElement(index, 0, prepare(element));
    }

    /**
     * This vector with {@code element} before what is at {@code index}. O(log n) amortised: what is inserted waits on the
     * heap, as updates do, but 8,192 elements at most.
     *
     * @throws IndexOutOfBoundsException unless 0 &lt;= index &lt;= size
     * @throws NullPointerException if the element is null and the codec has no null
     * @throws dev.cairn.codec.CodecException if it cannot be encoded
     */
    public PVector<T> insert(int index, T element) {
        ElementFunctions.checkPlace(index, size);
        return insertElement(index, 0, prepare(element));
    }

    /** {@code element} and this vector. Amortised O(1). */
    public PVector<T> prepend(T element) {
        return prependElement(0, prepare(element));
    }

    /**
     * This vector without its last element. O(1), or O(log n) when that empties the tail.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    public PVector<T> removeLast() {
        return withoutLast();
    }

    @Override
    VectorCursor<T> cursor(int from, int end) {
        base.check();
        return new VectorCursor<>(slots, base, stretches(), from, end);
    }

    @Override
    public Iterator<T> iterator() {
        return cursor(0, size);
    }

    @Override
    public Spliterator<T> spliterator() {
        return cursor(0, size);
    }

    /** The elements in order. */
    public Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    @Override
    public void forEach(Consumer<? super T> action) {
        iterator().forEachRemaining(action);
    }

    /** A builder that begins with these elements. O(1), once what waits is written; a copy of them if they are on the heap. */
    public Builder<T> toBuilder() {
        return new Builder<>(codec, slots, draft());
    }

    @Override
    boolean hasOneHash() {
        return slots.isPortable() || (slots.mayBePortable() && hasPortableElements());
    }

    /** As a {@link java.util.List}; of more than 1,000 elements, or long ones, the first and how many there are. */
    @Override
    public String toString() {
        return ElementFunctions.toString("[", iterator(), size, "]");
    }

    /**
     * Appends to and changes a vector in place; confined to the thread that made it.
     *
     * @param <T> the elements
     */
    public static final class Builder<T extends @Nullable Object> {
        private final Codec<T> codec;
        private final SlotCodec<T> slots;
        private final VectorDraft elements;

        private Builder(Codec<T> codec, SlotCodec<T> slots, VectorDraft elements) {
            this.codec = codec;
            this.slots = slots;
            this.elements = elements;
        }

        /** Appends an element. Amortised O(1), and encoding it. */
        public Builder<T> append(T element) {
            elements.append(0, slots.prepareFor(elements.core(), element));
            return this;
        }

        /** Appends elements in order. O(their number). */
        public Builder<T> appendAll(Iterable<? extends T> more) {
            more.forEach(this::append);
            return this;
        }

        /** Replaces the element at {@code index}. O(log n). Throws {@link IndexOutOfBoundsException} unless it is in range. */
        public Builder<T> update(int index, T element) {
            elements.check();
            elements.set(
                    ElementFunctions.checkIndex(index, elements.size()), 0, slots.prepareFor(elements.core(), element));
            return this;
        }

        /** As {@link #update(int, Object)}, with the result of {@code function} for the element that is there. */
        @SuppressWarnings("NullAway") // as in the vector's update
        public Builder<T> update(int index, UnaryOperator<T> function) {
            return update(index, function == null ? (T) null : function.apply(get(index)));
        }

        /** The element at {@code index}. Throws {@link IndexOutOfBoundsException} unless it is in range. */
        public T get(int index) {
            elements.check();
            return Encoded.get(this, elements, slots, ElementFunctions.checkIndex(index, elements.size()));
        }

        /** The number of elements so far. */
        public int size() {
            return elements.size();
        }

        /** The elements so far, in O(1), or a copy of them if they are on the heap; the builder can go on, and does not change what it built. */
        public PVector<T> build() {
            elements.check();
            HeapVector small = elements.small();
            return new PVector<>(codec, slots, elements.base(), small, elements.size(), small == null ? 0 : 1);
        }
    }
}
