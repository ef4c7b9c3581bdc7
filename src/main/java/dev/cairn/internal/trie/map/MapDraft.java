package dev.cairn.internal.trie.map;

import dev.cairn.internal.slot.Prepared;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The few entries that a builder edits in place: arrays as those of a {@link MapTable}, with room behind the entries. */
final class MapDraft {
    /*
     * An edit first compares keys, makes what it stores, and makes room. Then it moves entries, in loops without a call. So an error on the
     * way, also for want of stack or memory, leaves all entries as they were.
     */
    private static final int ROOM = 4;
    private static final int MOST = Math.min(MapTable.COPIED_MAX, MapTable.LIMIT + 1);

    private final MapTable source;
    private final MapType type;
    private final int objects;
    private final int longs;
    private long[] hashes;
    private @Nullable Object[] cells;
    private long[] bits;
    private int count;
    private long weight;
    private boolean isChanged;

    /** Begins with the entries of {@code source}. */
    MapDraft(MapTable source) {
        this.source = source;
        this.type = source.type();
        this.objects = type.objects;
        this.longs = type.longs;
        this.count = source.size();
        this.weight = source.weight;
        int room = count + ROOM;
        this.hashes = Arrays.copyOf(source.hashes, room);
        this.cells = objects == 0 ? source.cells : Arrays.copyOf(source.cells, objects * room);
        this.bits = longs == 0 ? source.bits : Arrays.copyOf(source.bits, longs * room);
    }

    /** Whether so many entries can be edited in place. */
    static boolean takes(MapTable table) {
        return table.size() < MOST;
    }

    /** Whether the entries are so many or so large that a table has to be made of them. */
    boolean isFull() {
        return count >= MOST || weight > Prepared.MUCH;
    }

    /** The entries as a table: the one with which this began if nothing has changed since. */
    MapTable table() {
        if (!isChanged) {
            return source;
        }
        return new MapTable(
                type,
                type.sharedHashes.of(hashes, count),
                objects == 0 ? cells : Arrays.copyOf(cells, objects * count),
                longs == 0 ? bits : Arrays.copyOf(bits, longs * count),
                weight);
    }

    /** The index of the entry with this key; if there is none, -1 - index of the place for it. May run a user's code. */
    private int find(long hash, long keyBits, @Nullable Object key) {
        int place = (int) Math.unsignedMultiplyHigh(hash, count);
        while (place > 0 && Long.compareUnsigned(hashes[place - 1], hash) >= 0) {
            place--;
        }
        while (place < count && Long.compareUnsigned(hashes[place], hash) < 0) {
            place++;
        }
        while (place < count && hashes[place] == hash) {
            if (type.areSameKeys(keyBitsAt(place), keyAt(place), keyBits, key)) {
                return place;
            }
            place++;
        }
        return -1 - place;
    }

    private long keyBitsAt(int index) {
        return longs == 0 ? 0 : bits[index * longs];
    }

    private @Nullable Object keyAt(int index) {
        return longs > 0 ? null : cells[index * objects];
    }

    private long valueBitsAt(int index) {
        return longs == 2 ? bits[2 * index + 1] : 0;
    }

    private @Nullable Object valueAt(int index) {
        return objects + longs == 1 || objects == 0 ? null : cells[index * objects + objects - 1];
    }

    /** Puts a value for a key. */
    void put(long hash, long keyBits, @Nullable Object key, long valueBits, @Nullable Object value) {
        int found = find(hash, keyBits, key);
        if (found >= 0 && keeps(found, valueBits, value)) {
            return;
        }
        long more = MapType.weight(key, value);
        if (found >= 0) {
            more -= MapType.weight(keyAt(found), valueAt(found));
        } else if (count == hashes.length) {
            widen();
        }
        Object newKey = longs > 0 ? null : MapType.object(keyBits, key);
        long newKeyBits = longs > 0 ? MapType.bits(keyBits, key) : 0;
        Object newValue = longs == 2 ? null : type.valueObject(valueBits, value);
        long newValueBits = longs == 2 ? MapType.bits(valueBits, value) : 0;
        int index = found >= 0 ? found : -1 - found;
        isChanged = true;
        weight += more;
        if (found < 0) {
            for (int i = count++; i > index; i--) {
                hashes[i] = hashes[i - 1];
            }
            for (int i = count * objects - 1; i >= (index + 1) * objects; i--) {
                cells[i] = cells[i - objects];
            }
            for (int i = count * longs - 1; i >= (index + 1) * longs; i--) {
                bits[i] = bits[i - longs];
            }
        }
        hashes[index] = hash;
        if (longs > 0) {
            bits[index * longs] = newKeyBits;
        } else {
            cells[index * objects] = newKey;
        }
        if (longs == 2) {
            bits[2 * index + 1] = newValueBits;
        } else if (objects + longs == 2) {
            cells[index * objects + objects - 1] = newValue;
        }
    }

    private boolean keeps(int index, long valueBits, @Nullable Object value) {
        return value instanceof Prepared.Waiting waiting
                ? waiting.isOne(valueAt(index))
                : type.areSameValues(valueBitsAt(index), valueAt(index), valueBits, value);
    }

    private void widen() {
        long[] widerHashes = Arrays.copyOf(hashes, 2 * count);
        @Nullable Object[] widerCells = Arrays.copyOf(cells, 2 * cells.length);
        bits = Arrays.copyOf(bits, 2 * bits.length);
        cells = widerCells;
        hashes = widerHashes;
    }

    /** Removes the entry with this key, if there is one. */
    void remove(long hash, long keyBits, @Nullable Object key) {
        int index = find(hash, keyBits, key);
        if (index < 0) {
            return;
        }
        long less = MapType.weight(keyAt(index), valueAt(index));
        isChanged = true;
        weight -= less;
        count--;
        for (int i = index; i < count; i++) {
            hashes[i] = hashes[i + 1];
        }
        for (int i = index * objects; i < count * objects; i++) {
            cells[i] = cells[i + objects];
        }
        for (int i = index * longs; i < count * longs; i++) {
            bits[i] = bits[i + longs];
        }
        for (int i = count * objects; i < (count + 1) * objects; i++) {
            cells[i] = null; // it is held no more
        }
    }
}
