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
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collector;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sequence whose elements lie off the heap, encoded by a {@link Codec}. An operation that changes the vector returns a new
 * version, which shares all unchanged nodes with the old one. Versions are freed automatically.
 *
 * <p>Any thread may read a version and derive others from it. Costs are costs of the calling thread; n is the size. A vector of up to
 * 1,024 elements is on the heap until it becomes a part of something in the store. Bulk changes write the pending edits of a version
 * first, once for each version; reading writes nothing. Access to elements of a closed store throws {@link StoreClosedException}; an
 * operation that finds no memory throws {@link StoreFullException}. Reading decodes an element, usually into a new object that is equal
 * to the stored one. The structure is a radix trie with branching factor 32, as in Clojure's and Scala's vectors (P. Bagwell, T. Rompf,
 * <em>RRB-Trees: Efficient Immutable Vectors</em>, 2011), with a tail that versions share and updates that are written in batches.
 *
 * @param <T> the type of the elements; null only if the codec supports null
 */
@SuppressWarnings("serial") // streams contain a serialization proxy
public final class PVector<T extends @Nullable Object> extends ElementOperations<T> implements Version {
    private final Codec<T> codec;
    private final SlotCodec<T> slots;

    PVector(Codec<T> codec, SlotCodec<T> slots, VectorBase base, @Nullable PendingEdits pending, int size, int edits) {
        super(base, pending, size, edits);
        this.codec = codec;
        this.slots = slots;
    }

    @Override
    PVector<T> version(VectorBase newBase, @Nullable PendingEdits newPending, int newSize, int newEdits) {
        return new PVector<>(codec, slots, newBase, newPending, newSize, newEdits);
    }

    @Override
    T load(long at) {
        return slots.load(base.core(), at);
    }

    @Override
    long hashElement(Stretch stretches, int index, long seed) {
        return Encoded.hash(slots, base.core(), stretches, index, seed);
    }

    @Override
    T element(StretchCursor stretches, int index) {
        return Encoded.element(slots, base.core(), stretches, index);
    }

    @Override
    boolean isSame(StretchCursor a, StretchCursor b, int index) {
        return Encoded.isSame(slots, base.core(), a, b, index);
    }

