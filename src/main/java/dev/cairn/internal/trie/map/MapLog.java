package dev.cairn.internal.trie.map;

import dev.cairn.internal.trie.Log;
import org.jspecify.annotations.Nullable;

/** Changes of a map that wait on the heap to be written in one pass: of those of a key, the newest counts. */
public final class MapLog extends Log {
    private final MapType type;
    private final long[] hashes;
    private final Object[] keys;
    private final @Nullable Object[] values;

    private MapLog(MapType type, int capacity, int taken) {
        super(capacity, taken);
        this.type = type;
        this.hashes = new long[capacity];
        this.keys = new Object[capacity];
        this.values = new @Nullable Object[capacity];
    }

    /** A log of one entry. */
    public static MapLog of(MapType type, long hash, Object key, @Nullable Object value) {
        MapLog log = new MapLog(type, CAPACITY_MIN, 1);
        log.write(0, hash, key, value);
        return log;
    }

    /** A log of its own with the first {@code count} entries of this one, and one more. */
    public MapLog copyAnd(int count, long hash, Object key, @Nullable Object value) {
        MapLog copy = new MapLog(type, roomAfter(count), count + 1);
        for (int k = 0; k < count; k++) {
            copy.write(k, hashes[k], keys[k], values[k]);
        }
        copy.write(count, hash, key, value);
        return copy;
    }

    /** Fills a place that the caller took: the prepared key has the prepared value, or {@link MapEdits#REMOVED}. */
    public void write(int place, long hash, Object key, @Nullable Object value) {
        hashes[place] = hash;
        keys[place] = key;
        values[place] = value;
        link(place, (int) (hash >>> Integer.SIZE));
    }

    /** The newest of the first {@code count} entries for a key, or -1. */
    public int find(long hash, Object key, int count) {
        int entry = newest((int) (hash >>> Integer.SIZE), count);
        while (entry >= 0 && !(hashes[entry] == hash && type.keys.isSame(keys[entry], key))) {
            entry = older(entry);
        }
        return entry;
    }

    /** Whether an entry says that there is no such key. */
    public boolean removes(int entry) {
        return MapEdits.REMOVED.equals(values[entry]);
    }

    /** Whether an entry, which puts, puts this value. */
    public boolean hasValue(int entry, @Nullable Object value) {
        Object there = values[entry];
        return type.values == null || (there != null && value != null && type.values.isSame(there, value));
    }

    /** The prepared value that an entry puts. */
    public @Nullable Object value(int entry) {
        return values[entry];
    }

    /** The first {@code count} entries, to be applied. */
    public MapEdits edits(int count) {
        return new MapEdits(type, count, hashes, keys, values);
    }
}
