package dev.cairn.internal.trie.map;

import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.trie.EditLog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pending edits of a map, to be written in one pass. For each key, the newest edit counts. */
public final class MapLog extends EditLog {
    /*
     * Entries are found by heads that depend on all bits of a hash, so that keys are spread even if they come in the order of another map.
     * Other heads, each for a range of hashes, serve to go over the entries. The concurrency of both is that of EditLog (L1, L2).
     */
    private static final int FEW_ENOUGH = 1024;

    /** The room of a log that may stay alone: that of a version in another collection or an atom. */
    private static final int CAPACITY_FIRST = 4;

    private final MapType type;
    private final long[] hashes;

    /** The prepared keys; without places in an unboxed type, whose keys are in {@link #keyBits}. */
    private final @Nullable Object[] keys;

    /** The prepared values, or {@link EditBatch#REMOVED}. */
    private final @Nullable Object[] values;

    private final long[] keyBits;
    private final long[] valueBits;

    /** For each entry, the previous entry of its key plus one; 0 if there was none. */
    private final int[] replaced;

    /** For each entry, the next entry of its key plus one; 0 as long as there is none. */
    private final int[] newer;

    /** For each range of hashes, its newest entry plus one. And for each entry, the previous entry of its range plus one. */
    private final int[] firstByHash;

    private final int[] nextByHash;

    /** For each entry, the size of the map after it plus one; 0 if no thread asked for it. */
    private final int[] sizes;

    /** About how many bytes of the heap the large keys and values of all entries hold. */
    private long weight;

    private MapLog(MapType type, int capacity, int taken, @Nullable MapLog before) {
        super(capacity, taken, before);
        this.type = type;
        this.hashes = new long[capacity];
        this.keys = new @Nullable Object[type.hasKeyBits() ? 0 : capacity];
        this.values = new @Nullable Object[capacity];
        this.keyBits = EditBatch.longs(type.hasKeyBits() ? capacity : 0);
        this.valueBits = EditBatch.longs(type.hasValueBits() ? capacity : 0);
        this.replaced = new int[capacity];
        this.newer = new int[capacity];
        this.sizes = new int[capacity];
        this.firstByHash = new int[capacity];
        this.nextByHash = new int[capacity];
    }

    /**
     * The most pending edits of a map of {@code size} entries. A small map may have as many as entries, so that a pass writes many edits.
     */
    public static int limit(int size) {
        return Math.max(EditLog.limit(size), Math.min(Integer.highestOneBit(size), FEW_ENOUGH));
    }

    /** A log of one entry. */
    public static MapLog of(
            MapType type, long hash, long keyBits, @Nullable Object key, long valueBits, @Nullable Object value) {
        return of(type, CAPACITY_FIRST, hash, keyBits, key, valueBits, value);
    }

    private static MapLog of(
            MapType type,
            int capacity,
            long hash,
            long keyBits,
            @Nullable Object key,
            long valueBits,
            @Nullable Object value) {
        MapLog log = new MapLog(type, capacity, 1, null);
        log.write(0, hash, keyBits, key, valueBits, value, -1);
        return log;
    }

    /** A log of one entry, after {@code count} entries of this log were written. {@code limit} entries may be pending. */
    public MapLog restartWith(
            int count, int limit, long hash, long ofKey, @Nullable Object key, long ofValue, @Nullable Object value) {
        return of(type, roomAfterWriting(this, count, limit), hash, ofKey, key, ofValue, value);
    }

    /** Whether an edit of {@code more} bytes may be pending beside these. A guess if another thread adds an edit. */
    public boolean hasRoom(long more) {
        return weight + more <= Prepared.MUCH;
    }

    /** A new log with the first {@code count} entries of this log and one more. It grows to {@code limit} entries at most. */
    public MapLog copyWith(
            int count,
            int limit,
            long hash,
            long ofKey,
            @Nullable Object key,
            long ofValue,
            @Nullable Object value,
            int older) {
        MapLog copy = new MapLog(type, roomAfter(this, count, limit), count + 1, this);
        for (int k = 0; k < count; k++) {
            copy.write(k, hashes[k], keyBits(k), key(k), valueBits(k), values[k], replaced[k] - 1);
            copy.sizes[k] = sizes[k];
        }
        copy.write(count, hash, ofKey, key, ofValue, value, older);
        return copy;
    }

    /**
     * Fills a place that the caller claimed: the prepared key has the prepared value, or is {@link EditBatch#REMOVED}. {@code older} is the
     * entry that {@link #find} gave for the key. Versions that have the new entry do not need it.
     */
    public void write(
            int place, long hash, long ofKey, @Nullable Object key, long ofValue, @Nullable Object value, int older) {
        hashes[place] = hash;
        if (type.hasKeyBits()) {
            keyBits[place] = MapType.bits(ofKey, key);
        } else {
            keys[place] = MapType.object(ofKey, key);
        }
        if (type.hasValueBits() && !EditBatch.REMOVED.equals(value)) {
            valueBits[place] = MapType.bits(ofValue, value);
        } else {
            values[place] = type.valueObject(ofValue, value);
        }
        replaced[place] = older + 1;
        if (older >= 0) {
            newer[older] = place + 1;
        }
        weight += MapType.weight(key, value);
        link(place, (int) (hash >>> Integer.SIZE));
        link(firstByHash, nextByHash, headOf(hash), place);
    }

