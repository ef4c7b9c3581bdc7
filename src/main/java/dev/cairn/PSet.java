package dev.cairn;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.map.EditBatch;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapBuilder;
import dev.cairn.internal.trie.map.MapDifference;
import dev.cairn.internal.trie.map.MapEntries;
import dev.cairn.internal.trie.map.MapLog;
import dev.cairn.internal.trie.map.MapTable;
import dev.cairn.internal.view.ElementFunctions;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collector;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set whose elements lie off the heap, in the form that a {@link Codec} gives them. An operation that changes
 * it returns a new version that shares what did not change; versions need not be freed.
 *
 * <p>All that is said of the keys of a {@link PMap} holds of its elements: how they are compared and looked up, what
 * operations cost and throw, and that equal sets of one store have the same shape. The structure is the same.
 *
 * @param <T> the elements; null only where the codec has a null
 */
@SuppressWarnings("serial") // never written: a stream has its form
public final class PSet<T extends @Nullable Object> extends SetOperations<T> implements Version {
    PSet(SlotCodec<T> slots, MapBase base, @Nullable MapTable table, @Nullable MapLog log, int edits) {
        super(slots, base, table, log, edits);
    }

    @Override
    PSet<T> version(MapBase newBase, @Nullable MapTable newTable, @Nullable MapLog newLog, int newEdits) {
        return new PSet<>(keys, newBase, newTable, newLog, newEdits);
    }

    /**
     * Keeps sets that keep their elements by {@code elements} as elements of other collections, each as a reference of four
     * bytes: putting one in and getting it back copies none of its elements, but for those of a small set. Both must lie in
     * the same store.
     */
    public static <E extends @Nullable Object> Codec<PSet<E>> codec(Codec<E> elements) {
        return kind(elements);
    }

    private static <E extends @Nullable Object> KeyedKind<E, PSet<E>> kind(Codec<E> elements) {
        return new KeyedKind<>(PSet.class, List.of(elements), store -> emptyUnchecked(store, elements));
    }

    @Override
    CollectionKind<?> kind() {
        return kind(codec());
    }

    @Override
    List<?> codecs() {
        return List.of(codec());
    }

    /** The empty set of the standard store. */
    public static <T extends @Nullable Object> PSet<T> empty(Codec<T> codec) {
        return empty(Store.standard(), codec);
    }

    /** The empty set of {@code store}. */
    public static <T extends @Nullable Object> PSet<T> empty(Store store, Codec<T> codec) {
        store.core().check();
        return emptyUnchecked(store, codec);
    }

    /** As {@link #empty(Store, Codec)}, also in a closed store. */
    private static <T extends @Nullable Object> PSet<T> emptyUnchecked(Store store, Codec<T> codec) {
        SlotCodec<T> slots = SlotCodec.of(codec);
        MapBase base = store.emptyMaps().get(store.core(), slots, null);
        return new PSet<>(slots, base, emptyTable(base.type()), null, 0);
    }

    /** A set of {@code elements} in the standard store, kept by {@link Codec#standard()}. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T extends @Nullable Object> PSet<T> of(T... elements) {
        return of(Store.standard(), Codec.standard(), elements);
    }

    /** A set of {@code elements} in {@code store}. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T extends @Nullable Object> PSet<T> of(Store store, Codec<T> codec, T... elements) {
        return empty(store, codec).addAll(Arrays.asList(elements));
    }

    /** A set of {@code elements} in the standard store, kept by {@link Codec#standard()}. O(n). */
    @JsonCreator
    public static <T extends @Nullable Object> PSet<T> from(Iterable<? extends T> elements) {
        return from(Store.standard(), Codec.standard(), elements);
    }

    /** A set of {@code elements} in {@code store}. O(n). */
    public static <T extends @Nullable Object> PSet<T> from(
            Store store, Codec<T> codec, Iterable<? extends T> elements) {
        return builder(store, codec).addAll(elements).build();
    }

    /** A set of a stream's elements in {@code store}. O(n). */
    public static <T extends @Nullable Object> PSet<T> from(Store store, Codec<T> codec, Stream<? extends T> elements) {
        Builder<T> builder = builder(store, codec);
        elements.sequential().forEachOrdered(builder::add);
        return builder.build();
    }

    /** An empty builder in the standard store. */
    public static <T extends @Nullable Object> Builder<T> builder(Codec<T> codec) {
        return builder(Store.standard(), codec);
    }

    /** An empty builder in {@code store}. */
    public static <T extends @Nullable Object> Builder<T> builder(Store store, Codec<T> codec) {
        return empty(store, codec).toBuilder();
    }

    /** Collects a stream's elements into a set in {@code store}. Keeps them on the heap until the end. */
    public static <T extends @Nullable Object> Collector<T, ?, PSet<T>> collector(Store store, Codec<T> codec) {
        PSet<T> empty = empty(store, codec);
        return ElementFunctions.collector(
                elements -> empty.toBuilder().addAll(elements).build());
    }

    /** This set and {@code element}. O(log n) amortised: changes wait on the heap, and are written in one pass. */
    public PSet<T> add(T element) {
        return with(keys.prepareKey(element), null);
    }

    /** This set without {@code element}. O(log n) amortised, as {@link #add}. */
    public PSet<T> remove(T element) {
        return without(keys.prepareKey(element));
    }

    /** This set and {@code elements}. O(their number * log n), less where many are near each other. */
    public PSet<T> addAll(Iterable<? extends T> elements) {
        if (!areFew(elements)) {
            return orThis(toBuilder().addAll(elements).build());
        }
        PSet<T> set = this;
        for (T element : elements) {
            set = set.add(element);
        }
        return set;
    }

