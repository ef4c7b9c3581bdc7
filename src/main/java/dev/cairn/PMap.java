package dev.cairn;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapBuilder;
import dev.cairn.internal.trie.map.MapEntries;
import dev.cairn.internal.trie.map.MapLog;
import dev.cairn.internal.trie.map.MapTable;
import dev.cairn.internal.view.ElementFunctions;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map whose keys and values lie off the heap, encoded by {@link Codec}s. An operation that changes the map returns a new
 * version, which shares all unchanged nodes with the old one. Versions are freed automatically. The order of the entries is
 * unspecified.
 *
 * <p>The codec of the keys decides which keys are equal: by their encoded bytes if possible, otherwise by {@code equals}. Any thread
 * may read a version and derive others from it. Costs are costs of the calling thread; n is the size. A lookup takes O(log n) with base
 * 32, and allocates only to prepare the key. Access to entries of a closed store throws {@link StoreClosedException}; an operation that
 * finds no memory throws {@link StoreFullException}. A null key or value throws {@link NullPointerException} if its codec does not
 * support null; a key or value that cannot be encoded throws {@link dev.cairn.codec.CodecException}. This includes lookups of such
 * keys. Reading decodes keys and values, usually into new objects that are equal to the stored ones.
 *
 * <p>The structure is a compressed hash-array mapped prefix tree (M. Steindorfer, J. Vinju, <em>Optimizing Hash-Array Mapped Tries for
 * Fast and Lean Immutable JVM Collections</em>, OOPSLA 2015), over hashes with a seed of the store. Equal maps of one store have the
 * same shape, so comparing and combining two maps skips shared nodes.
 *
 * @param <K> the type of the keys; null only if their codec supports null
 * @param <V> the type of the values; null only if their codec supports null
 */
