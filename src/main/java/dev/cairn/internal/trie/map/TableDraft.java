package dev.cairn.internal.trie.map;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The entries of a new table, which are added in the order of their hashes. */
final class TableDraft {
    private static final long[] NO_LONGS = {};
    private static final Object[] NO_OBJECTS = {};

    private final MapType type;
    private final int objects;
    private final int longs;
    private final long[] hashes;
    private final @Nullable Object[] cells;
    private final long[] bits;
    private int count;

    /** A draft of at most {@code room} entries. */
    TableDraft(MapType type, int room) {
        this.type = type;
        this.objects = type.objects;
        this.longs = type.longs;
        this.hashes = longs(room);
        this.cells = objects == 0 || room == 0 ? NO_OBJECTS : new @Nullable Object[room * objects];
        this.bits = longs(room * longs);
    }

    private static long[] longs(int count) {
        return count == 0 ? NO_LONGS : new long[count];
    }

    /** Adds the entries from {@code from} to {@code to} of a table of the same type, which has these arrays. */
    void copy(long[] fromHashes, @Nullable Object[] fromCells, long[] fromBits, int from, int to) {
        int more = to - from;
        System.arraycopy(fromHashes, from, hashes, count, more);
        if (objects > 0) {
            System.arraycopy(fromCells, from * objects, cells, count * objects, more * objects);
        }
        if (longs > 0) {
            System.arraycopy(fromBits, from * longs, bits, count * longs, more * longs);
        }
        count += more;
    }

    /** Adds an entry. */
    void add(long hash, long keyBits, @Nullable Object key, long valueBits, @Nullable Object value) {
        hashes[count] = hash;
        put(type, cells, bits, count, keyBits, key, valueBits, value);
        count++;
    }

    /** Replaces the entry that was added last. */
    void replaceLast(long keyBits, @Nullable Object key, long valueBits, @Nullable Object value) {
        put(type, cells, bits, count - 1, keyBits, key, valueBits, value);
    }

    /** Puts a key and a value in the place of entry {@code index}. */
    static void put(
            MapType type,
            @Nullable Object[] cells,
            long[] bits,
            int index,
            long keyBits,
            @Nullable Object key,
            long valueBits,
            @Nullable Object value) {
        if (type.hasKeyBits()) {
            bits[index * type.longs] = MapType.bits(keyBits, key);
        } else {
            cells[index * type.objects] = MapType.object(keyBits, key);
        }
        if (type.hasValueBits()) {
            bits[2 * index + 1] = MapType.bits(valueBits, value);
        } else if (type.values != null) {
            cells[index * type.objects + type.objects - 1] = type.valueObject(valueBits, value);
        }
    }

    MapType type() {
        return type;
    }

    /** The hashes of the entries. The draft is not used any more. */
    long[] hashes() {
        return type.sharedHashes.of(hashes, count);
    }

    /** The keys and values that are objects, as {@link #hashes}. */
    @Nullable
    Object[] cells() {
        return count == hashes.length ? cells : Arrays.copyOf(cells, count * objects);
    }

    /** The keys and values that are longs, as {@link #hashes}. */
    long[] bits() {
        return count == hashes.length ? bits : Arrays.copyOf(bits, count * longs);
    }
}
