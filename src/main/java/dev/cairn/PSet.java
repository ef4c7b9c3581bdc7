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
 * An immutable set whose elements lie off the heap, encoded by a {@link Codec}. An operation that changes the set returns a new
 * version, which shares all unchanged nodes with the old one. Versions are freed automatically.
 *
 * <p>The elements behave as the keys of a {@link PMap}: in comparisons, lookups, costs and exceptions, and equal sets of one store have
 * the same shape. The structure is the same.
 *
 * @param <T> the type of the elements; null only if the codec supports null
 */
@SuppressWarnings("serial") // streams contain a serialization proxy
public final class PSet<T extends @Nullable Object> extends SetOperations<T> implements Version {
    PSet(SlotCodec<T> slots, MapBase base, @Nullable MapTable table, @Nullable MapLog log, int edits) {
        super(slots, base, table, log, edits);
    }

    @Override
    PSet<T> version(MapBase newBase, @Nullable MapTable newTable, @Nullable MapLog newLog, int newEdits) {
        return new PSet<>(keys, newBase, newTable, newLog, newEdits);
    }

    /**
     * The codec for sets with the element codec {@code elements}, as elements of other collections. Each is stored as a reference of
     * four bytes: writing and reading it copies no elements, except for small sets. Both collections must lie in the same store.
     */
    public static <E extends @Nullable Object> Codec<PSet<E>> codec(Codec<E> elements) {
        return kind(elements);
    }

    private static <E extends @Nullable Object> KeyedKind<E, PSet<E>> kind(Codec<E> elements) {
        return new KeyedKind<>(PSet.class, List.of(elements), store -> emptyUnchecked(store, elements));
    }

    @Override
    CollectionKind<?> kind() {
        return type().kind(() -> kind(codec()));
    }