    @Override
    boolean isSame(long a, long b) {
        return slots.isSame(base.core(), a, b);
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
    boolean hasSameCodecs(PVector<T> other) {
        return slots.equals(other.slots);
    }

    /**
     * The codec for vectors with the element codec {@code elements}, as elements of other collections. Each is stored as a reference of
     * four bytes: writing and reading it copies no elements, except for small vectors. Both collections must lie in the same store.
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
        return base().type().kind(() -> kind(codec));
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

    /** A vector of {@code elements} in the standard store, with {@link Codec#standard()}. */
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

    /** A vector of {@code elements} in the standard store, with {@link Codec#standard()}. O(n). */
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

    /** As {@link #small(Object[])}, for a collection. */
    @SuppressWarnings("unchecked") // the array holds elements only
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

    /** Collects a stream's elements into a vector in {@code store}. The elements stay on the heap until the end. */
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
     * The element at {@code index}. O(log n) with base 32, and the decoding. Searches pending edits first.
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

    /**
     * This vector with {@code element} at the end. Amortised O(1) for the newest version; otherwise copies at most a leaf and a path.
     *
     * @throws NullPointerException if the element is null and the codec does not support null
     * @throws dev.cairn.codec.CodecException if the element cannot be encoded
     */
    public PVector<T> append(T element) {
        return appendElement(0, prepare(element));
    }

    /** This vector with {@code elements} at the end. O(number of elements + log n). */
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
     * This vector with {@code element} at {@code index}. Amortised O(log n): up to 64 updates, or a quarter of the size but at most
     * 32,768, are pending on the heap. Then one pass writes them, and copies each leaf and each node above it once.
     *
     * @throws IndexOutOfBoundsException unless 0 &lt;= index &lt; size
     * @throws NullPointerException if the element is null and the codec does not support null
     * @throws dev.cairn.codec.CodecException if the element cannot be encoded
     */
    public PVector<T> update(int index, T element) {
        checkIndex(index);
        return updateElement(index, 0, prepare(element));
    }

    /**
     * This vector with {@code element} inserted before {@code index}. Amortised O(log n): inserted elements are pending on the heap as
     * updates are, but at most 8,192.
     *
     * @throws IndexOutOfBoundsException unless 0 &lt;= index &lt;= size
     * @throws NullPointerException if the element is null and the codec does not support null
     * @throws dev.cairn.codec.CodecException if the element cannot be encoded
     */
    public PVector<T> insert(int index, T element) {
        ElementFunctions.checkPlace(index, size);
        return insertElement(index, 0, prepare(element));
    }

    /** This vector with {@code element} at the beginning. Amortised O(1). */
    public PVector<T> prepend(T element) {
        return prependElement(0, prepare(element));
    }

    /**
     * This vector without its last element. O(1), or O(log n) if the tail becomes empty.
     *
     * @throws java.util.NoSuchElementException if this vector is empty
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

    /** A builder that begins with these elements. O(1) after pending edits are written; copies the elements of a vector on the heap. */
    public Builder<T> toBuilder() {
        return new Builder<>(codec, slots, draft());
    }

    @Override
    boolean hasOneHash() {
        return slots.isPortable() || (slots.mayBePortable() && hasPortableElements());
    }

    /** As the text of a {@link java.util.List}; shortened if there are more than 1,000 elements or very long ones. */
    @Override
    public String toString() {
        return ElementFunctions.toString("[", iterator(), size, "]");
    }

    /**
     * Changes a vector in place; confined to the thread that made the builder.
     *
     * @param <T> the type of the elements
     */
    public static final class Builder<T extends @Nullable Object> {
        final Codec<T> codec;
        private final SlotCodec<T> slots;
        final VectorDraft elements;

        private Builder(Codec<T> codec, SlotCodec<T> slots, VectorDraft elements) {
            this.codec = codec;
            this.slots = slots;
            this.elements = elements;
        }

        /** Appends an element. Amortised O(1), and the encoding. */
        public Builder<T> append(T element) {
            elements.append(slots, element);
            return this;
        }

        /** Appends what {@code function} gives for the elements of {@code from}. */
        <S extends @Nullable Object> void appendMapped(Iterator<S> from, Function<? super S, ? extends T> function) {
            elements.appendMapped(slots, from, function);
        }

        /** Appends elements in order. O(number of elements). */
        public Builder<T> appendAll(Iterable<? extends T> more) {
            more.forEach(this::append);
            return this;
        }

        /** Replaces the element at {@code index}. O(log n). Throws {@link IndexOutOfBoundsException} if it is out of range. */
        public Builder<T> update(int index, T element) {
            elements.check();
            elements.set(
                    ElementFunctions.checkIndex(index, elements.size()), 0, slots.prepareFor(elements.core(), element));
            return this;
        }

        /** As {@link #update(int, Object)}, with the result of {@code function} for the current element. */
        @SuppressWarnings("NullAway") // as in the vector's update
        public Builder<T> update(int index, UnaryOperator<T> function) {
            return update(index, function == null ? (T) null : function.apply(get(index)));
        }

        /** The element at {@code index}. Throws {@link IndexOutOfBoundsException} if it is out of range. */
        public T get(int index) {
            elements.check();
            return Encoded.get(this, elements, slots, ElementFunctions.checkIndex(index, elements.size()));
        }

        /** The number of elements so far. */
        public int size() {
            return elements.size();
        }

        /**
         * The elements so far. O(1), or a copy if they are on the heap. The builder stays usable; later changes do not affect the
         * result.
         */
        public PVector<T> build() {
            elements.check();
            HeapVector small = elements.small();
            return new PVector<>(codec, slots, elements.base(), small, elements.size(), small == null ? 0 : 1);
        }
    }
}
