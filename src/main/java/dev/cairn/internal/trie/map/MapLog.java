package dev.cairn.internal.trie.map;

import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.trie.EditLog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes of a map that wait on the heap to be written in one pass: of those of a key, the newest counts. */
public final class MapLog extends EditLog {
    /*
     * Entries are found by heads that all bits of a hash tell, so that keys which somebody puts in the order of another map are spread. They
     * are gone over by others, each for a part of all hashes; the concurrency of both is that of Log (L1, L2).
     */
    private static final int FEW_ENOUGH = 1024;

    /** The room of a log that may well stay alone: of a version that is put into another collection or an atom. */
    private static final int CAPACITY_FIRST = 4;

    private final MapType type;
    private final long[] hashes;
    private final Object[] keys;
    private final @Nullable Object[] values;

    /** For each entry, the older one of its key plus one; 0 if there was none. */
    private final int[] replaced;

    /** For each entry, the newer one of its key plus one; 0 as long as there is none. */
    private final int[] newer;

    /** The newest entry plus one for each part of all hashes, and for each entry, the older one of its part plus one. */
    private final int[] firstByHash;

    private final int[] nextByHash;

    /** For each entry, the size of the map after it plus one; 0 if nobody asked for it. */
    private final int[] sizes;

    /** About how many bytes of the heap all entries hold that are large. */
    private long weight;

    private MapLog(MapType type, int capacity, int taken, @Nullable MapLog before) {
        super(capacity, taken, before);
        this.type = type;
        this.hashes = new long[capacity];
        this.keys = new Object[capacity];
        this.values = new @Nullable Object[capacity];
        this.replaced = new int[capacity];
        this.newer = new int[capacity];
        this.sizes = new int[capacity];
        this.firstByHash = new int[capacity];
        this.nextByHash = new int[capacity];
    }

    /** How many changes of a map of {@code size} entries wait at most: as many, if they are few, so that a fold is for many. */
    public static int limit(int size) {
        return Math.max(EditLog.limit(size), Math.min(Integer.highestOneBit(size), FEW_ENOUGH));
    }

    /** A log of one entry. */
    public static MapLog of(MapType type, long hash, Object key, @Nullable Object value) {
        return of(type, CAPACITY_FIRST, hash, key, value);
    }

    private static MapLog of(MapType type, int capacity, long hash, Object key, @Nullable Object value) {
        MapLog log = new MapLog(type, capacity, 1, null);
        log.write(0, hash, key, value, -1);
        return log;
    }

    /** A log of one entry, after {@code count} of this one were written, of {@code limit} that may wait. */
    public MapLog restartWith(int count, int limit, long hash, Object key, @Nullable Object value) {
        return of(type, roomAfterWriting(this, count, limit), hash, key, value);
    }

    /** Whether a change of this weight may wait beside those in here. A guess, if another thread adds one. */
    public boolean hasRoom(long more) {
        return weight + more <= Prepared.MUCH;
    }

    /** A log of its own with the first {@code count} entries of this one and one more; grows to {@code limit} at most. */
    public MapLog copyWith(int count, int limit, long hash, Object key, @Nullable Object value, int older) {
        MapLog copy = new MapLog(type, roomAfter(this, count, limit), count + 1, this);
        for (int k = 0; k < count; k++) {
            copy.write(k, hashes[k], keys[k], values[k], replaced[k] - 1);
            copy.sizes[k] = sizes[k];
        }
        copy.write(count, hash, key, value, older);
        return copy;
    }

    /**
     * Fills a place that the caller took: the prepared key has the prepared value, or {@link EditBatch#REMOVED}; {@code older} is
     * what {@link #find} gave for the key, and is no longer needed by versions that have this entry.
     */
    public void write(int place, long hash, Object key, @Nullable Object value, int older) {
        hashes[place] = hash;
        keys[place] = key;
        values[place] = value;
        replaced[place] = older + 1;
        if (older >= 0) {
            newer[older] = place + 1;
        }
        weight += MapType.weight(key, value);
        link(place, (int) (hash >>> Integer.SIZE));
        link(firstByHash, nextByHash, headOf(hash), place);
    }

