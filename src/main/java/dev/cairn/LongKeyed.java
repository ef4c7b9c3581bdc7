package dev.cairn;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.map.KeyedLongCursor;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapLog;
import dev.cairn.internal.trie.map.MapTable;
import dev.cairn.internal.trie.map.MapType;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Common part of the maps whose keys are longs. */
abstract class LongKeyed<V extends @Nullable Object, C extends LongKeyed<V, C>> extends CombiningKeyed<Long, C> {
    /*
     * Such a map has the nodes of a PMap with Codec.LONG for the keys, and each is made of the other in O(1). Tables and logs that it makes
     * have longs instead of objects (MapType.unboxed). What boxes is left to the PMap: views, texts, comparisons of different stores.
     */
    final SlotCodec<V> values;

    LongKeyed(SlotCodec<V> values, MapBase base, @Nullable MapTable table, @Nullable MapLog log, int edits) {
        super(SlotCodec.of(Codec.LONG), base, table, log, edits);
        this.values = values;
    }

    @Override
    final MapType type() {
        return base().type().unboxed();
    }

    @Override
    final boolean hasSameCodecs(C other) {
        return values.equals(other.values);
    }

    /** Whether there is an entry for {@code key}. O(log n). */
    public final boolean containsKey(long key) {
        return has(key, null);
    }

    /** This map without an entry for {@code key}. Amortised O(log n): changes are pending on the heap, and one pass writes many. */
    public final C remove(long key) {
        return without(key, null);
    }

    /** The hash of {@code key}. Throws if the store is closed. */
    final long checkedHash(long key) {
        MapBase base = base();
        long hash = base.type().hash(key, null);
        base.check();
        return hash;
    }

    /** The keys, in an unspecified order. */
    public final LongStream keys() {
        return stream(KeyedLongCursor.ofKeys(base(), entriesToRead()));
    }

    static LongStream stream(KeyedLongCursor cursor) {
        return StreamSupport.longStream(cursor, false);
    }

    /** This map as one with boxed keys: it has the same entries, and shares all nodes. O(1). */
    public final PMap<Long, V> toPMap() {
        return as((base, table, log, edits) -> new PMap<>(keys, base, table, log, edits));
    }

    /** As {@link #toPMap}. Edits that are pending over a base are written, once for this version. */
    final PMap<Long, V> written() {
        allEntries();
        return toPMap();
    }

    /** A read-only {@link Map} view of this version; its methods that would change it throw {@link UnsupportedOperationException}. O(1). */
    @JsonValue
    public final Map<Long, V> asMap() {
        return toPMap().asMap();
    }

    /**
     * The changes from this map to {@code other}, decoded on the heap. O(log n) for each change if one map was derived from the other,
     * because shared nodes are skipped.
     *
     * @throws ForeignStoreException if the maps lie in different stores
     */
    public final MapChanges<Long, V> changesTo(C other) {
        return written().changesTo(other.written());
    }

    /** The union of this and {@code other}, which has the same codecs and store. The entries of {@code other} win. */
    final C withAll(C other) {
        return other.isFew()
                ? withEach(other)
                : union(other, (changesMine, edits, mine, others) -> {
                    if (changesMine) {
                        others.in().putInto(edits, others.entry());
                    }
                });
    }

    /** Whether {@code other} is of the same class and has the same entries. Shared nodes are skipped. O(nodes not shared). */
    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof LongKeyed<?, ?> that
                        && getClass() == that.getClass()
                        && toPMap().equals(that.toPMap()));
    }

    /** As the text of a {@link Map}; shortened if there are more than 1,000 entries or very long ones. */
    @Override
    public final String toString() {
        return toPMap().toString();
    }
}