    /** The newest of the first {@code count} entries for a key, or -1. */
    public int find(long hash, long bits, @Nullable Object key, int count) {
        try (var _ = type.core.hold()) {
            int entry = newest((int) (hash >>> Integer.SIZE), count);
            while (entry >= 0 && !(hashes[entry] == hash && hasKey(entry, bits, key))) {
                entry = older(entry);
            }
            return entry;
        }
    }

    /** The hash of an entry's key. */
    long hash(int entry) {
        return hashes[entry];
    }

    MapType type() {
        return type;
    }

    /** Whether an entry is an edit of this key. */
    boolean hasKey(int entry, long bits, @Nullable Object key) {
        return type.areSameKeys(keyBits(entry), key(entry), bits, key);
    }

    /** The key of an entry, if it is a long here; else 0. */
    public long keyBits(int entry) {
        return keyBits.length == 0 ? 0 : keyBits[entry];
    }

    /** The prepared key of an entry; null if it is a long here. */
    public @Nullable Object key(int entry) {
        return keys.length == 0 ? null : keys[entry];
    }

    /** Whether an entry removes its key. */
    public boolean removes(int entry) {
        return EditBatch.REMOVED.equals(values[entry]);
    }

    /** Whether an entry puts this value. */
    public boolean puts(int entry, long bits, @Nullable Object value) {
        Object there = values[entry];
        return !EditBatch.REMOVED.equals(there) && type.areSameValues(valueBits(entry), there, bits, value);
    }

    /** Whether putting this value after an entry would change nothing, as far as that is worth finding out. */
    public boolean keeps(int entry, long bits, @Nullable Object value) {
        return value instanceof Prepared.Waiting waiting ? waiting.isOne(values[entry]) : puts(entry, bits, value);
    }

    /** The value of an entry, if it is a long here; else 0. */
    public long valueBits(int entry) {
        return valueBits.length == 0 ? 0 : valueBits[entry];
    }

    /** The key of an entry, if the codec of the keys keeps longs. */
    public long longKey(int entry) {
        return MapType.bits(keyBits(entry), key(entry));
    }

    /** The value of an entry that is no removal, if the codec of the values keeps longs. */
    public long longValue(int entry) {
        return MapType.bits(valueBits(entry), value(entry));
    }

    /** The prepared key of an entry. */
    Object preparedKey(int entry) {
        return MapType.object(keyBits(entry), key(entry));
    }

    /** The prepared value of an entry that is no removal; null in a set. */
    public @Nullable Object preparedValue(int entry) {
        return type.valueObject(valueBits(entry), value(entry));
    }

    /** The prepared value of an entry, or {@link EditBatch#REMOVED}; null in a set, or if it is a long here. */
    public @Nullable Object value(int entry) {
        return values[entry];
    }

    /** Whether one of the first {@code count} entries is a newer one of the key of {@code entry}. */
    boolean isReplaced(int entry, int count) {
        int place = newer[entry]; // once: another thread writes it, and a second read could see less than the first
        return place != 0 && place <= count;
    }

    /** Whether the hash of an entry is less than that of {@code other}, as unsigned numbers. */
    boolean isBefore(int entry, int other) {
        return Long.compareUnsigned(hashes[entry], hashes[other]) < 0;
    }

    /** The head of the range of this hash. There are as many heads as places, in the order of the hashes. */
    int headOf(long hash) {
        return (int) Math.unsignedMultiplyHigh(hash, capacity());
    }

    /** The newest entry of {@code head} before {@code end}, or -1. */
    int newestOf(int head, int end) {
        return newest(firstByHash, nextByHash, head, end);
    }

    /** The previous entry of the same head, or -1. */
    int olderOf(int entry) {
        return nextByHash[entry] - 1;
    }

    /** The size of a map after the first {@code count} edits of this log over {@code entries}. Looks up the key of each edit once. */
    public int size(MapBase base, MapEntries entries, int count) {
        int known = count;
        int there = 0;
        while (known > 0) {
            there = sizes[known - 1]; // once: others write it, and a second read could see less than the first
            if (there != 0) {
                break;
            }
            known--;
        }
        int size = known == 0 ? entries.size() : there - 1;
        for (int k = known; k < count; k++) {
            base.check();
            boolean was =
                    replaced[k] > 0 ? !removes(replaced[k] - 1) : entries.find(hashes[k], keyBits(k), key(k)) != 0;
            size += (removes(k) ? 0 : 1) - (was ? 1 : 0);
            sizes[k] = size + 1;
        }
        return size;
    }

    /** Tests an entry of a log. */
    @FunctionalInterface
    interface Test {
        boolean accepts(MapLog log, int entry);
    }

    /** Whether {@code test} accepts the newest edit of each key, of the first {@code count} entries. */
    boolean allNewest(int count, Test test) {
        for (int k = 0; k < count; k++) {
            if (!isReplaced(k, count) && !test.accepts(this, k)) {
                return false;
            }
        }
        return true;
    }

    /** The first {@code count} entries as a batch, of which one edit of each key counts. */
    public EditBatch edits(int count) {
        return new EditBatch(type, count, hashes, keys, values, keyBits, valueBits, replaced(count), List.of());
    }

    /** For each of the first {@code count} entries, whether one of them is a newer one of its key. */
    private boolean[] replaced(int count) {
        boolean[] old = new boolean[count];
        for (int k = 0; k < count; k++) {
            old[k] = isReplaced(k, count);
        }
        return old;
    }
}
