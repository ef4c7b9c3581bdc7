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
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map off the heap whose keys are longs, and whose values are encoded by a {@link Codec}. It has the operations of a {@link
 * PMap} that depend on the keys, and those on one key, {@code forEach}, builders and cursors do not box it. An operation that changes the map returns a new version, which shares all
 * unchanged nodes with the old one. Versions are freed automatically. The order of the entries is unspecified.
 *
 * <p>Threads, costs and exceptions are those of {@link PMap}. The nodes are those of a {@code PMap<Long, V>} whose keys have {@link
 * Codec#LONG}. {@link #toPMap} and {@link #from(PMap)} turn one into the other in O(1), for what only the other has. {@link LongLongMap}
 * does not box its values either.
 *
 * @param <V> the type of the values; null only if their codec supports null
 */
@SuppressWarnings("serial") // streams contain a serialization proxy
public final class LongMap<V extends @Nullable Object> extends LongMapOperations<V> implements Version {
    LongMap(SlotCodec<V> values, MapBase base, @Nullable MapTable table, @Nullable MapLog log, int edits) {
        super(values, base, table, log, edits);
    }

    @Override
    LongMap<V> version(MapBase newBase, @Nullable MapTable newTable, @Nullable MapLog newLog, int newEdits) {
        return new LongMap<>(values, newBase, newTable, newLog, newEdits);
    }

    /**
     * The codec for maps with the codec {@code values}, as elements of other collections. Each is stored as a reference of four bytes:
     * writing and reading it copies no entries, except for small maps. Both collections must lie in the same store.
     */
    public static <A extends @Nullable Object> Codec<LongMap<A>> codec(Codec<A> values) {
        return kind(values);
    }

    private static <A extends @Nullable Object> KeyedKind<Long, LongMap<A>> kind(Codec<A> values) {
        return new KeyedKind<>(
                LongMap.class, List.of(values), List.of(Codec.LONG, values), store -> emptyUnchecked(store, values));
    }

    @Override
    CollectionKind<?> kind() {
        return type().kind(() -> kind(valueCodec()));
    }

    @Override
    boolean hasCodecs(List<?> codecs) {
        return codecs.size() == 1 && valueCodec().equals(codecs.getFirst());
    }

    /** The empty map of {@code store}. */
    public static <V extends @Nullable Object> LongMap<V> empty(Store store, Codec<V> values) {
        store.core().check();
        return emptyUnchecked(store, values);
    }

    /** As {@link #empty(Store, Codec)}, also in a closed store. */
    private static <V extends @Nullable Object> LongMap<V> emptyUnchecked(Store store, Codec<V> values) {
        SlotCodec<V> slots = SlotCodec.of(values);
        MapBase base = store.emptyMaps().get(store.core(), SlotCodec.of(Codec.LONG), slots);
        return new LongMap<>(slots, base, emptyTable(base.type().unboxed()), null, 0);
    }

    /** A map of {@code entries} in the standard store, with {@link Codec#standard()}. O(n). */
    @JsonCreator
    public static <V extends @Nullable Object> LongMap<V> from(Map<Long, ? extends V> entries) {
        return LongMap.<V>from(Store.standard(), Codec.standard(), entries);
    }

    /** A map of {@code entries} in {@code store}. O(n). */
    public static <V extends @Nullable Object> LongMap<V> from(
            Store store, Codec<V> values, Map<Long, ? extends V> entries) {
        Builder<V> builder = builder(store, values);
        entries.forEach(builder::put);
        return builder.build();
    }

    /** A map with the entries of {@code map}, in its store. O(1), or O(n) if the codec of its keys is not {@link Codec#LONG}. */
    public static <V extends @Nullable Object> LongMap<V> from(PMap<Long, V> map) {
        return map.keyCodec().equals(Codec.LONG)
                ? map.as((base, table, log, edits) -> new LongMap<>(map.valueSlots(), base, table, log, edits))
                : from(map.store(), map.valueCodec(), map.asMap());
    }

    /** An empty builder in {@code store}. */
    public static <V extends @Nullable Object> Builder<V> builder(Store store, Codec<V> values) {
        return empty(store, values).toBuilder();
    }

    /**
     * Collects a stream's elements into a map in {@code store}. {@code key} and {@code value} compute the entry of each element; later
     * entries win. The elements stay on the heap until the end.
     */
    public static <T extends @Nullable Object, V extends @Nullable Object> Collector<T, ?, LongMap<V>> collector(
            Store store, Codec<V> values, ToLongFunction<? super T> key, Function<? super T, ? extends V> value) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        LongMap<V> empty = empty(store, values);
        return ElementFunctions.<T, LongMap<V>>collector(elements -> {
            Builder<V> builder = empty.toBuilder();
            elements.forEach(element -> builder.put(key.applyAsLong(element), value.apply(element)));
            return builder.build();
        });
    }

    /** This map with {@code value} for {@code key}. Amortised O(log n): changes are pending on the heap, and one pass writes many. */
    public LongMap<V> put(long key, V value) {
        return with(key, null, 0, values.prepare(value));
    }

    /**
     * This map with all entries of {@code other}. O(nodes not shared), or O(size of the smaller map * log n) if it is much smaller. The
     * other map may have another codec or lie in another store; then its entries are put one by one.
     */
    public LongMap<V> putAll(LongMap<V> other) {
        return core() == other.core() && hasSameCodecs(other)
                ? withAll(other)
                : orThis(toBuilder().putAll(other).build());
    }

    /**
     * The entries of this map and of {@code other}. If both have a key with different values, {@code conflict} computes the value from
     * this map's value and the other's. Equal values stay. Cost as {@link #putAll(LongMap)}.
     *
     * @throws ForeignStoreException if the other map lies in another store
     */
    public LongMap<V> merge(LongMap<V> other, BinaryOperator<V> conflict) {
        Objects.requireNonNull(conflict, "conflict");
        return from(written().merge(other.written(), conflict));
    }

    /** Tests an entry. */
    @FunctionalInterface
    public interface EntryPredicate<V extends @Nullable Object> {
        /** Whether the entry is accepted. */
        boolean test(long key, V value);
    }

    /** Does something with an entry. */
    @FunctionalInterface
    public interface EntryConsumer<V extends @Nullable Object> {
        /** Does it. */
        void accept(long key, V value);
    }

    /** A builder that begins with these entries. O(1). */
    public Builder<V> toBuilder() {
        return new Builder<>(this);
    }

    /**
     * Changes a map in batches; confined to the thread that made the builder. Changes that are not written yet are pending on the heap:
     * at most as many as the map has entries, and never more than some hundred thousand.
     *
     * @param <V> the type of the values
     */
    public static final class Builder<V extends @Nullable Object> {
        private final LongMap<V> form;
        private final MapBuilder entries;

        private Builder(LongMap<V> source) {
            this.form = source.emptied();
            this.entries = new MapBuilder(source.type(), source.allEntries());
        }

        /** Puts {@code value} for {@code key}. Amortised O(1) in a growing map, otherwise at most O(log n). */
        public Builder<V> put(long key, V value) {
            entries.put(key, null, 0, form.values.prepare(value));
            return this;
        }

        /** Puts the entries of {@code map}, which may lie in another store. O(its size). */
        public Builder<V> putAll(LongMap<? extends V> map) {
            map.forEach(this::put);
            return this;
        }

        /** The value of {@code key}; null if there is none. O(log n), and the decoding. */
        @SuppressWarnings("unchecked") // decoded by the codec of values
        public @Nullable V get(long key) {
            return (V) entries.value(key, null);
        }

        /** Replaces the value of {@code key}, if the key has an entry. Cost as {@link #put}, and a lookup. */
        public Builder<V> update(long key, V value) {
            Object prepared = form.values.prepare(value);
            if (entries.has(key, null)) {
                entries.put(key, null, 0, prepared);
            }
            return this;
        }

        /** As {@link #update(long, Object)}, with the result of {@code function} for the current value. */
        @SuppressWarnings("NullAway") // an entry can have the value null
        public Builder<V> update(long key, UnaryOperator<V> function) {
            if (function == null) {
                return update(key, (V) null); // as in the map's update
            }
            return entries.has(key, null) ? put(key, function.apply(get(key))) : this;
        }

        /** Removes the entry for {@code key}, if it exists. Cost as {@link #put}. */
        public Builder<V> remove(long key) {
            entries.remove(key, null);
            return this;
        }

        /** The entries so far; writes pending edits. The builder stays usable; later changes do not affect the result. */
        public LongMap<V> build() {
            entries.check();
            return form.version(entries.build(), form.core().scope());
        }
    }
}
