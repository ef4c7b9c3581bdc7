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
 * An immutable map whose keys and values lie off the heap, in the form that their {@link Codec}s give them. An operation
 * that changes it returns a new version that shares what did not change; versions need not be freed. Entries have no order
 * that means anything.
 *
 * <p>Keys are equal if their codec finds them so: by their bytes in place where it can, else as their {@code equals} does.
 * Any thread may read a version and derive others from it. Costs are of the calling thread; n is the size. A key is looked
 * up in O(log n) with base 32, which takes no allocation but what preparing the key needs. After the store was closed, what
 * reaches for entries throws a {@link StoreClosedException}; what needs memory and finds none throws a
 * {@link StoreFullException}. A key or value that is null where its codec has no null throws a
 * {@link NullPointerException}, one that cannot be encoded a {@link dev.cairn.codec.CodecException}; so does asking for such
 * a key. Reading decodes, into a new object as a rule, equal to the one that was put in.
 *
 * <p>The structure is a compressed hash-array mapped prefix tree (M. Steindorfer, J. Vinju, <em>Optimizing Hash-Array
 * Mapped Tries for Fast and Lean Immutable JVM Collections</em>, OOPSLA 2015), over hashes that a seed of the store changes.
 * Equal maps of one store have the same shape, and what compares or combines two passes over nodes that both share.
 *
 * @param <K> the keys; null only where their codec has a null
 * @param <V> the values; null only where their codec has a null
 */
