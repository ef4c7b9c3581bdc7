package dev.cairn;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.cairn.codec.Codec;
import dev.cairn.internal.trie.vector.HeapVector;
import dev.cairn.internal.trie.vector.LeafSegments;
import dev.cairn.internal.trie.vector.LongCursor;
import dev.cairn.internal.trie.vector.PendingEdits;
import dev.cairn.internal.trie.vector.RawBits;
import dev.cairn.internal.trie.vector.StretchCursor;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorBuilder;
import dev.cairn.internal.trie.vector.VectorDraft;
import dev.cairn.internal.view.ElementFunctions;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.Spliterator;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collector;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sequence of longs off the heap: 8 bytes each and, in a large vector, less than 0.7 bytes more for each. An operation
 * that changes the vector returns a new version, which shares all unchanged nodes with the old one. Versions are freed automatically.
 *
 * <p>Any thread may read a version and derive others from it. Costs are costs of the calling thread; n is the size. A vector of up to
 * 1,024 elements is on the heap until it becomes a part of something in the store. Bulk changes write the pending edits of a version
 * first, once for each version; reading writes nothing. Access to elements of a closed store throws {@link StoreClosedException}; an
 * operation that finds no memory throws {@link StoreFullException}. The structure is a radix trie with branching factor 32, as in
 * Clojure's and Scala's vectors (P. Bagwell, T. Rompf, <em>RRB-Trees: Efficient Immutable Vectors</em>, 2011), with a tail that
 * versions share and updates that are written in batches.
 */
@SuppressWarnings("serial") // streams contain a serialization proxy
public final class LongVector extends LongOperations implements Version {
    /** A class of its own, so that {@link Startup} initialises it. */
    private static final class Kind {
        static final VectorKind<Long, LongVector> OF_LONGS = new VectorKind<>(
                LongVector.class, List.of(), Codec.LONG, store -> new LongVector(store.emptyLongs(), null, 0, 0));
    }

    LongVector(VectorBase base, @Nullable PendingEdits pending, int size, int edits) {
        super(base, pending, size, edits);
    }

    @Override
    LongVector version(VectorBase newBase, @Nullable PendingEdits newPending, int newSize, int newEdits) {
        return new LongVector(newBase, newPending, newSize, newEdits);
    }

    @Override
    Long load(long at) {
        return base.memory().getLong(at);
    }

    @Override
    boolean areSame(long a, long b, int count) {
        return RawBits.areSameLongs(base.memory(), a, b, count);
    }

    @Override
    CollectionKind<?> kind() {
        return Kind.OF_LONGS;
    }

    @Override
    long canonical(long bits) {
        return RawBits.canonical(RawBits.toLong(bits));
    }

    @Override
    Long element(StretchCursor stretches, int index) {
        return RawBits.toLong(stretches.bits(index));
    }

    @Override
    long bits(Long element) {
        return RawBits.of(element);
    }

    /**
     * The codec for such vectors as elements of other collections. Each is stored as a reference of four bytes: writing and reading it
     * copies no elements, except for small vectors. Both collections must lie in the same store.
     */
    public static Codec<LongVector> codec() {
        return Kind.OF_LONGS;
    }

    /** The empty vector of the standard store. */
    public static LongVector empty() {
        return empty(Store.standard());
    }

    /** The empty vector of {@code store}. */
    public static LongVector empty(Store store) {
        store.core().check();
        return new LongVector(store.emptyLongs(), null, 0, 0);
    }

    /** A vector of {@code elements} in the standard store. */
    public static LongVector of(long... elements) {
        return from(Store.standard(), elements);
    }

    /** A vector of {@code elements} in {@code store}. */
    public static LongVector of(Store store, long... elements) {
        return from(store, elements);
    }

    /** A vector of {@code elements} in the standard store; copies in bulk, O(n). */
    @JsonCreator
    public static LongVector from(long[] elements) {
        return from(Store.standard(), elements);
    }

