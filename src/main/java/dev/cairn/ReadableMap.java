package dev.cairn;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.map.KeyedCursor;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapDifference;
import dev.cairn.internal.trie.map.MapEntries;
import dev.cairn.internal.trie.map.MapLog;
import dev.cairn.internal.trie.map.MapTable;
import dev.cairn.internal.view.DecodedMap;
import dev.cairn.internal.view.ElementFunctions;
import dev.cairn.internal.view.KeysView;
import dev.cairn.internal.view.MapSource;
import dev.cairn.internal.view.MapView;
import dev.cairn.internal.view.ViewKind;
import java.lang.ref.Reference;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a map answers: values by keys, and all its entries. */
abstract class ReadableMap<K extends @Nullable Object, V extends @Nullable Object> extends CombiningKeyed<K, PMap<K, V>>
        implements Iterable<Map.Entry<K, V>> {
    final SlotCodec<V> values;

    ReadableMap(
            SlotCodec<K> keys,
            SlotCodec<V> values,
            MapBase base,
            @Nullable MapTable table,
            @Nullable MapLog log,
            int edits) {
        super(keys, base, table, log, edits);
        this.values = values;
    }

    /** The value of an entry of {@code entries}, which are of a map like this; the caller fences. */
    @SuppressWarnings({"unchecked", "NullAway"}) // decoded by its codec
    final V value(MapEntries entries, long entry) {
        return (V) entries.value(entry);
    }

    /** The value of an entry whose key was decoded before; that may have run a user's code. */
    final V valueToo(MapEntries entries, long entry) {
        base().check();
        return value(entries, entry);
    }

    final V value(Place place) {
        return value(place.in(), place.entry());
    }

    @Override
    final boolean isLike(PMap<K, V> other) {
        return keys.equals(other.keys) && values.equals(other.values);
    }

    /** What changes from this map to {@code right}, which is like it, decoded. */
    final MapChanges<K, V> changes(PMap<K, V> right) {
        MapDifference found = MapDifference.between(allEntries(), right.allEntries());
        List<Map.Entry<K, Change<V>>> changed = new ArrayList<>();
        try (var _ = core().hold()) { // a codec's code runs between two looks at entries
            for (int i = 0; i < found.changedLeft.length; i++) {
                long entry = found.changedLeft[i];
                Change<V> change =
                        new Change<>(value(found.inLeft, entry), right.value(found.inRight, found.changedRight[i]));
                changed.add(new SimpleImmutableEntry<>(key(found.inLeft, entry), change));
                base().check();
                right.base().check();
            }
            return new MapChanges<>(
                    right.decode(found.inRight, found.onlyRight),
                    decode(found.inLeft, found.onlyLeft),
                    DecodedMap.of(keys, changed));
        } finally {
            Reference.reachabilityFence(found);
            Reference.reachabilityFence(this);
            Reference.reachabilityFence(right);
        }
    }

    final Map<K, V> decode(MapEntries in, long[] places) {
        List<Map.Entry<K, V>> entries = new ArrayList<>();
        for (long entry : places) {
            entries.add(entry(in, entry));
            base().check();
        }
        return DecodedMap.of(keys, entries);
    }

    private Map.Entry<K, V> entry(MapEntries entries, long entry) {
        return new SimpleImmutableEntry<>(key(entries, entry), valueToo(entries, entry));
    }

    /**
     * Keeps maps that keep their entries by {@code keys} and {@code values} as elements of other collections, each as a
     * reference of four bytes: putting one in and getting it back copies none of its entries, but for those of a small map.
     * Both must lie in the same store.
     */
    public static <A extends @Nullable Object, B extends @Nullable Object> Codec<PMap<A, B>> codec(
            Codec<A> keys, Codec<B> values) {
        return kind(keys, values);
    }

    private static <A extends @Nullable Object, B extends @Nullable Object> KeyedKind<A, PMap<A, B>> kind(
            Codec<A> keys, Codec<B> values) {
        return new KeyedKind<>(PMap.class, List.of(keys, values), store -> PMap.emptyUnchecked(store, keys, values));
    }

    @Override
    final CollectionKind<?> kind() {
        return kind(keyCodec(), valueCodec());
    }

    @Override
    final List<?> codecs() {
        return List.of(keyCodec(), valueCodec());
    }

    /** How the keys become bytes. */
    @SuppressWarnings("unchecked") // what SlotCodec.of gave for it
    public final Codec<K> keyCodec() {
        return (Codec<K>) keys;
    }

    /** How the values become bytes. */
    @SuppressWarnings("unchecked") // what SlotCodec.of gave for it
    public final Codec<V> valueCodec() {
        return (Codec<V>) values;
    }

    /** The value of {@code key}; null if there is none. O(log n), and decoding the value. */
    public final @Nullable V get(K key) {
        MapBase base = base();
        Object prepared = keys.prepareKey(key);
        long hash = base.type().hash(prepared);
        base.check();
        if (edits != 0) {
            return getEdited(hash, prepared);
        }
        return get(ground(), hash, prepared);
    }

    private @Nullable V get(MapEntries entries, long hash, Object prepared) {
        try {
            long entry = entries.find(hash, prepared);
            return entry == 0 ? null : value(entries, entry);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private @Nullable V getEdited(long hash, Object prepared) {
        int change = waiting(hash, prepared);
        if (change >= 0) {
            Object value = log().removes(change) ? null : log().value(change);
            return value == null ? null : values.restore(value);
        }
        return get(ground(), hash, prepared);
    }

    /** The value of {@code key}; {@code otherwise} if there is none. O(log n), and decoding the value. */
    @SuppressWarnings("NullAway") // a value that is null is there, if there is an entry
    public final V getOrDefault(K key, V otherwise) {
        V value = get(key);
        return value != null || containsKey(key) ? value : otherwise;
    }

    /** Whether there is an entry for {@code key}. O(log n). */
    public final boolean containsKey(K key) {
        return has(key);
    }

    /**
     * The entries as a read-only {@link Map}, which holds this version; its methods that would change it throw an
     * {@link UnsupportedOperationException}. O(1). What its codec does not take as a key, the map does not have.
     */
    @JsonValue
    public final Map<K, V> asMap() {
        base().check();
        return new MapView.Whole<>(new Shown<>(this));
    }

    /** A read-only view of the keys. O(1); it holds this version. */
    public final Set<K> keys() {
        base().check();
        return new KeysView<>(new Shown<>(this));
    }

    /** A read-only view of the values. O(1); it holds this version. */
    public final Collection<V> values() {
        base().check();
        return new MapView.Values<>(new Shown<>(this));
    }

    /** A read-only view of the entries. O(1); it holds this version. */
    public final Set<Map.Entry<K, V>> entries() {
        base().check();
        return new MapView.Entries<>(new Shown<>(this));
    }

    final KeyedCursor<K> keyCursor() {
        return KeyedCursor.of(base(), entriesToRead(), this::key, Spliterator.DISTINCT);
    }

    final KeyedCursor<V> valueCursor() {
        return KeyedCursor.of(base(), entriesToRead(), this::value, 0);
    }

    private KeyedCursor<Map.Entry<K, V>> cursor() {
        return KeyedCursor.of(base(), entriesToRead(), this::entry, Spliterator.DISTINCT);
    }

    @Override
    public final Iterator<Map.Entry<K, V>> iterator() {
        return cursor();
    }

    @Override
    public final Spliterator<Map.Entry<K, V>> spliterator() {
        return cursor();
    }

    /** The entries, in no order that means anything. */
    public final Stream<Map.Entry<K, V>> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    /** Calls {@code action} with each key and its value. O(n). */
    public final void forEach(BiConsumer<? super K, ? super V> action) {
        Objects.requireNonNull(action, "action");
        MapEntries all = entriesToRead();
        eachEntry(all, entry -> action.accept(key(all, entry), valueToo(all, entry)));
    }

    /**
     * Whether {@code other} is a PMap of equal keys and values: as their codecs compare them ({@link Codec}), if they have the
     * same, and then nodes that both share are not looked at; else by their own {@code equals}, and arrays by their content.
     * O(what is not shared).
     */
    @Override
    @SuppressWarnings("unchecked") // the same codecs are for the same types
    public final boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof PMap<?, ?> that) || size() != that.size()) {
            return false;
        }
        try (var _ = core().hold()) {
            if (!isLike((PMap<K, V>) that)) {
                return hasLikenessesOf(that);
            }
            return core() == that.core() ? hasSameEntries((PMap<K, V>) that) : hasAllOf((PMap<K, V>) that);
        } finally {
            Reference.reachabilityFence(this);
            Reference.reachabilityFence(that);
        }
    }

    private boolean hasLikenessesOf(ReadableMap<?, ?> that) {
        Map<@Nullable Object, @Nullable Object> mine = likenesses();
        // of keys that only their codec tells apart nobody knows which is which
        return mine.size() == size() && mine.equals(that.likenesses());
    }

    private Map<@Nullable Object, @Nullable Object> likenesses() {
        Map<@Nullable Object, @Nullable Object> map = new HashMap<>();
        forEach((key, value) -> map.put(keys.likeness(key), values.likeness(value)));
        return map;
    }

    /** Whether each entry of {@code other}, which may lie in another store, is here. */
    private boolean hasAllOf(PMap<K, V> other) {
        MapEntries all = entriesToRead();
        for (Map.Entry<K, V> entry : other) {
            Object key = keys.prepare(entry.getKey());
            long here = all.find(hash(key), key);
            if (here == 0 || !all.hasValue(here, values.prepare(entry.getValue()))) {
                return false;
            }
        }
        return true;
    }

    @Override
    final int countHash() {
        int sum = 0;
        for (Map.Entry<K, V> entry : this) {
            sum += ElementFunctions.hash(keys, entry.getKey()) ^ ElementFunctions.hash(values, entry.getValue());
        }
        return sum;
    }

    /** The entries as a {@link Map} shows them; of more than 1,000, or of very long ones, some and how many there are. */
    @Override
    public final String toString() {
        return ElementFunctions.toString("{", iterator(), size(), "}");
    }

    @Override
    final Object view(ViewKind view) {
        return switch (view) {
            case MAP -> asMap();
            case KEYS -> keys();
            case VALUES -> values();
            case ENTRIES -> entries();
            default -> super.view(view);
        };
    }

    /** How views read this map; the map itself does not implement the interface, because users would see the methods. */
    private record Shown<K extends @Nullable Object, V extends @Nullable Object>(ReadableMap<K, V> map)
            implements MapSource<K, V> {
        @Override
        public int size() {
            return map.size();
        }

        @Override
        public SlotCodec<K> keyCodec() {
            return map.keys;
        }

        @Override
        public SlotCodec<V> valueCodec() {
            return map.values;
        }

        @Override
        public boolean has(K key) {
            return map.has(key);
        }

        @Override
        public @Nullable V get(K key) {
            return map.get(key);
        }

        @Override
        public Set<K> keys() {
            return map.keys();
        }

        @Override
        public Collection<V> values() {
            return map.values();
        }

        @Override
        public Set<Map.Entry<K, V>> entries() {
            return map.entries();
        }

        @Override
        public Spliterator<K> keyCursor() {
            return map.keyCursor();
        }

        @Override
        public Spliterator<V> valueCursor() {
            return map.valueCursor();
        }

        @Override
        public Spliterator<Map.Entry<K, V>> entryCursor() {
            return map.spliterator();
        }

        @Override
        public void forEach(BiConsumer<? super K, ? super V> action) {
            map.forEach(action);
        }

        @Override
        public int hash() {
            return map.hashCode();
        }

        @Override
        public Object form(Object view) {
            return new ViewForm((Version) map, ViewKind.ofMap(view));
        }
    }
}
