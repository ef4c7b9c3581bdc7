package dev.cairn.internal.trie.map;

import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.slot.SlotCodec;
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

    /** The most pending edits over a table: as many as a copied log may have. */
    public static final int CHANGES_MAX = EditLog.FEW;

    /** The most bytes of text, arrays and inner collections on the heap. */
    private static final int WEIGHT_MAX = Prepared.MUCH;

    private static final long[] NO_HASHES = {};
    private static final Object[] NO_CELLS = {};

    private final MapType type;
    final long[] hashes;
    final @Nullable Object[] cells;
    final long weight;

    MapTable(MapType type, long[] hashes, @Nullable Object[] cells, long weight) {
        this.type = type;
        this.hashes = hashes;
        this.cells = cells;
        this.weight = weight;
    }

    /** Whether it was saved as an element before. */
    private boolean saved;

    /** Whether it has so many or such large entries that they have to be written. */
    public boolean isTooLarge() {
        return hashes.length > LIMIT || weight > WEIGHT_MAX;
    }

    /** A table without entries. */
    public static MapTable empty(MapType type) {
        return new MapTable(type, NO_HASHES, NO_CELLS, 0);
    }

    /** A table of entries in the order of their hashes. */
    static MapTable of(MapType type, long[] hashes, @Nullable Object[] cells) {
        long weight = 0;
        for (int i = 0; type.bears() && i < cells.length; i++) {
            Object cell = cells[i];
            weight += cell == null ? 0 : Prepared.weight(cell);
        }
        return new MapTable(type, hashes, cells, weight);
    }

    /** Whether this was called before. A table that is saved again should share its nodes. */
    boolean wasSaved() {
        boolean before = saved;
        saved = true;
        return before;
    }

    /** How many cells an entry has. */
    static int width(MapType type) {
        return type.values == null ? 1 : 2;
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
    public long find(long hash, Object preparedKey) {
        for (int i = place(hash); i < hashes.length && hashes[i] == hash; i++) {
            if (isSame(type.keys, keyAt(i), preparedKey)) {
                return 1L + i;
            }
        }
        return 0;
    }

    /** Compares. A user's code that runs for this cannot end a scope. */
    private boolean isSame(SlotCodec<Object> codec, Object a, Object b) {
        if (!codec.comparesByUserCode()) {
            return codec.isSame(a, b);
        }
        try (var _ = type.core.hold()) {
            return codec.isSame(a, b);
        }
    }

    private static int index(long entry) {
        return (int) entry - 1;
    }

    Object keyAt(int index) {
        return Objects.requireNonNull(cells[index * width(type)]);
    }

    @Nullable
    Object valueAt(int index) {
        return type.values == null ? null : cells[2 * index + 1];
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
        return keyAt(index(entry));
    }

    @Override
    public @Nullable Object preparedValue(long entry) {
        return valueAt(index(entry));
    }

    @Override
    public long hash(long entry) {
        return hashes[index(entry)];
    }

    @Override
    public long keyHash(long entry, long seed) {
        return seed == type.seed ? hash(entry) : type.keys.hash(preparedKey(entry), seed);
    }

    @Override
    public long valueHash(long entry, long seed) {
        Object value = preparedValue(entry);
        return type.values == null || value == null ? 0 : type.values.hash(value, seed);
    }

    @Override
    public boolean hasValue(long entry, @Nullable Object preparedValue) {
        Object value = preparedValue(entry);
        return type.values == null
                || (value != null && preparedValue != null && isSame(type.values, value, preparedValue));
    }

    @Override
    public boolean hasKey(long entry, Object preparedKey) {
        return isSame(type.keys, preparedKey(entry), preparedKey);
    }

    @Override
    public boolean keeps(long entry, @Nullable Object preparedValue) {
        return preparedValue instanceof Prepared.Waiting waiting
                ? waiting.isOne(preparedValue(entry))
                : hasValue(entry, preparedValue);
    }

    @Override
    public void putInto(EditBatch edits, long entry) {
        edits.put(hash(entry), preparedKey(entry), preparedValue(entry));
    }

    @Override
    public void removeFrom(EditBatch edits, long entry) {
        edits.remove(hash(entry), preparedKey(entry));
    }

    /** The entries as puts. */
    public EditBatch edits() {
        EditBatch edits = new EditBatch(type);
        for (int i = 0; i < hashes.length; i++) {
            edits.put(hashes[i], keyAt(i), valueAt(i));
        }
        return edits;
    }

    /**
     * A table with this key and value in the place of {@code entry}, the result of {@link #find} for the key. If that is 0, a table with
     * one more entry.
     */
    public MapTable with(long entry, long hash, Object key, @Nullable Object value) {
        return entry == 0 ? insert(hash, key, value) : replace(index(entry), key, value);
    }

    private MapTable replace(int index, Object key, @Nullable Object value) {
        int width = width(type);
        long newWeight = weight - MapType.weight(keyAt(index), valueAt(index)) + MapType.weight(key, value);
        @Nullable Object[] replaced = cells.clone();
        replaced[width * index] = key;
        if (width == 2) {
            replaced[2 * index + 1] = value;
        }
        return new MapTable(type, hashes, replaced, newWeight);
    }

    private MapTable insert(long hash, Object key, @Nullable Object value) {
        int size = hashes.length;
        int place = place(hash);
        while (place < size && hashes[place] == hash) {
            place++;
        }
        int width = width(type);
        long[] newHashes = new long[size + 1];
        @Nullable Object[] newCells = new @Nullable Object[(size + 1) * width];
        System.arraycopy(hashes, 0, newHashes, 0, place);
        System.arraycopy(hashes, place, newHashes, place + 1, size - place);
        System.arraycopy(cells, 0, newCells, 0, place * width);
        System.arraycopy(cells, place * width, newCells, (place + 1) * width, (size - place) * width);
        newHashes[place] = hash;
        newCells[place * width] = key;
        if (width == 2) {
            newCells[place * width + 1] = value;
        }
        return new MapTable(type, newHashes, newCells, weight + MapType.weight(key, value));
    }

    /** A table without {@code entry}. */
    public MapTable without(long entry) {
        int place = index(entry);
        int size = hashes.length - 1;
        int width = width(type);
        long[] newHashes = new long[size];
        @Nullable Object[] newCells = new @Nullable Object[size * width];
        System.arraycopy(hashes, 0, newHashes, 0, place);
        System.arraycopy(hashes, place + 1, newHashes, place, size - place);
        System.arraycopy(cells, 0, newCells, 0, place * width);
        System.arraycopy(cells, (place + 1) * width, newCells, place * width, (size - place) * width);
        return new MapTable(type, newHashes, newCells, weight - MapType.weight(keyAt(place), valueAt(place)));
    }

    /** The table after an edit of one key; this table if nothing changes. {@code value} may be {@link EditBatch#REMOVED}. */
    public MapTable after(long hash, Object key, @Nullable Object value) {
        long entry = find(hash, key);
        if (EditBatch.REMOVED.equals(value)) {
            return entry == 0 ? this : without(entry);
        }
        return entry != 0 && keeps(entry, value) ? this : with(entry, hash, key, value);
    }
}