    @Override
    boolean hasCodecs(List<?> codecs) {
        return codecs.size() == 1 && codec().equals(codecs.getFirst());
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

    /** A set of {@code elements} in the standard store, with {@link Codec#standard()}. */
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

    /** A set of {@code elements} in the standard store, with {@link Codec#standard()}. O(n). */
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

    /** Collects a stream's elements into a set in {@code store}. The elements stay on the heap until the end. */
    public static <T extends @Nullable Object> Collector<T, ?, PSet<T>> collector(Store store, Codec<T> codec) {
        PSet<T> empty = empty(store, codec);
        return ElementFunctions.collector(
                elements -> empty.toBuilder().addAll(elements).build());
    }

    /** This set with {@code element}. Amortised O(log n): changes are pending on the heap, and one pass writes many. */
    public PSet<T> add(T element) {
        return with(keys.prepareKey(element), null);
    }

    /** This set without {@code element}. Amortised O(log n), as {@link #add}. */
    public PSet<T> remove(T element) {
        return without(keys.prepareKey(element));
    }

    /** This set with {@code elements}. O(number of elements * log n), less if many elements share nodes. */
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

    /** This set without {@code elements}. O(number of elements * log n). */
    public PSet<T> removeAll(Iterable<? extends T> elements) {
        return areFew(elements)
                ? withoutEach(elements)
                : orThis(toBuilder().removeAll(elements).build());
    }

    /**
     * The elements of this set and of {@code other}. O(nodes not shared), or O(size of the smaller set * log n) if it is much smaller;
     * O(n) if their codecs differ.
     *
     * @throws ForeignStoreException if the other set lies in another store
     */
    public PSet<T> union(PSet<T> other) {
        PSet<T> adapted = adapt(other);
        if (adapted.isFew()) {
            return withEach(adapted);
        }
        return isFew() ? adapted.withEach(this) : union(adapted, (changesMine, edits, mine, others) -> {});
    }

    /**
     * The elements that both sets have. Cost as {@link #union(PSet)}.
     *
     * @throws ForeignStoreException if the other set lies in another store
     */
    public PSet<T> intersect(PSet<T> other) {
        PSet<T> adapted = adapt(other);
        return size() <= adapted.size() ? retain(adapted) : adapted.retain(this);
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
     * The elements of this set that {@code other} does not have. O(nodes not shared + size of the result), or O(size of the smaller set
     * * log n) if it is much smaller; O(n) if their codecs differ.
     *
     * @throws ForeignStoreException if the other set lies in another store
     */
    public PSet<T> difference(PSet<T> other) {
        PSet<T> adapted = adapt(other);
        EditBatch changes = new EditBatch(type());
        if (MapDifference.isMuchSmaller(adapted.size(), size())) {
            MapEntries few = adapted.allEntries();
            adapted.eachEntry(few, entry -> few.removeFrom(changes, entry));
            return apply(changes);
        }
        MapDifference missing = missingFrom(adapted);
        for (long entry : missing.onlyLeft) {
            missing.inLeft.putInto(changes, entry);
        }
        return changes.count() == size() ? this : emptied().apply(changes);
    }

    /**
     * Whether {@code other} has all elements of this set. Cost as {@link #union(PSet)}.
     *
     * @throws ForeignStoreException if the other set lies in another store
     */
    public boolean isSubsetOf(PSet<T> other) {
        PSet<T> adapted = adapt(other);
        return size() <= adapted.size() && (isFew() ? areKeysIn(adapted) : missingFrom(adapted).onlyLeft.length == 0);
    }

    /** The elements of this set that {@code other}, with the same codec, does not have. */
    private MapDifference missingFrom(PSet<T> other) {
        return MapDifference.ofLeft(allEntries(), other.allEntries());
    }

    /** {@code other}, which must lie in this store, with the codec of this set. O(1), or O(n) if its codec differs. */
    private PSet<T> adapt(PSet<T> other) {
        base().check();
        checkTogether(other);
        return hasSameCodecs(other) ? other : from(store(), codec(), other);
    }

    /** The elements that {@code predicate} accepts. O(n). */
    public PSet<T> filter(Predicate<? super T> predicate) {
        Objects.requireNonNull(predicate, "predicate");
        return filtered((entries, entry) -> predicate.test(key(entries, entry)));
    }

    /**
     * The changes from this set to {@code other}, decoded on the heap: {@code a.patch(a.changesTo(b))} equals b. O(log n) for each
     * change if one set was derived from the other, because shared nodes are skipped. O(n) if their codecs differ.
     *
     * @throws ForeignStoreException if the sets lie in different stores
     */
    public SetChanges<T> changesTo(PSet<T> other) {
        PSet<T> adapted = adapt(other);
        MapDifference difference = MapDifference.between(allEntries(), adapted.allEntries());
        try (var _ = core().hold()) { // a codec may run user code between two reads
            return new SetChanges<>(
                    adapted.decode(difference.inRight, difference.onlyRight),
                    decode(difference.inLeft, difference.onlyLeft));
        }
    }

    /** This set with {@code changes} applied, which may come from other sets. O(changes * log n). */
    public PSet<T> patch(SetChanges<T> changes) {
        return orThis(
                toBuilder().removeAll(changes.removed()).addAll(changes.added()).build());
    }

    /** A builder that begins with these elements. O(1). */
    public Builder<T> toBuilder() {
        return new Builder<>(this);
    }

    /**
     * Changes a set in batches; confined to the thread that made the builder. Changes that are not written yet are pending on the heap:
     * at most as many as the set has elements, and never more than some hundred thousand.
     *
     * @param <T> the elements
     */
    public static final class Builder<T extends @Nullable Object> {
        private final PSet<T> form;
        private final MapBuilder entries;

        private Builder(PSet<T> source) {
            this.form = source.emptied();
            this.entries = new MapBuilder(source.type(), source.allEntries());
        }

        /** Adds an element. Amortised O(1) in a growing set, otherwise at most O(log n). */
        public Builder<T> add(T element) {
            entries.put(form.keys.prepareKey(element), null);
            return this;
        }

        /** Adds elements. O(number of elements). */
        public Builder<T> addAll(Iterable<? extends T> elements) {
            elements.forEach(this::add);
            return this;
        }

        /** Removes an element, if it is there. Cost as {@link #add}. */
        public Builder<T> remove(T element) {
            entries.remove(form.keys.prepareKey(element));
            return this;
        }

        /** Removes elements. O(number of elements). */
        public Builder<T> removeAll(Iterable<? extends T> elements) {
            elements.forEach(this::remove);
            return this;
        }

        /** The elements so far; writes pending edits. The builder stays usable; later changes do not affect the result. */
        public PSet<T> build() {
            entries.check();
            return form.version(entries.build(), form.core().scope());
        }
    }
}