@SuppressWarnings("serial") // streams contain a serialization proxy
public final class PMap<K extends @Nullable Object, V extends @Nullable Object> extends MapOperations<K, V>
        implements Version {
    PMap(SlotCodec<K> keys, MapBase base, @Nullable MapTable table, @Nullable MapLog log, int edits) {
        super(keys, base, table, log, edits);
    }

    @Override
    boolean hasPortableValue(MapEntries in, long entry) {
        return valueSlots().isPortable(value(in, entry));
    }

    @Override
    PMap<K, V> version(MapBase newBase, @Nullable MapTable newTable, @Nullable MapLog newLog, int newEdits) {
        return new PMap<>(keys, newBase, newTable, newLog, newEdits);
    }

    /** The empty map of the standard store. */
    public static <K extends @Nullable Object, V extends @Nullable Object> PMap<K, V> empty(
            Codec<K> keys, Codec<V> values) {
        return empty(Store.standard(), keys, values);
    }

    /** The empty map of {@code store}. */
    public static <K extends @Nullable Object, V extends @Nullable Object> PMap<K, V> empty(
            Store store, Codec<K> keys, Codec<V> values) {
        store.core().check();
        return emptyUnchecked(store, keys, values);
    }

    /** As {@link #empty(Store, Codec, Codec)}, also in a closed store. */
    static <K extends @Nullable Object, V extends @Nullable Object> PMap<K, V> emptyUnchecked(
            Store store, Codec<K> keys, Codec<V> values) {
        SlotCodec<K> keySlots = SlotCodec.of(keys);
        SlotCodec<V> valueSlots = SlotCodec.of(values);
        MapBase base = store.emptyMaps().get(store.core(), keySlots, valueSlots);
        return new PMap<>(keySlots, base, emptyTable(base.type()), null, 0);
    }

    /** A map of {@code entries} in the standard store, with {@link Codec#standard()}. O(n). */
    @JsonCreator
    public static <K extends @Nullable Object, V extends @Nullable Object> PMap<K, V> from(
            Map<? extends K, ? extends V> entries) {
        return PMap.<K, V>builder().putAll(entries).build();
    }

    /** A map of {@code entries} in {@code store}. O(n). */
    public static <K extends @Nullable Object, V extends @Nullable Object> PMap<K, V> from(
            Store store, Codec<K> keys, Codec<V> values, Map<? extends K, ? extends V> entries) {
        return builder(store, keys, values).putAll(entries).build();
    }

    /** An empty builder in the standard store. */
    public static <K extends @Nullable Object, V extends @Nullable Object> Builder<K, V> builder(
            Codec<K> keys, Codec<V> values) {
        return builder(Store.standard(), keys, values);
    }

    /** An empty builder in {@code store}. */
    public static <K extends @Nullable Object, V extends @Nullable Object> Builder<K, V> builder(
            Store store, Codec<K> keys, Codec<V> values) {
        return empty(store, keys, values).toBuilder();
    }

    /** Collects a stream's entries into a map in {@code store}; later entries win. The entries stay on the heap until the end. */
    public static <K extends @Nullable Object, V extends @Nullable Object>
            Collector<Map.Entry<? extends K, ? extends V>, ?, PMap<K, V>> collector(
                    Store store, Codec<K> keys, Codec<V> values) {
        PMap<K, V> empty = empty(store, keys, values);
        return ElementFunctions.collector(entries -> {
            Builder<K, V> builder = empty.toBuilder();
            entries.forEach(entry -> builder.put(entry.getKey(), entry.getValue()));
            return builder.build();
        });
    }

    /** This map with {@code value} for {@code key}. Amortised O(log n): changes are pending on the heap, and one pass writes many. */
    public PMap<K, V> put(K key, V value) {
        return with(keys.prepareKey(key), valueSlots().prepare(value));
    }

    /** This map without an entry for {@code key}. Amortised O(log n), as {@link #put}. */
    public PMap<K, V> remove(K key) {
        return without(keys.prepareKey(key));
    }

    /** This map, with {@code value} for {@code key} if the key has no value or null. O(log n). */
    public PMap<K, V> putIfAbsent(K key, V value) {
        Object prepared = valueSlots().prepare(value);
        return get(key) == null ? with(keys.prepareKey(key), prepared) : this;
    }

    /** This map; if {@code key} has no value or null, with the result of {@code function} unless that is null. O(log n). */
    public PMap<K, V> computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "function");
        V value = get(key) == null ? function.apply(key) : null;
        return value == null ? this : put(key, value);
    }

    /** As {@link #compute}, but only if {@code key} has a value that is not null; otherwise this map. O(log n). */
    public PMap<K, V> computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "function");
        V value = get(key);
        return value == null ? this : putOrRemove(key, function.apply(key, value));
    }

    /**
     * This map with the result of {@code function} as the value of {@code key}; a null result removes the entry. The function gets null
     * if the key has no value. O(log n).
     */
    public PMap<K, V> compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "function");
        return putOrRemove(key, function.apply(key, get(key)));
    }

    private PMap<K, V> putOrRemove(K key, @Nullable V value) {
        return value == null ? remove(key) : put(key, value);
    }

    /** This map with the result of {@code function} as the value of {@code key}; unchanged if the key has no entry. O(log n). */
    @SuppressWarnings("NullAway") // an entry can have the value null
    public PMap<K, V> update(K key, UnaryOperator<V> function) {
        if (function == null) {
            return update(
                    key,
                    (V) null); // where V is Object, update(k, null) means update(K, V), but Java chooses this method
        }
        V value = get(key);
        return value != null || containsKey(key) ? put(key, function.apply(value)) : this;
    }

    /** This map with all of {@code entries}. O(number of entries * log n), less if many entries share nodes. */
    public PMap<K, V> putAll(Map<? extends K, ? extends V> entries) {
        if (!areFew(entries.entrySet())) {
            return orThis(toBuilder().putAll(entries).build());
        }
        PMap<K, V> map = this;
        for (Map.Entry<? extends K, ? extends V> entry : entries.entrySet()) {
            map = map.put(entry.getKey(), entry.getValue());
        }
        return map;
    }

    /**
     * This map with all entries of {@code other}. O(nodes not shared), or O(size of the smaller map * log n) if it is much smaller. The
     * other map may have other codecs or lie in another store; then its entries are put one by one.
     */
    public PMap<K, V> putAll(PMap<K, V> other) {
        if (core() != other.core() || !hasSameCodecs(other)) {
            return orThis(toBuilder().putAll(other).build());
        }
        return other.isFew()
                ? withEach(other)
                : union(other, (changesMine, edits, mine, others) -> {
                    if (changesMine) {
                        others.in().putInto(edits, others.entry());
                    }
                });
    }

    /** This map without entries for {@code keys}. O(number of keys * log n). */
    public PMap<K, V> removeAll(Iterable<? extends K> keys) {
        return areFew(keys)
                ? withoutEach(keys)
                : orThis(toBuilder().removeAll(keys).build());
    }

    /**
     * The entries of this map and of {@code other}. If both have a key with different values, {@code conflict} computes the value from
     * this map's value and the other's. Equal values stay. Cost as {@link #putAll(PMap)}.
     *
     * @throws ForeignStoreException if the other map lies in another store
     */
    public PMap<K, V> merge(PMap<K, V> other, BinaryOperator<V> conflict) {
        Objects.requireNonNull(conflict, "conflict");
        PMap<K, V> adapted = adapt(other);
        return union(adapted, (changesMine, edits, mine, others) -> {
            Object key;
            V one;
            V two;
            try (var _ = core().hold()) { // a codec may run user code meanwhile
                key = mine.in().preparedKey(mine.entry());
                one = value(mine.in(), mine.entry());
                two = value(others.in(), others.entry());
            }
            Object value = valueSlots().prepare(conflict.apply(one, two));
            edits.put(hash(key), key, value);
        });
    }

    /** The entries that {@code predicate} accepts. O(n). */
    public PMap<K, V> filter(BiPredicate<? super K, ? super V> predicate) {
        Objects.requireNonNull(predicate, "predicate");
        return filtered((entries, entry) -> predicate.test(key(entries, entry), valueAfterKey(entries, entry)));
    }

    /** This map with the results of {@code function} as values. O(n). */
    public PMap<K, V> mapValues(UnaryOperator<V> function) {
        return orThis(mapInto(toBuilder(), function));
    }

    /** The keys of this map with the results of {@code function} as values, encoded by {@code codec}. O(n). */
    public <W extends @Nullable Object> PMap<K, W> mapValues(
            Codec<W> codec, Function<? super V, ? extends W> function) {
        return mapInto(builder(store(), keyCodec(), codec), function);
    }

    private <W extends @Nullable Object> PMap<K, W> mapInto(
            Builder<K, W> builder, Function<? super V, ? extends W> function) {
        Objects.requireNonNull(function, "function");
        forEach((key, value) -> builder.put(key, function.apply(value)));
        return builder.build();
    }

    /** {@code other}, which must lie in this store, with the codecs of this map. O(1), or O(n) if its codecs differ. */
    private PMap<K, V> adapt(PMap<K, V> other) {
        base().check();
        checkTogether(other);
        return hasSameCodecs(other)
                ? other
                : builder(store(), keyCodec(), valueCodec()).putAll(other).build();
    }

    /**
     * The changes from this map to {@code other}, decoded on the heap: {@code a.patch(a.changesTo(b))} equals b. O(log n) for each
     * change if one map was derived from the other, because shared nodes are skipped. O(n) if their codecs differ.
     *
     * @throws ForeignStoreException if the maps lie in different stores
     */
    public MapChanges<K, V> changesTo(PMap<K, V> other) {
        return changes(adapt(other));
    }

    /**
     * This map with {@code changes} applied, which may come from other maps: removed keys are removed, added and changed entries are
     * put. O(changes * log n).
     */
    public PMap<K, V> patch(MapChanges<K, V> changes) {
        Builder<K, V> builder = toBuilder();
        builder.removeAll(changes.removed().keySet()).putAll(changes.added());
        changes.changed().forEach((key, change) -> builder.put(key, change.after()));
        return orThis(builder.build());
    }

    /**
     * A three-way merge of {@code ours} and {@code theirs}, both derived from {@code base}: {@code ours} with the changes from {@code
     * base} to {@code theirs}. If both changed a key in different ways, {@code resolver} decides. O(log n) for each change from {@code
     * base} to {@code theirs}.
     *
     * @throws ForeignStoreException if the maps lie in different stores
     */
    public static <K extends @Nullable Object, V extends @Nullable Object> PMap<K, V> merge3(
            PMap<K, V> base, PMap<K, V> ours, PMap<K, V> theirs, Resolver<K, V> resolver) {
        Objects.requireNonNull(resolver, "resolver");
        return new ThreeWayMerge<>(ours.valueSlots(), ours.adapt(base), ours, ours.adapt(theirs))
                .run(resolver::resolve);
    }

    /**
     * Decides about a key that both sides of a merge changed in different ways.
     *
     * @param <K> the keys
     * @param <V> the values
     */
    @FunctionalInterface
    public interface Resolver<K extends @Nullable Object, V extends @Nullable Object> {
        /** The value of {@code key} after the merge. Null stands for no entry, in the arguments and in the result. */
        @Nullable
        V resolve(K key, @Nullable V base, @Nullable V ours, @Nullable V theirs);
    }

    /** A builder that begins with these entries. O(1). */
    public Builder<K, V> toBuilder() {
        return new Builder<>(this);
    }

    /**
     * Changes a map in batches; confined to the thread that made the builder. Changes that are not written yet are pending on the heap:
     * at most as many as the map has entries, and never more than some hundred thousand.
     *
     * @param <K> the keys
     * @param <V> the values
     */
    public static final class Builder<K extends @Nullable Object, V extends @Nullable Object> {
        private final PMap<K, V> form;
        private final MapBuilder entries;

        private Builder(PMap<K, V> source) {
            this.form = source.emptied();
            this.entries = new MapBuilder(source.type(), source.allEntries());
        }

        /** Puts {@code value} for {@code key}. Amortised O(1) in a growing map, otherwise at most O(log n). */
        public Builder<K, V> put(K key, V value) {
            entries.put(form.keys.prepareKey(key), form.valueSlots().prepare(value));
            return this;
        }

        /** Puts entries in order. O(number of entries). */
        public Builder<K, V> putAll(Map<? extends K, ? extends V> more) {
            more.forEach(this::put);
            return this;
        }

        /** Puts entries in order; a PMap is accepted, too. O(number of entries). */
        public Builder<K, V> putAll(Iterable<? extends Map.Entry<? extends K, ? extends V>> more) {
            more.forEach(entry -> put(entry.getKey(), entry.getValue()));
            return this;
        }

        /** Replaces the value of {@code key}, if the key has an entry. Cost as {@link #put}, and a lookup. */
        public Builder<K, V> update(K key, V value) {
            Object prepared = form.valueSlots().prepare(value);
            Object preparedKey = form.keys.prepareKey(key);
            if (entries.has(preparedKey)) {
                entries.put(preparedKey, prepared);
            }
            return this;
        }

        /** As {@link #update(Object, Object)}, with the result of {@code function} for the current value. */
        @SuppressWarnings("NullAway") // an entry can have the value null
        public Builder<K, V> update(K key, UnaryOperator<V> function) {
            if (function == null) {
                return update(key, (V) null); // as in the map's update
            }
            V value = get(key);
            return value != null || entries.has(form.keys.prepareKey(key)) ? put(key, function.apply(value)) : this;
        }

        /** The value of {@code key}; null if there is none. O(log n), and the decoding. */
        @SuppressWarnings("unchecked") // decoded by the codec of values
        public @Nullable V get(K key) {
            return (V) entries.value(form.keys.prepareKey(key));
        }

        /** Removes the entry for {@code key}, if it exists. Cost as {@link #put}. */
        public Builder<K, V> remove(K key) {
            entries.remove(form.keys.prepareKey(key));
            return this;
        }

        /** Removes the entries for {@code keys}. O(number of keys). */
        public Builder<K, V> removeAll(Iterable<? extends K> keys) {
            keys.forEach(this::remove);
            return this;
        }

        /** The entries so far; writes pending edits. The builder stays usable; later changes do not affect the result. */
        public PMap<K, V> build() {
            entries.check();
            return form.version(entries.build(), form.core().scope());
        }
    }
}
