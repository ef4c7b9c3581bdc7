package dev.cairn.internal.trie.map;

import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.trie.EditLog;
import dev.cairn.internal.trie.HeapLimit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The entries of a small map on the heap: prepared keys and values in the order of the keys' hashes. A table never changes. */
public final class MapTable implements MapEntries {
    /*
     * Hashes are uniform, so the place of a key is guessed from its hash and is usually a few steps away. In a table of neighbours of another
     * map the guess is wrong, and the place is found by binary search. Entries with the same hash are in the order in which they came, as in
     * a collision node.
     *
     * Layout
     *   hashes:  one for each entry, ascending as unsigned numbers
     *   cells:   of a map key, value, key, value, and so on; of a set its elements
     *   bits:    in an unboxed type, the keys or keys and values that are longs; these are not among the cells
     * The number of an entry is its index plus one.
     */
    private static final int LIMIT_STANDARD = 1024;

    private static final int STEPS = 64;

    /** The most entries on the heap. */
    public static final int LIMIT = HeapLimit.or(LIMIT_STANDARD);

    /** So many entries are put into another map, or removed from it, one by one. */
    public static final int FEW = 8;

    /** Up to so many entries are copied at each edit. Edits of more are pending in a log. */
    public static final int COPIED_MAX = 32;

    /** Up to so many keys are compared one after another, which takes less time than to hash one, unless a user's code compares. */
    private static final int SCANNED_MAX = 4;

    /** The most pending edits over a table: as many as a copied log may have. */
    public static final int CHANGES_MAX = EditLog.FEW;

    /** The most bytes of text, arrays and inner collections on the heap. */
    private static final int WEIGHT_MAX = Prepared.MUCH;

    private final MapType type;
    final long[] hashes;
    final @Nullable Object[] cells;
    final long[] bits;
    final int weight;

    MapTable(MapType type, long[] hashes, @Nullable Object[] cells, long[] bits, long weight) {
        this.type = type;
        this.hashes = hashes;
        this.cells = cells;
        this.bits = bits;
        this.weight = (int) Math.min(weight, Integer.MAX_VALUE); // what is too large is written
    }

    /** Whether it has so many or such large entries that they have to be written. */
    public boolean isTooLarge() {
        return hashes.length > LIMIT || weight > WEIGHT_MAX;
    }

    /** A table without entries. */
    public static MapTable empty(MapType type) {
        return of(new TableDraft(type, 0), 0);
    }

    /** The table of a draft, whose keys and values have this weight. */
    static MapTable of(TableDraft draft, long weight) {
        return new MapTable(draft.type(), draft.hashes(), draft.cells(), draft.bits(), weight);
    }

    /** Adds the entries from {@code from} to {@code to} to a draft. */
    void copyTo(TableDraft draft, int from, int to) {
        draft.copy(hashes, cells, bits, from, to);
    }

    @Override
    public boolean isOnHeap() {
        return true;
    }

    @Override
    public MapType type() {
        return type;
    }

    @Override
    public int size() {
        return hashes.length;
    }

    /** The place of the first entry whose hash is at least {@code hash}. */
    private int place(long hash) {
        int guess = (int) Math.unsignedMultiplyHigh(hash, hashes.length);
        int low = Math.max(0, guess - STEPS);
        int high = Math.min(hashes.length, guess + STEPS);
        if (low > 0 && !isBefore(low - 1, hash)) {
            return search(0, low - 1, hash);
        }
        if (high < hashes.length && isBefore(high, hash)) {
            return search(high + 1, hashes.length, hash);
        }
        int place = guess;
        while (place > 0 && !isBefore(place - 1, hash)) {
            place--;
        }
        while (place < hashes.length && isBefore(place, hash)) {
            place++;
        }
        return place;
    }

    private boolean isBefore(int place, long hash) {
        return Long.compareUnsigned(hashes[place], hash) < 0;
    }

    /** As {@link #place}, between {@code from} and {@code to}, by binary search. */
    private int search(int from, int to, long hash) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isBefore(middle, hash)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public long find(long hash, long keyBits, @Nullable Object preparedKey) {
        for (int i = place(hash); i < hashes.length && hashes[i] == hash; i++) {
            if (hasKey(1L + i, keyBits, preparedKey)) {
                return 1L + i;
            }
        }
        return 0;
    }

    @Override
    public long find(Object preparedKey) {
        if (hashes.length > SCANNED_MAX || type.longs > 0) {
            return find(type.hash(preparedKey), 0, preparedKey);
        }
        long entry = scanForObject(preparedKey);
        if (entry != 0) {
            return entry;
        }
        return type.keys.comparesByUserCode(preparedKey)
                ? find(type.hash(preparedKey), 0, preparedKey)
                : scan(preparedKey);
    }

    /** The entry whose key is this very object. Programs often look up by the objects that they put in, above all by constants. */
    @SuppressWarnings("ReferenceEquality")
    private long scanForObject(Object preparedKey) {
        @Nullable Object[] all = cells;
        int step = type.objects;
        for (int at = 0, entry = 1; at < all.length; at += step, entry++) {
            if (all[at] == preparedKey) {
                return entry;
            }
        }
        return 0;
    }

    private long scan(Object preparedKey) {
        @Nullable Object[] all = cells;
        int step = type.objects;
        for (int at = 0, entry = 1; at < all.length; at += step, entry++) {
            Object key = Objects.requireNonNull(all[at]);
            // a user's code may say that its key equals any other; here it is not asked
            if (!type.keys.comparesByUserCode(key) && type.keys.isSame(key, preparedKey)) {
                return entry;
            }
        }
        return 0;
    }

