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

/** The reading operations of maps. */
abstract class ReadableMap<K extends @Nullable Object, V extends @Nullable Object> extends CombiningKeyed<K, PMap<K, V>>
        implements Iterable<Map.Entry<K, V>> {
    ReadableMap(SlotCodec<K> keys, MapBase base, @Nullable MapTable table, @Nullable MapLog log, int edits) {
        super(keys, base, table, log, edits);
    }

    /** The codec of the values. A field for it would make each map larger. */
    @SuppressWarnings("unchecked") // the map was made with it
    final SlotCodec<V> valueSlots() {
        return (SlotCodec<V>) Objects.requireNonNull(type().valueCodec());
    }

    /** The value of an entry of {@code entries}, in a map with the same codecs; the caller fences. */
    @SuppressWarnings({"unchecked", "NullAway"}) // decoded by its codec
    final V value(MapEntries entries, long entry) {
        return (V) entries.value(entry);
    }

    /** The value of an entry after its key was decoded. Decoding may have run user code, so this checks the base again. */
    final V valueAfterKey(MapEntries entries, long entry) {
        base().check();
        return value(entries, entry);
    }

    @Override
    final boolean hasSameCodecs(PMap<K, V> other) {
        return keys.equals(other.keys) && valueSlots().equals(other.valueSlots());
    }

    /** The decoded changes from this map to {@code right}, which has the same codecs. */
    final MapChanges<K, V> changes(PMap<K, V> right) {
        MapDifference found = MapDifference.between(allEntries(), right.allEntries());
        List<Map.Entry<K, Change<V>>> changed = new ArrayList<>();
        try (var _ = core().hold()) { // a codec may run user code between two reads
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
        return new SimpleImmutableEntry<>(key(entries, entry), valueAfterKey(entries, entry));
    }

    /**
     * The codec for maps with the codecs {@code keys} and {@code values}, as elements of other collections. Each is stored as a
     * reference of four bytes: writing and reading it copies no entries, except for small maps. Both collections must lie in the same
     * store.
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
        return type().kind(() -> kind(keyCodec(), valueCodec()));
    }

    @Override
    final boolean hasCodecs(List<?> codecs) {
        return codecs.size() == 2
                && keyCodec().equals(codecs.get(0))
                && valueCodec().equals(codecs.get(1));
    }

    /** The codec of the keys. */
    @SuppressWarnings("unchecked") // the result of SlotCodec.of for this codec
    public final Codec<K> keyCodec() {
        return (Codec<K>) keys;
    }

    /** The codec of the values. */
    @SuppressWarnings("unchecked") // the result of SlotCodec.of for this codec
    public final Codec<V> valueCodec() {
        return (Codec<V>) valueSlots();
    }

    /** The value of {@code key}; null if there is none. O(log n), and the decoding. */
    public final @Nullable V get(K key) {
        MapBase base = base();
        Object prepared = keys.prepareKey(key);
        if (table != null && edits == 0) {
            base.check();
            long entry = table.find(prepared);
            return entry == 0 ? null : value(table, entry);
        }
        long hash = base.type().hash(prepared);
        base.check();
        return edits == 0 ? get(base, hash, prepared) : getEdited(hash, prepared);
    }

    private @Nullable V get(MapEntries entries, long hash, Object prepared) {
        try {
            long entry = entries.find(hash, 0, prepared);
            return entry == 0 ? null : value(entries, entry);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private @Nullable V getEdited(long hash, Object prepared) {
        int change = pending(hash, 0, prepared);
        if (change >= 0) {
            Object value = log().removes(change) ? null : log().preparedValue(change);
            return value == null ? null : valueSlots().restore(value);
        }
        return get(underlying(), hash, prepared);
    }

    /** The value of {@code key}; {@code otherwise} if there is none. O(log n), and the decoding. */
    @SuppressWarnings("NullAway") // an entry can have the value null
    public final V getOrDefault(K key, V otherwise) {
        V value = get(key);
        return value != null || containsKey(key) ? value : otherwise;
    }

    /** Whether there is an entry for {@code key}. O(log n). */
    public final boolean containsKey(K key) {
        return has(key);
    }

    /**
     * A read-only {@link Map} view of this version; its methods that would change it throw {@link UnsupportedOperationException}. O(1).
     * Objects that the codec cannot encode are never keys of the view.
     */
    @JsonValue
    public final Map<K, V> asMap() {
        base().check();
        return new MapView.Whole<>(new Shown<>(this));
    }

    /** A read-only view of the keys of this version. O(1). */
    public final Set<K> keys() {
        base().check();
        return new KeysView<>(new Shown<>(this));
    }

    /** A read-only view of the values of this version. O(1). */
    public final Collection<V> values() {
        base().check();
        return new MapView.Values<>(new Shown<>(this));
    }

    /** A read-only view of the entries of this version. O(1). */
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

    /** The entries in an unspecified order. */
    public final Stream<Map.Entry<K, V>> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    /** Calls {@code action} with each key and its value. O(n). */
    public final void forEach(BiConsumer<? super K, ? super V> action) {
        Objects.requireNonNull(action, "action");
        MapEntries all = entriesToRead();
        eachEntry(all, entry -> action.accept(key(all, entry), valueAfterKey(all, entry)));
    }

    /**
     * Whether {@code other} is a PMap with equal keys and values. If both maps have the same codecs, the codecs compare ({@link
     * Codec}), and shared nodes are skipped. Otherwise {@code equals} compares, and arrays are equal if their contents are. O(nodes not
     * shared).
     */
    @Override
    @SuppressWarnings("unchecked") // equal codecs have the same types
    public final boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof PMap<?, ?> that) || size() != that.size()) {
            return false;
        }
        try (var _ = core().hold()) {
            if (!hasSameCodecs((PMap<K, V>) that)) {
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
        // keys that only their codec distinguishes cannot be matched
        return mine.size() == size() && mine.equals(that.likenesses());
    }

    private Map<@Nullable Object, @Nullable Object> likenesses() {
        Map<@Nullable Object, @Nullable Object> map = new HashMap<>();
        forEach((key, value) -> map.put(keys.likeness(key), valueSlots().likeness(value)));
        return map;
    }

    /** Whether this map has each entry of {@code other}, which may lie in another store. */
    private boolean hasAllOf(PMap<K, V> other) {
        MapEntries all = entriesToRead();
        for (Map.Entry<K, V> entry : other) {
            Object key = keys.prepare(entry.getKey());
            long here = all.find(key);
            if (here == 0 || !all.hasValue(here, valueSlots().prepare(entry.getValue()))) {
                return false;
            }
        }
        return true;
    }

    @Override
    final int countHash() {
        int sum = 0;
        for (Map.Entry<K, V> entry : this) {
            sum += ElementFunctions.hash(keys, entry.getKey()) ^ ElementFunctions.hash(valueSlots(), entry.getValue());
        }
        return sum;
    }

    /** As the text of a {@link Map}; shortened if there are more than 1,000 entries or very long ones. */
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

    /** Lets views read this map. The map itself does not implement the interface, because users would see its methods. */
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
            return map.valueSlots();
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
            return new ViewProxy((Version) map, ViewKind.ofMap(view));
        }
    }
}
