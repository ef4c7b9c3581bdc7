package dev.cairn;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapBuilder;
import dev.cairn.internal.trie.map.MapLog;
import dev.cairn.internal.trie.map.MapTable;
import dev.cairn.internal.view.ElementFunctions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongBinaryOperator;
import java.util.function.ToLongFunction;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map from longs to longs off the heap. It has the operations of a {@link PMap} that make sense for numbers; those on
 * one key, {@code forEach}, sums, builders and cursors box neither keys nor values. An operation that changes the map returns a new version, which shares all unchanged nodes with the old one.
 * Versions are freed automatically. The order of the entries is unspecified.
 *
 * <p>Any thread may read a version and derive others from it. Costs are costs of the calling thread; n is the size. A map of up to 1,024
 * entries is on the heap, in arrays of longs, until it becomes a part of something in the store. Access to entries of a closed store
 * throws {@link StoreClosedException}; an operation that finds no memory throws {@link StoreFullException}.
 *
 * <p>The nodes are those of a {@code PMap<Long, Long>} with {@link Codec#LONG}. {@link #toPMap} and {@link #from(PMap)} turn one into the
 * other in O(1), for what only the other has.
 */
@SuppressWarnings("serial") // streams contain a serialization proxy
public final class LongLongMap extends LongLongOperations implements Version {
    /** A class of its own, so that {@link Startup} initialises it. */
    private static final class Kind {
        static final KeyedKind<Long, LongLongMap> OF_LONGS = new KeyedKind<>(
                LongLongMap.class, List.of(), List.of(Codec.LONG, Codec.LONG), LongLongMap::emptyUnchecked);
    }

    LongLongMap(MapBase base, @Nullable MapTable table, @Nullable MapLog log, int edits) {
        super(base, table, log, edits);
    }

    @Override
    LongLongMap version(MapBase newBase, @Nullable MapTable newTable, @Nullable MapLog newLog, int newEdits) {
        return new LongLongMap(newBase, newTable, newLog, newEdits);
    }

    /**
     * The codec for such maps as elements of other collections. Each is stored as a reference of four bytes: writing and reading it
     * copies no entries, except for small maps. Both collections must lie in the same store.
     */
    public static Codec<LongLongMap> codec() {
        return Kind.OF_LONGS;
    }

    @Override
    CollectionKind<?> kind() {
        return Kind.OF_LONGS;
    }

    /** The empty map of {@code store}. */
    public static LongLongMap empty(Store store) {
        store.core().check();
        return emptyUnchecked(store);
    }

    /** As {@link #empty(Store)}, also in a closed store. */
    private static LongLongMap emptyUnchecked(Store store) {
        SlotCodec<Long> longs = SlotCodec.of(Codec.LONG);
        MapBase base = store.emptyMaps().get(store.core(), longs, longs);
        return new LongLongMap(base, emptyTable(base.type().unboxed()), null, 0);
    }

    /** A map of {@code entries} in the standard store. O(n). */
    @JsonCreator
    public static LongLongMap from(Map<Long, Long> entries) {
        return from(Store.standard(), entries);
    }

    /** A map of {@code entries} in {@code store}. O(n). */
    public static LongLongMap from(Store store, Map<Long, Long> entries) {
        Builder builder = builder(store);
        entries.forEach(builder::put);
        return builder.build();
    }

    /**
     * A map with {@code values[i]} for each {@code keys[i]}, in {@code store}. For equal keys the last value wins. O(n).
     *
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public static LongLongMap from(Store store, long[] keys, long[] values) {
        return builder(store).putAll(keys, values).build();
    }

    /** A map with the entries of {@code map}, in its store. O(1), or O(n) if its codecs are not {@link Codec#LONG}. */
    public static LongLongMap from(PMap<Long, Long> map) {
        return map.keyCodec().equals(Codec.LONG) && map.valueCodec().equals(Codec.LONG)
                ? map.as(LongLongMap::new)
                : from(map.store(), map.asMap());
    }

    /** An empty builder in {@code store}. */
    public static Builder builder(Store store) {
        return empty(store).toBuilder();
    }

    /**
     * Collects a stream's elements into a map in {@code store}. {@code key} and {@code value} compute the entry of each element; later
     * entries win. The elements stay on the heap until the end.
     */
    public static <T extends @Nullable Object> Collector<T, ?, LongLongMap> collector(
            Store store, ToLongFunction<? super T> key, ToLongFunction<? super T> value) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        LongLongMap empty = empty(store);
        return ElementFunctions.<T, LongLongMap>collector(elements -> {
            Builder builder = empty.toBuilder();
            elements.forEach(element -> builder.put(key.applyAsLong(element), value.applyAsLong(element)));
            return builder.build();
        });
    }

    /** This map with {@code value} for {@code key}. Amortised O(log n): changes are pending on the heap, and one pass writes many. */
    public LongLongMap put(long key, long value) {
        return with(key, null, value, null);
    }

    /** This map with {@code values[i]} for each {@code keys[i]}. O(number of keys * log n), less if many share nodes. */
    public LongLongMap putAll(long[] keys, long[] values) {
        return orThis(toBuilder().putAll(keys, values).build());
    }

    /**
     * This map with all entries of {@code other}. O(nodes not shared), or O(size of the smaller map * log n) if it is much smaller. The
     * other map may lie in another store; then its entries are put one by one.
     */
    public LongLongMap putAll(LongLongMap other) {
        return core() == other.core()
                ? withAll(other)
                : orThis(toBuilder().putAll(other).build());
    }

    /**
     * The entries of this map and of {@code other}. If both have a key with different values, {@code conflict} computes the value from
     * this map's value and the other's. Equal values stay. Cost as {@link #putAll(LongLongMap)}.
     *
     * @throws ForeignStoreException if the other map lies in another store
     */
    public LongLongMap merge(LongLongMap other, LongBinaryOperator conflict) {
        Objects.requireNonNull(conflict, "conflict");
        base().check();
        checkTogether(other);
        return union(other, (changesMine, edits, mine, others) -> {
            long key = mine.in().keyBits(mine.entry());
            long here = mine.in().valueBits(mine.entry());
            long value = conflict.applyAsLong(here, others.in().valueBits(others.entry()));
            edits.put(type().hash(key, null), key, null, value, null);
        });
    }

    /** Tests an entry. */
    @FunctionalInterface
    public interface EntryPredicate {
        /** Whether the entry is accepted. */
        boolean test(long key, long value);
    }

    /** Does something with an entry. */
    @FunctionalInterface
    public interface EntryConsumer {
        /** Does it. */
        void accept(long key, long value);
    }

    /** The entries that {@code predicate} accepts. O(n). */
    public LongLongMap filter(EntryPredicate predicate) {
        Objects.requireNonNull(predicate, "predicate");
        return filtered((in, entry) -> predicate.test(in.keyBits(entry), in.valueBits(entry)));
    }

    /** A builder that begins with these entries. O(1). */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Changes a map in batches; confined to the thread that made the builder. Changes that are not written yet are pending on the heap:
     * at most as many as the map has entries, and never more than some hundred thousand.
     */
    public static final class Builder {
        private final LongLongMap form;
        private final MapBuilder entries;

        private Builder(LongLongMap source) {
            this.form = source.emptied();
            this.entries = new MapBuilder(source.type(), source.allEntries());
        }

        /** Puts {@code value} for {@code key}. Amortised O(1) in a growing map, otherwise at most O(log n). */
        public Builder put(long key, long value) {
            entries.put(key, null, value, null);
            return this;
        }

        /**
         * Puts {@code values[i]} for each {@code keys[i]}, in order. O(number of entries).
         *
         * @throws IllegalArgumentException if the arrays differ in length
         */
        public Builder putAll(long[] keys, long[] values) {
            if (keys.length != values.length) {
                throw new IllegalArgumentException(keys.length + " keys and " + values.length + " values");
            }
            for (int i = 0; i < keys.length; i++) {
                put(keys[i], values[i]);
            }
            return this;
        }

        /** Puts the entries of {@code map}, which may lie in another store. O(its size). */
        public Builder putAll(LongLongMap map) {
            map.forEach(this::put);
            return this;
        }

        /** The value of {@code key}; {@code otherwise} if there is none. O(log n). */
        public long getOrDefault(long key, long otherwise) {
            return entries.valueBits(key, otherwise);
        }

        /** Replaces the value of {@code key}, if the key has an entry. Cost as {@link #put}, and a lookup. */
        public Builder update(long key, long value) {
            return entries.has(key, null) ? put(key, value) : this;
        }

        /** As {@link LongLongMap#merge(long, long, LongBinaryOperator)}. Cost as {@link #put}, and a lookup. */
        public Builder merge(long key, long value, LongBinaryOperator function) {
            Objects.requireNonNull(function, "function");
            boolean isThere = entries.has(key, null);
            return put(key, isThere ? function.applyAsLong(getOrDefault(key, value), value) : value);
        }

        /** Removes the entry for {@code key}, if it exists. Cost as {@link #put}. */
        public Builder remove(long key) {
            entries.remove(key, null);
            return this;
        }

        /** The entries so far; writes pending edits. The builder stays usable; later changes do not affect the result. */
        public LongLongMap build() {
            entries.check();
            return form.version(entries.build(), form.core().scope());
        }
    }
}