    private static int index(long entry) {
        return (int) entry - 1;
    }

    /** The key of the entry {@code index}, if it is a long there. */
    long keyBitsAt(int index) {
        return type.longs == 0 ? 0 : bits[index * type.longs];
    }

    /** The prepared key of the entry {@code index}; null if it is a long there. */
    @Nullable
    Object keyAt(int index) {
        return type.longs > 0 ? null : cells[index * type.objects];
    }

    /** The value of the entry {@code index}, if it is a long there. */
    long valueBitsAt(int index) {
        return type.longs == 2 ? bits[2 * index + 1] : 0;
    }

    /** The prepared value of the entry {@code index}; null in a set, or if it is a long there. */
    @Nullable
    Object valueAt(int index) {
        int objects = type.objects;
        return objects + type.longs == 1 || objects == 0 ? null : cells[index * objects + objects - 1];
    }

    /** About how many bytes of the heap the keys and values hold. */
    public long weight() {
        return weight;
    }

    /** The weight of the entry {@code index}. */
    long weight(int index) {
        return MapType.weight(keyAt(index), valueAt(index));
    }

    @Override
    public EntryCursor cursor() {
        return new TableCursor(hashes.length);
    }

    @Override
    public @Nullable Object key(long entry) {
        return type.keys.restore(preparedKey(entry));
    }

    @Override
    public @Nullable Object value(long entry) {
        return Objects.requireNonNull(type.values).restore(Objects.requireNonNull(preparedValue(entry)));
    }

    @Override
    public Object preparedKey(long entry) {
        int index = index(entry);
        return type.longs > 0 ? (Object) keyBitsAt(index) : Objects.requireNonNull(keyAt(index));
    }

    @Override
    public @Nullable Object preparedValue(long entry) {
        int index = index(entry);
        return type.longs == 2 ? (Object) valueBitsAt(index) : valueAt(index);
    }

    @Override
    public long keyBits(long entry) {
        return MapType.bits(keyBitsAt(index(entry)), keyAt(index(entry)));
    }

    @Override
    public long valueBits(long entry) {
        return MapType.bits(valueBitsAt(index(entry)), valueAt(index(entry)));
    }

    @Override
    public long hash(long entry) {
        return hashes[index(entry)];
    }

    @Override
    public long keyHash(long entry, long seed) {
        if (seed == type.seed) {
            return hash(entry);
        }
        return type.keyHash(keyBitsAt(index(entry)), keyAt(index(entry)), seed);
    }

    @Override
    public long valueHash(long entry, long seed) {
        return type.valueHash(valueBitsAt(index(entry)), valueAt(index(entry)), seed);
    }

    @Override
    public boolean hasValue(long entry, long valueBits, @Nullable Object preparedValue) {
        int index = index(entry);
        return type.areSameValues(valueBitsAt(index), valueAt(index), valueBits, preparedValue);
    }

    @Override
    public boolean hasKey(long entry, long keyBits, @Nullable Object preparedKey) {
        int index = index(entry);
        return type.areSameKeys(keyBitsAt(index), keyAt(index), keyBits, preparedKey);
    }

    @Override
    public boolean keeps(long entry, long valueBits, @Nullable Object preparedValue) {
        return preparedValue instanceof Prepared.Waiting waiting
                ? waiting.isOne(preparedValue(entry))
                : hasValue(entry, valueBits, preparedValue);
    }

    @Override
    public void putInto(EditBatch edits, long entry) {
        int index = index(entry);
        edits.put(hashes[index], keyBitsAt(index), keyAt(index), valueBitsAt(index), valueAt(index));
    }

    @Override
    public void removeFrom(EditBatch edits, long entry) {
        edits.remove(hash(entry), keyBitsAt(index(entry)), keyAt(index(entry)));
    }

    private MapTable replace(int index, long keyBits, @Nullable Object key, long valueBits, @Nullable Object value) {
        long newWeight = (long) weight - weight(index) + MapType.weight(key, value);
        @Nullable Object[] newCells = cells.length == 0 ? cells : cells.clone();
        long[] newBits = bits.length == 0 ? bits : bits.clone();
        TableDraft.put(type, newCells, newBits, index, keyBits, key, valueBits, value);
        return new MapTable(type, hashes, newCells, newBits, newWeight);
    }

    /** A table with one more entry, which gets the index {@code place}. */
    private MapTable insert(
            int place, long hash, long keyBits, @Nullable Object key, long valueBits, @Nullable Object value) {
        int size = hashes.length;
        TableDraft more = new TableDraft(type, size + 1);
        copyTo(more, 0, place);
        more.add(hash, keyBits, key, valueBits, value);
        copyTo(more, place, size);
        return of(more, weight + MapType.weight(key, value));
    }

    private MapTable without(int place) {
        TableDraft rest = new TableDraft(type, hashes.length - 1);
        copyTo(rest, 0, place);
        copyTo(rest, place + 1, hashes.length);
        return of(rest, weight - weight(place));
    }

    /** The table after an edit of one key; this table if nothing changes. {@code value} may be {@link EditBatch#REMOVED}. */
    public MapTable after(long hash, long keyBits, @Nullable Object key, long valueBits, @Nullable Object value) {
        boolean isRemoval = EditBatch.REMOVED.equals(value);
        int place = place(hash);
        for (; place < hashes.length && hashes[place] == hash; place++) {
            if (hasKey(1L + place, keyBits, key)) {
                if (isRemoval) {
                    return without(place);
                }
                return keeps(1L + place, valueBits, value) ? this : replace(place, keyBits, key, valueBits, value);
            }
        }
        return isRemoval ? this : insert(place, hash, keyBits, key, valueBits, value);
    }
}
