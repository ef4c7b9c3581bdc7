package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapLog;
import dev.cairn.internal.trie.map.MapTable;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Factories for the standard store, and operations composed of those of {@link PSet}. */
abstract class SetOperations<T extends @Nullable Object> extends ReadableSet<T> {
    SetOperations(SlotCodec<T> slots, MapBase base, @Nullable MapTable table, @Nullable MapLog log, int edits) {
        super(slots, base, table, log, edits);
    }

    /** The empty set of the standard store, with {@link Codec#standard()}. */
    public static <T extends @Nullable Object> PSet<T> empty() {
        return PSet.empty(Codec.standard());
    }

    /** A set of {@code elements} in the standard store. O(n). */
    public static <T extends @Nullable Object> PSet<T> from(Codec<T> codec, Iterable<? extends T> elements) {
        return PSet.from(Store.standard(), codec, elements);
    }

    /** A set of a stream's elements in the standard store, with {@link Codec#standard()}. O(n). */
    public static <T extends @Nullable Object> PSet<T> from(Stream<? extends T> elements) {
        return PSet.from(Store.standard(), Codec.standard(), elements);
    }

    /** A set of a stream's elements in the standard store. O(n). */
    public static <T extends @Nullable Object> PSet<T> from(Codec<T> codec, Stream<? extends T> elements) {
        return PSet.from(Store.standard(), codec, elements);
    }

    /** An empty builder in the standard store, with {@link Codec#standard()}. */
    public static <T extends @Nullable Object> PSet.Builder<T> builder() {
        return PSet.builder(Codec.standard());
    }

    /**
     * Collects a stream's elements into a set in the standard store, with {@link Codec#standard()}. The elements stay on the heap until
     * the end.
     */
    public static <T extends @Nullable Object> Collector<T, ?, PSet<T>> collector() {
        return PSet.collector(Codec.standard());
    }

    /** Collects a stream's elements into a set in the standard store. The elements stay on the heap until the end. */
    public static <T extends @Nullable Object> Collector<T, ?, PSet<T>> collector(Codec<T> codec) {
        return PSet.collector(Store.standard(), codec);
    }

    /** Whether this set has all of {@code elements}. O(number of elements * log n). */
    public final boolean containsAll(Iterable<? extends T> elements) {
        base().check();
        for (T element : elements) {
            if (!contains(element)) {
                return false;
            }
        }
        return true;
    }

    /** The elements of this set that are also in {@code elements}. O(number of elements * log n). */
    public final PSet<T> retainAll(Iterable<? extends T> elements) {
        PSet.Builder<T> builder = PSet.builder(store(), codec());
        for (T element : elements) {
            if (contains(element)) {
                builder.add(element);
            }
        }
        return builder.build();
    }

    /** The results of {@code function} for all elements, with {@link Codec#standard()}. O(n). */
    public final <U extends @Nullable Object> PSet<U> map(Function<? super T, ? extends U> function) {
        return map(Codec.standard(), function);
    }

    /** The results of {@code function} for all elements, with the codec {@code codec}. O(n). */
    public final <U extends @Nullable Object> PSet<U> map(Codec<U> codec, Function<? super T, ? extends U> function) {
        Objects.requireNonNull(function, "function");
        PSet.Builder<U> builder = PSet.builder(store(), codec);
        for (Iterator<T> i = iterator(); i.hasNext(); ) {
            builder.add(function.apply(i.next()));
        }
        return builder.build();
    }

    /** The elements of all results of {@code function}, with {@link Codec#standard()}. O(number of results). */
    public final <U extends @Nullable Object> PSet<U> flatMap(
            Function<? super T, ? extends Iterable<? extends U>> function) {
        return flatMap(Codec.standard(), function);
    }

    /** The elements of all results of {@code function}, with the codec {@code codec}. O(number of results). */
    public final <U extends @Nullable Object> PSet<U> flatMap(
            Codec<U> codec, Function<? super T, ? extends Iterable<? extends U>> function) {
        Objects.requireNonNull(function, "function");
        PSet.Builder<U> builder = PSet.builder(store(), codec);
        for (Iterator<T> i = iterator(); i.hasNext(); ) {
            builder.addAll(function.apply(i.next()));
        }
        return builder.build();
    }
}