    /** A vector of {@code elements} in {@code store}; copies in bulk, O(n). */
    public static LongVector from(Store store, long[] elements) {
        return empty(store).appendAll(elements);
    }

    /** A vector of a stream's elements in {@code store}. O(n). */
    public static LongVector from(Store store, LongStream elements) {
        Builder builder = builder(store);
        elements.sequential().forEachOrdered(builder::append);
        return builder.build();
    }

    /** A vector of {@code elements} in {@code store}. O(n). */
    public static LongVector from(Store store, Iterable<Long> elements) {
        Builder builder = builder(store);
        elements.forEach(builder::append);
        return builder.build();
    }

    /** Collects a stream's elements into a vector in {@code store}. The elements stay on the heap until the end. */
    public static Collector<Long, ?, LongVector> collector(Store store) {
        LongVector empty = empty(store);
        return ElementFunctions.collector(
                elements -> empty.toBuilder().appendAll(elements).build());
    }

    /** An empty builder in the standard store. */
    public static Builder builder() {
        return builder(Store.standard());
    }

    /** An empty builder in {@code store}. */
    public static Builder builder(Store store) {
        return empty(store).toBuilder();
    }

    /**
     * The element at {@code index}. O(log n) with base 32. Searches pending edits first.
     *
     * @throws IndexOutOfBoundsException unless 0 &lt;= index &lt; size
     */
    @Override
    public long get(int index) {
        checkIndex(index);
        VectorBase b = base;
        b.check();
        if (edits != 0) {
            return getEdited(index);
        }
        try {
            return b.memory().getLong(b.elementAt(index));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private long getEdited(int index) {
        if (pending instanceof HeapVector small) {
            return RawBits.toLong(small.bits(edits - 1 + index));
        }
        VectorBase readable = readable();
        int entry = pending(readable, index);
        if (entry >= 0) {
            return RawBits.toLong(pending().bits(entry));
        }
        try {
            return readable.memory().getLong(elementAt(readable, index));
        } finally {
            Reference.reachabilityFence(readable);
            Reference.reachabilityFence(this);
        }
    }

    /** This vector with {@code element} at the end. Amortised O(1) for the newest version; otherwise copies at most a leaf and a path. */
    public LongVector append(long element) {
        return appendElement(RawBits.of(element), null);
    }

    /** This vector with {@code elements} at the end. O(number of elements + log n). */
    public LongVector appendAll(long... elements) {
        return elements.length == 0 ? this : toBuilder().appendAll(elements).build();
    }

    /** This vector with the elements of {@code other} at the end. The other may lie in another store. O(size of {@code other} + log n). */
    public LongVector appendAll(LongVector other) {
        Builder builder = toBuilder();
        other.forEachLong(builder::append);
        return other.isEmpty() ? this : builder.build();
    }

    /**
     * This vector with {@code element} at {@code index}. Amortised O(log n): up to 64 updates, or a quarter of the size but at most
     * 32,768, are pending on the heap. Then one pass writes them, and copies each leaf and each node above it once.
     *
     * @throws IndexOutOfBoundsException unless 0 &lt;= index &lt; size
     */
    public LongVector update(int index, long element) {
        return updateElement(index, RawBits.of(element), null);
    }

    /**
     * This vector with {@code element} inserted before {@code index}. Amortised O(log n): inserted elements are pending on the heap as
     * updates are, but at most 8,192.
     *
     * @throws IndexOutOfBoundsException unless 0 &lt;= index &lt;= size
     */
    public LongVector insert(int index, long element) {
        return insertElement(index, RawBits.of(element), null);
    }

    /** This vector with {@code element} at the beginning. Amortised O(1). */
    public LongVector prepend(long element) {
        return prependElement(RawBits.of(element), null);
    }

    /**
     * This vector without its last element. O(1), or O(log n) if the tail becomes empty.
     *
     * @throws java.util.NoSuchElementException if this vector is empty
     */
    public LongVector removeLast() {
        return withoutLast();
    }

    @Override
    LongCursor cursor(int from, int end) {
        base.check();
        return new LongCursor(base, stretches(), from, end);
    }

    @Override
    public PrimitiveIterator.OfLong iterator() {
        return cursor(0, size);
    }

    @Override
    public Spliterator.OfLong spliterator() {
        return cursor(0, size);
    }

    /** The elements in order. */
    public LongStream stream() {
        return StreamSupport.longStream(spliterator(), false);
    }

    /** Calls {@code action} with each element in order, without boxing it. */
    public void forEachLong(LongConsumer action) {
        iterator().forEachRemaining(action);
    }

    /** The sum of the elements, modulo 2^64. O(n). */
    public long sum() {
        return LongSpans.sum(this);
    }

    /** The elements in a new array. O(n). */
    @Override
    public long[] toArray() {
        return LongSpans.toArray(this);
    }

    /**
     * The elements in place, as read-only segments of up to a few hundred bytes in the platform's byte order. A reachable segment keeps
     * the vector alive. Without native access the segments are copies on the heap. When a store in a file is closed that this process
     * writes, its segments read as zeros.
     */
    public Stream<MemorySegment> chunks() {
        return LeafSegments.segments(foldedBase(), size);
    }

    /** A builder that begins with these elements. O(1) after pending edits are written; copies the elements of a vector on the heap. */
    public Builder toBuilder() {
        return new Builder(draft());
    }

    @Override
    int countHash() {
        int hash = 1;
        for (PrimitiveIterator.OfLong i = iterator(); i.hasNext(); ) {
            hash = 31 * hash + Long.hashCode(i.nextLong());
        }
        return hash;
    }

    /** As the text of a {@link java.util.List}; shortened if there are more than 1,000 elements. */
    @Override
    public String toString() {
        return ElementFunctions.toString("[", iterator(), size, "]");
    }

    /** Changes a vector in place; confined to the thread that made the builder. */
    public static final class Builder {
        final VectorDraft elements;

        private Builder(VectorDraft elements) {
            this.elements = elements;
        }

        /** Appends an element. Amortised O(1). */
        public Builder append(long element) {
            elements.check();
            VectorBuilder stored = elements.storedFor(1);
            if (stored == null) {
                elements.append(RawBits.of(element), null);
            } else {
                stored.memory().setLong(stored.makeRoom(), element);
                stored.advance();
            }
            return this;
        }

        /** Appends elements in bulk. O(number of elements). */
        public Builder appendAll(long... array) {
            elements.check();
            VectorBuilder stored = elements.storedFor(array.length);
            if (stored != null) {
                stored.appendAll(
                        array.length, (at, from, count) -> stored.memory().copyIn(array, from, at, count));
                return this;
            }
            for (long element : array) {
                elements.append(RawBits.of(element), null);
            }
            return this;
        }

        /** Appends elements in order. O(number of elements). */
        public Builder appendAll(Iterable<Long> more) {
            more.forEach(this::append);
            return this;
        }

        /** Replaces the element at {@code index}. O(log n). Throws {@link IndexOutOfBoundsException} if it is out of range. */
        public Builder update(int index, long element) {
            elements.check();
            elements.set(ElementFunctions.checkIndex(index, elements.size()), RawBits.of(element), null);
            return this;
        }

        /** As {@link #update(int, long)}, with the result of {@code function} for the current element. */
        public Builder update(int index, LongUnaryOperator function) {
            return update(index, function.applyAsLong(get(index)));
        }

        /** The element at {@code index}. Throws {@link IndexOutOfBoundsException} if it is out of range. */
        public long get(int index) {
            elements.check();
            return RawBits.toLong(elements.bits(ElementFunctions.checkIndex(index, elements.size())));
        }

        /** The number of elements so far. */
        public int size() {
            return elements.size();
        }

        /**
         * The elements so far. O(1), or a copy if they are on the heap. The builder stays usable; later changes do not affect the
         * result.
         */
        public LongVector build() {
            elements.check();
            HeapVector small = elements.small();
            return new LongVector(elements.base(), small, elements.size(), small == null ? 0 : 1);
        }
    }
}