@SuppressWarnings("serial") // never written: a stream has its form
public final class PMap<K extends @Nullable Object, V extends @Nullable Object> extends MapOperations<K, V>
        implements Version {
    PMap(
            SlotCodec<K> keys,
            SlotCodec<V> values,
            MapBase base,
            @Nullable MapTable table,
            @Nullable MapLog log,
            int edits) {
        super(keys, values, base, table, log, edits);
    }

    @Override
    boolean hasPortableValue(MapEntries in, long entry) {
        return values.isPortable(value(in, entry));
    }

    @Override
    PMap<K, V> version(MapBase newBase, @Nullable MapTable newTable, @Nullable MapLog newLog, int newEdits) {
        return new PMap<>(keys, values, newBase, newTable, newLog, newEdits);
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
        return new PMap<>(keySlots, valueSlots, base, emptyTable(base.type()), null, 0);
    }

    /** A map of {@code entries} in the standard store, kept by {@link Codec#standard()}. O(n). */
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

    /** Collects a stream's entries into a map in {@code store}; later ones win. Keeps the entries on the heap until the end. */
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

    /** This map with {@code value} for {@code key}. O(log n) amortised: changes wait on the heap, and are written in one pass. */
    public PMap<K, V> put(K key, V value) {
        return with(keys.prepareKey(key), values.prepare(value));
    }

    /** This map without an entry for {@code key}. O(log n) amortised, as {@link #put}. */
    public PMap<K, V> remove(K key) {
        return without(keys.prepareKey(key));
    }

    /** This map, with {@code value} for {@code key} if that has none or null. O(log n). */
    public PMap<K, V> putIfAbsent(K key, V value) {
        Object prepared = values.prepare(value);
        return get(key) == null ? with(keys.prepareKey(key), prepared) : this;
    }

    /** This map, with what {@code function} gives for {@code key}, unless null, if that has no value or null. O(log n). */
    public PMap<K, V> computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "function");
        V value = get(key) == null ? function.apply(key) : null;
        return value == null ? this : put(key, value);
    }

    /** This map with what {@code function} gives for the value of {@code key}; without, if that is null. O(log n). */
    public PMap<K, V> computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "function");
        V value = get(key);
        return value == null ? this : putOrRemove(key, function.apply(key, value));
    }

    /**
     * This map with what {@code function} gives for {@code key} and its value, or null if it has none; without an entry for
     * it, if that is null. O(log n).
     */
    public PMap<K, V> compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "function");
        return putOrRemove(key, function.apply(key, get(key)));
    }

    private PMap<K, V> putOrRemove(K key, @Nullable V value) {
        return value == null ? remove(key) : put(key, value);
    }

    /** This map with what {@code function} gives for the value of {@code key}; itself if it has no entry. O(log n). */
    @SuppressWarnings("NullAway") // a value that is null is there, if there is an entry
    public PMap<K, V> update(K key, UnaryOperator<V> function) {
        if (function == null) {
            return update(key, (V) null); // which update(k, null) means where V is Object, but does not call
        }
        V value = get(key);
        return value != null || containsKey(key) ? put(key, function.apply(value)) : this;
    }

    /** This map with all of {@code entries}. O(their number * log n), less where many are near each other. */
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
     * This map with all of {@code other}'s entries. O(what is not shared), or O(size of the smaller * log n) if it is much
     * smaller; the other may have other codecs or lie in another store, and is then put in entry by entry.
     */
    public PMap<K, V> putAll(PMap<K, V> other) {
        if (core() != other.core() || !isLike(other)) {
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

    /** This map without entries for {@code keys}. O(their number * log n). */
    public PMap<K, V> removeAll(Iterable<? extends K> keys) {
        return areFew(keys)
                ? withoutEach(keys)
                : orThis(toBuilder().removeAll(keys).build());
    }

    /**
     * The entries of this map and of {@code other}; where both have a key with different values, that which {@code conflict}
     * gives for this one's and the other's. Equal values are no conflict, and stay. Cost as {@link #putAll(PMap)}.
     *
     * @throws ForeignStoreException if the other is of another store
     */
    public PMap<K, V> merge(PMap<K, V> other, BinaryOperator<V> conflict) {
        Objects.requireNonNull(conflict, "conflict");
        PMap<K, V> like = like(other);
        return union(like, (changesMine, edits, mine, others) -> {
            Object key;
            V one;
            V two;
            try (var _ = core().hold()) { // a codec's code runs between
                key = mine.in().preparedKey(mine.entry());
                one = value(mine);
                two = value(others);
            }
            Object value = values.prepare(conflict.apply(one, two));
            edits.put(hash(key), key, value);
        });
    }

    /** The entries that {@code predicate} accepts. O(n), and what sharing the rest takes. */
    public PMap<K, V> filter(BiPredicate<? super K, ? super V> predicate) {
        Objects.requireNonNull(predicate, "predicate");
        return accepted((entries, entry) -> predicate.test(key(entries, entry), valueToo(entries, entry)));
    }

    /** This map with what {@code function} gives for each value. O(n). */
    public PMap<K, V> mapValues(UnaryOperator<V> function) {
        return orThis(mapInto(toBuilder(), function));
    }

    /** The keys of this map with what {@code function} gives for each value. O(n). */
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

    /** {@code other}, which must be of this store, in the form of this map. O(n) if its codecs are others, else O(1). */
    private PMap<K, V> like(PMap<K, V> other) {
        base().check();
        checkTogether(other);
        return isLike(other)
                ? other
                : builder(store(), keyCodec(), valueCodec()).putAll(other).build();
    }

    /**
     * The changes from this map to {@code other}, decoded on the heap: {@code a.patch(a.changesTo(b))} equals b. Takes O(log n) for
     * each change if one map was derived from the other, since shared nodes are skipped. O(n) if their codecs differ.
     *
     * @throws ForeignStoreException if they are of different stores
     */
    public MapChanges<K, V> changesTo(PMap<K, V> other) {
        return changes(like(other));
    }

    /**
     * This map with {@code changes} made, which may come from other maps: removed keys are removed, added and changed ones are put.
     * O(changes * log n).
     */
    public PMap<K, V> patch(MapChanges<K, V> changes) {
        Builder<K, V> builder = toBuilder();
        builder.removeAll(changes.removed().keySet()).putAll(changes.added());
        changes.changed().forEach((key, change) -> builder.put(key, change.after()));
        return orThis(builder.build());
    }

    /**
     * What {@code ours} and {@code theirs}, both derived from {@code base}, have become together: {@code ours}, with the
     * changes from {@code base} to {@code theirs}; where both changed a key, and not alike, with what {@code resolver}
     * gives. Time proportional to the changes from {@code base} to {@code theirs}, and to log n for each.
     *
     * @throws ForeignStoreException if they are of different stores
     */
    public static <K extends @Nullable Object, V extends @Nullable Object> PMap<K, V> merge3(
            PMap<K, V> base, PMap<K, V> ours, PMap<K, V> theirs, Resolver<K, V> resolver) {
        Objects.requireNonNull(resolver, "resolver");
        return new ThreeWayMerge<>(ours.values, ours.like(base), ours, ours.like(theirs)).run(resolver::resolve);
    }

    /**
     * Says what becomes of a key that two sides of a merge changed in different ways.
     *
     * @param <K> the keys
     * @param <V> the values
     */
    @FunctionalInterface
    public interface Resolver<K extends @Nullable Object, V extends @Nullable Object> {
        /** The value of {@code key} after the merge; as in the arguments, null stands for no entry. */
        @Nullable
        V resolve(K key, @Nullable V base, @Nullable V ours, @Nullable V theirs);
    }

    /** A builder that begins with these entries. O(1). */
    public Builder<K, V> toBuilder() {
        return new Builder<>(this);
    }

    /**
     * Changes a map in batches; confined to the thread that made it. What was put or removed and not written yet waits on
     * the heap: as many changes as the map has entries, but no more than some hundred thousand.
     *
     * @param <K> the keys
     * @param <V> the values
     */
    public static final class Builder<K extends @Nullable Object, V extends @Nullable Object> {
        private final PMap<K, V> form;
        private final MapBuilder entries;

        private Builder(PMap<K, V> source) {
            this.form = source.emptied();
            this.entries = new MapBuilder(source.allEntries());
        }

        /** Puts {@code value} for {@code key}. Amortised O(1) in a growing map, else O(log n) at most. */
        public Builder<K, V> put(K key, V value) {
            entries.put(form.keys.prepareKey(key), form.values.prepare(value));
            return this;
        }

        /** Puts entries in order. O(their number). */
        public Builder<K, V> putAll(Map<? extends K, ? extends V> more) {
            more.forEach(this::put);
            return this;
        }

        /** Puts entries in order, those of a PMap too. O(their number). */
        public Builder<K, V> putAll(Iterable<? extends Map.Entry<? extends K, ? extends V>> more) {
            more.forEach(entry -> put(entry.getKey(), entry.getValue()));
            return this;
        }

        /** Replaces the value of {@code key}, if it has an entry. Cost as {@link #put}, and looking the key up. */
        public Builder<K, V> update(K key, V value) {
            Object prepared = form.values.prepare(value);
            Object preparedKey = form.keys.prepareKey(key);
            if (entries.has(preparedKey)) {
                entries.put(preparedKey, prepared);
            }
            return this;
        }

        /** As {@link #update(Object, Object)}, with the result of {@code function} for the value that is there. */
        @SuppressWarnings("NullAway") // a value that is null is there, if there is an entry
        public Builder<K, V> update(K key, UnaryOperator<V> function) {
            if (function == null) {
                return update(key, (V) null); // as in the map's update
            }
            V value = get(key);
            return value != null || entries.has(form.keys.prepareKey(key)) ? put(key, function.apply(value)) : this;
        }

        /** The value of {@code key}; null if there is none. O(log n), and decoding the value. */
        @SuppressWarnings("unchecked") // decoded by the codec of values
        public @Nullable V get(K key) {
            return (V) entries.value(form.keys.prepareKey(key));
        }

        /** Removes the entry for {@code key}, if there is one. Cost as {@link #put}. */
        public Builder<K, V> remove(K key) {
            entries.remove(form.keys.prepareKey(key));
            return this;
        }

        /** Removes the entries for {@code keys}. O(their number). */
        public Builder<K, V> removeAll(Iterable<? extends K> keys) {
            keys.forEach(this::remove);
            return this;
        }

        /** The entries so far; writes what waits. The builder can go on, and does not change what it built. */
        public PMap<K, V> build() {
            entries.check();
            return form.version(entries.build(), form.core().scope());
        }
    }
}