    /** This set without {@code elements}. O(their number * log n). */
    public PSet<T> removeAll(Iterable<? extends T> elements) {
        return areFew(elements)
                ? withoutEach(elements)
                : orThis(toBuilder().removeAll(elements).build());
    }

    /**
     * What is in this set, in {@code other}, or in both. O(what they do not share), or O(size of the smaller * log n) if it
     * is much smaller; O(n) if their codecs differ.
     *
     * @throws ForeignStoreException if the other is of another store
     */
    public PSet<T> union(PSet<T> other) {
        PSet<T> like = like(other);
        if (like.isFew()) {
            return withEach(like);
        }
        return isFew() ? like.withEach(this) : union(like, (changesMine, edits, mine, others) -> {});
    }

    /**
     * What is in both. Cost as {@link #union(PSet)}.
     *
     * @throws ForeignStoreException if the other is of another store
     */
    public PSet<T> intersect(PSet<T> other) {
        PSet<T> like = like(other);
        return size() <= like.size() ? retain(like) : like.retain(this);
    }

    private PSet<T> retain(PSet<T> other) {
        EditBatch changes = new EditBatch(type());
        MapDifference missing = missingFrom(other);
        for (long entry : missing.onlyLeft) {
            missing.inLeft.removeFrom(changes, entry);
        }
        return apply(changes);
    }

    /**
     * What is in this set and not in {@code other}. O(what they do not share and size of the result), or O(size of the
     * smaller * log n) if it is much smaller; O(n) if their codecs differ.
     *
     * @throws ForeignStoreException if the other is of another store
     */
    public PSet<T> difference(PSet<T> other) {
        PSet<T> like = like(other);
        EditBatch changes = new EditBatch(type());
        if (MapDifference.isMuchSmaller(like.size(), size())) {
            MapEntries few = like.allEntries();
            like.eachEntry(few, entry -> few.removeFrom(changes, entry));
            return apply(changes);
        }
        MapDifference missing = missingFrom(like);
        for (long entry : missing.onlyLeft) {
            missing.inLeft.putInto(changes, entry);
        }
        return changes.count() == size() ? this : emptied().apply(changes);
    }

    /**
     * Whether all that is in this set is in {@code other}. Cost as {@link #union(PSet)}.
     *
     * @throws ForeignStoreException if the other is of another store
     */
    public boolean isSubsetOf(PSet<T> other) {
        PSet<T> like = like(other);
        return size() <= like.size() && (isFew() ? areKeysIn(like) : missingFrom(like).onlyLeft.length == 0);
    }

    /** Where the elements lie that {@code other}, which is like this, does not have. */
    private MapDifference missingFrom(PSet<T> other) {
        return MapDifference.ofLeft(allEntries(), other.allEntries());
    }

    /** {@code other}, which must be of this store, in the form of this set. O(n) if its codec is another, else O(1). */
    private PSet<T> like(PSet<T> other) {
        base().check();
        checkTogether(other);
        return isLike(other) ? other : from(store(), codec(), other);
    }

    /** The elements that {@code predicate} accepts. O(n), and what sharing the rest takes. */
    public PSet<T> filter(Predicate<? super T> predicate) {
        Objects.requireNonNull(predicate, "predicate");
        return accepted((entries, entry) -> predicate.test(key(entries, entry)));
    }

    /**
     * The changes from this set to {@code other}, decoded on the heap: {@code a.patch(a.changesTo(b))} equals b. Takes O(log n) for
     * each change if one set was derived from the other, since shared nodes are skipped. O(n) if their codecs differ.
     *
     * @throws ForeignStoreException if they are of different stores
     */
    public SetChanges<T> changesTo(PSet<T> other) {
        PSet<T> like = like(other);
        MapDifference difference = MapDifference.between(allEntries(), like.allEntries());
        try (var _ = core().hold()) { // a codec's code runs between two looks at elements
            return new SetChanges<>(
                    like.decode(difference.inRight, difference.onlyRight),
                    decode(difference.inLeft, difference.onlyLeft));
        }
    }

    /** This set with {@code changes} made, which may come from other sets. O(changes * log n). */
    public PSet<T> patch(SetChanges<T> changes) {
        return orThis(
                toBuilder().removeAll(changes.removed()).addAll(changes.added()).build());
    }

    /** A builder that begins with these elements. O(1). */
    public Builder<T> toBuilder() {
        return new Builder<>(this);
    }

    /**
     * Changes a set in batches; confined to the thread that made it. What was added or removed and not written yet waits on
     * the heap: as many changes as the set has elements, but no more than some hundred thousand.
     *
     * @param <T> the elements
     */
    public static final class Builder<T extends @Nullable Object> {
        private final PSet<T> form;
        private final MapBuilder entries;

        private Builder(PSet<T> source) {
            this.form = source.emptied();
            this.entries = new MapBuilder(source.allEntries());
        }

        /** Adds an element. Amortised O(1) in a growing set, else O(log n) at most. */
        public Builder<T> add(T element) {
            entries.put(form.keys.prepareKey(element), null);
            return this;
        }

        /** Adds elements. O(their number). */
        public Builder<T> addAll(Iterable<? extends T> elements) {
            elements.forEach(this::add);
            return this;
        }

        /** Removes an element, if it is there. Cost as {@link #add}. */
        public Builder<T> remove(T element) {
            entries.remove(form.keys.prepareKey(element));
            return this;
        }

        /** Removes elements. O(their number). */
        public Builder<T> removeAll(Iterable<? extends T> elements) {
            elements.forEach(this::remove);
            return this;
        }

        /** The elements so far; writes what waits. The builder can go on, and does not change what it built. */
        public PSet<T> build() {
            entries.check();
            return form.version(entries.build(), form.core().scope());
        }
    }
}