    /** The newest of the first {@code count} entries for a key, or -1. */
    public int find(long hash, Object key, int count) {
        try (var _ = type.core.hold()) {
            int entry = newest((int) (hash >>> Integer.SIZE), count);
            while (entry >= 0 && !(hashes[entry] == hash && type.keys.isSame(keys[entry], key))) {
                entry = older(entry);
            }
            return entry;
        }
    }

    /** The hash of an entry's key. */
    long hash(int entry) {
        return hashes[entry];
    }

    /** The prepared key of an entry. */
    Object key(int entry) {
        return keys[entry];
    }

    /** Whether an entry says that there is no such key. */
    public boolean removes(int entry) {
        return EditBatch.REMOVED.equals(values[entry]);
    }

    /** Whether an entry puts this value. */
    public boolean puts(int entry, @Nullable Object value) {
        Object there = values[entry];
        if (EditBatch.REMOVED.equals(there)) {
            return false;
        }
        return type.values == null || (there != null && value != null && type.values.isSame(there, value));
    }

    /** Whether to put this value after an entry changes nothing that is worth to be found out. */
    public boolean keeps(int entry, @Nullable Object value) {
        return value instanceof Prepared.Waiting waiting ? waiting.isOne(values[entry]) : puts(entry, value);
    }

    /** The prepared value that an entry puts. */
    public @Nullable Object value(int entry) {
        return values[entry];
    }

    /** Whether one of the first {@code count} entries is a newer one of the key of {@code entry}. */
    boolean isReplaced(int entry, int count) {
        int place = newer[entry]; // once: another thread writes it, and a second read could see less than the first
        return place != 0 && place <= count;
    }

    /** Whether an entry's hash is less than that of another, as unsigned numbers. */
    boolean isBefore(int entry, int other) {
        return Long.compareUnsigned(hashes[entry], hashes[other]) < 0;
    }

    /** The head, one of as many as there are places, that leads to entries with this hash; greater hashes do not have smaller ones. */
    int headOf(long hash) {
        return (int) Math.unsignedMultiplyHigh(hash, capacity());
    }

    /** The newest entry before {@code end} that {@code head} leads to, or -1. */
    int newestOf(int head, int end) {
        return newest(firstByHash, nextByHash, head, end);
    }

    /** The entry before {@code entry} that the same head leads to, or -1. */
    int olderOf(int entry) {
        return nextByHash[entry] - 1;
    }

    /** The size of a map, for whose entries all changes in this wait, after the first {@code count}. Looks up each change's key once. */
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
            boolean was = replaced[k] > 0 ? !removes(replaced[k] - 1) : entries.find(hashes[k], keys[k]) != 0;
            size += (removes(k) ? 0 : 1) - (was ? 1 : 0);
            sizes[k] = size + 1;
        }
        return size;
    }

    /** Says something of a change: of a key with this hash, and its value or {@link EditBatch#REMOVED}. */
    @FunctionalInterface
    interface Test {
        boolean accepts(long hash, Object key, @Nullable Object value);
    }

    /** Whether {@code test} accepts of each key the newest of the first {@code count} entries. */
    boolean allNewest(int count, Test test) {
        for (int k = 0; k < count; k++) {
            if (!isReplaced(k, count) && !test.accepts(hashes[k], keys[k], values[k])) {
                return false;
            }
        }
        return true;
    }

    /** The first {@code count} entries, to be applied: one change of each key. */
    public EditBatch edits(int count) {
        return new EditBatch(type, count, hashes, keys, values, replaced(count), List.of());
    }

    /** For each of the first {@code count} entries whether one of them is a newer one of its key. */
    private boolean[] replaced(int count) {
        boolean[] old = new boolean[count];
        for (int k = 0; k < count; k++) {
            old[k] = isReplaced(k, count);
        }
        return old;
    }
}
