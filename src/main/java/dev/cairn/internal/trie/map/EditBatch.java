package dev.cairn.internal.trie.map;

import dev.cairn.internal.life.Base;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.slot.Bulk;
import dev.cairn.internal.slot.Prepared;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Edits to be made at once: puts and removals in order. For each key, the last edit counts. */
public final class EditBatch {
    private enum Removal {
        REMOVED
    }

    /** In the place of a value: the key is removed. */
    public static final Object REMOVED = Removal.REMOVED;

    private static final int FIRST_CAPACITY = 1;
    private static final boolean[] NONE_REPLACED = {};
    private static final int FEW = 4;
    private static final int LEAST_GROWN = 16;
    private static final long[] NO_LONGS = {};

    final MapType type;
    private final boolean[] replaced;
    private int count;
    private int room;
    private long[] hashes;
    private @Nullable Object[] keys;
    private @Nullable Object[] values;
    private long[] keyBits;
    private long[] valueBits;
    private long[] entries = NO_LONGS;
    private final List<Base> owners;
    private long all;

    /** No edits yet. */
    public EditBatch(MapType type) {
        this.type = type;
        this.owners = new ArrayList<>();
        this.replaced = NONE_REPLACED;
        this.room = FIRST_CAPACITY;
        this.hashes = new long[FIRST_CAPACITY];
        this.keys = new @Nullable Object[type.hasKeyBits() ? 0 : FIRST_CAPACITY];
        this.values = new @Nullable Object[FIRST_CAPACITY];
        this.keyBits = longs(type.hasKeyBits() ? FIRST_CAPACITY : 0);
        this.valueBits = longs(type.hasValueBits() ? FIRST_CAPACITY : 0);
    }

    /** An array of zeros. */
    static long[] longs(int count) {
        return count == 0 ? NO_LONGS : new long[count];
    }

    /** The first {@code count} edits, in arrays that this batch does not change. Those in {@code replaced} do not count. */
    EditBatch(
            MapType type,
            int count,
            long[] hashes,
            @Nullable Object[] keys,
            @Nullable Object[] values,
            long[] keyBits,
            long[] valueBits,
            boolean[] replaced,
            List<Base> owners) {
        this.type = type;
        this.owners = owners;
        this.replaced = replaced;
        this.count = count;
        this.room = count;
        this.hashes = hashes;
        this.keys = keys;
        this.values = values;
        this.keyBits = keyBits;
        this.valueBits = valueBits;
    }

    /** Whether the edits take so much of the heap that they should be written. */
    public boolean isMuch() {
        return all > Prepared.MUCH;
    }

    /** How many edits there are. */
    public int count() {
        return count;
    }

    /** Puts a value for a key with this hash; no value in a set. An equal key that is there stays. */
    public void put(long hash, long bits, @Nullable Object preparedKey, long ofValue, @Nullable Object preparedValue) {
        type.check(preparedKey, preparedValue);
        all += MapType.weight(preparedKey, preparedValue);
        add(hash, bits, preparedKey, ofValue, preparedValue);
    }

    /** As {@link #put(long, long, Object, long, Object)}, for a key and a value that are objects. */
    public void put(long hash, Object preparedKey, @Nullable Object preparedValue) {
        put(hash, 0, preparedKey, 0, preparedValue);
    }

    /** Removes a key with this hash and its value. */
    public void remove(long hash, long bits, @Nullable Object preparedKey) {
        add(hash, bits, preparedKey, 0, REMOVED);
    }

    /** As {@link #remove(long, long, Object)}, for a key that is an object. */
    public void remove(long hash, Object preparedKey) {
        remove(hash, 0, preparedKey);
    }

    /** As {@link #put}, with the key and the value of an entry of {@code owner}, a base of the same type. Its nodes are shared. */
    public void putEntry(Base owner, long entry) {
        addEntry(owner, entry, null);
    }

    /** As {@link #remove}, with the key of an entry of {@code owner}, a base of the same type. */
    public void removeEntry(Base owner, long entry) {
        addEntry(owner, entry, REMOVED);
    }

    @SuppressWarnings("ReferenceEquality") // the same base
    private void addEntry(Base owner, long entry, @Nullable Object value) {
        if (owners.isEmpty() || owners.getLast() != owner) {
            owners.add(owner);
        }
        add(type.hashAt(entry), 0, null, 0, value);
        if (entries.length < room) {
            entries = Arrays.copyOf(entries, room);
        }
        entries[count - 1] = entry;
    }

    /** Keeps the objects of all owners for the base that is made under {@code stripe}. */
    void keepObjects(Stripe stripe) {
        for (Base owner : owners) {
            stripe.keep(owner.objects());
        }
    }

    /** Adds an edit: a key and its value or {@link #REMOVED}. The caller notes where they lie if that is the store. */
    private void add(long hash, long bits, @Nullable Object key, long ofValue, @Nullable Object value) {
        if (count == room) {
            grow();
        }
        hashes[count] = hash;
        if (type.hasKeyBits()) {
            keyBits[count] = MapType.bits(bits, key);
        } else {
            keys[count] = type.hasLongKeys() ? MapType.object(bits, key) : key;
        }
        if (type.hasValueBits() && !REMOVED.equals(value)) {
            valueBits[count] = MapType.bits(ofValue, value);
        } else {
            values[count] = type.valueObject(ofValue, value);
        }
        count++;
    }

    private void grow() {
        room = count < FEW ? FEW : Math.max(LEAST_GROWN, count * 2);
        hashes = Arrays.copyOf(hashes, room);
        keys = keys.length == 0 ? keys : Arrays.copyOf(keys, room);
        values = Arrays.copyOf(values, room);
        keyBits = keyBits.length == 0 ? keyBits : Arrays.copyOf(keyBits, room);
        valueBits = valueBits.length == 0 ? valueBits : Arrays.copyOf(valueBits, room);
        entries = entries.length == 0 ? entries : Arrays.copyOf(entries, room);
    }

    /** Makes the collections in keys and values ready to be saved. The caller holds no stripe. */
    void writePending() {
        int bulk = Bulk.NONE;
        for (int i = 0; i < count; i++) {
            bulk = Prepared.writePending(key(i), false, bulk);
            bulk = Prepared.writePending(values[i], false, bulk);
        }
    }

    /** Whether an edit has the key of an entry in the store. */
    public boolean hasEntries() {
        return entries.length > 0;
    }

    /** The edits {@code order[from]} to {@code order[to]}, in that order. */
    EditBatch inOrder(int[] order, int from, int to) {
        int n = to - from;
        EditBatch ordered = new EditBatch(
                type,
                n,
                new long[n],
                new @Nullable Object[keys.length == 0 ? 0 : n],
                new @Nullable Object[n],
                longs(keyBits.length == 0 ? 0 : n),
                longs(valueBits.length == 0 ? 0 : n),
                NONE_REPLACED,
                owners);
        ordered.entries = longs(entries.length == 0 ? 0 : n);
        for (int i = 0; i < n; i++) {
            ordered.copy(i, this, order[from + i]);
        }
        return ordered;
    }

    private void copy(int to, EditBatch from, int edit) {
        hashes[to] = from.hashes[edit];
        values[to] = from.values[edit];
        if (keys.length > 0) {
            keys[to] = from.keys[edit];
        }
        if (keyBits.length > 0) {
            keyBits[to] = from.keyBits[edit];
        }
        if (valueBits.length > 0) {
            valueBits[to] = from.valueBits[edit];
        }
        if (entries.length > 0) {
            entries[to] = from.entries[edit];
        }
    }

    /** Reads the memory that {@link #hasKeyOf} will read of an edit, if that runs no user's code. */
    long prefetch(int edit) {
        Object key = key(edit);
        return isEntry(edit) || key == null || type.keys.comparesByUserCode(key) ? 0 : type.hash(key);
    }

    /** Whether a later edit is known to have the same key. */
    boolean isReplaced(int edit) {
        return edit < replaced.length && replaced[edit];
    }

    long hash(int edit) {
        return hashes[edit];
    }

    boolean removes(int edit) {
        return REMOVED.equals(values[edit]);
    }

    /** Whether the key and the value of the edit lie in the store, at {@link #entry}. */
    boolean isEntry(int edit) {
        return entries.length > 0 && entries[edit] != 0;
    }

    long entry(int edit) {
        return entries[edit];
    }

    /** The key of the edit, if it is a long here; else 0. */
    long keyBits(int edit) {
        return keyBits.length == 0 ? 0 : keyBits[edit];
    }

    /** The prepared key of the edit; null if it is a long here, or lies in the store. */
    @Nullable
    Object key(int edit) {
        return keys.length == 0 ? null : keys[edit];
    }

    /** The value of the edit, if it is a long here; else 0. */
    long valueBits(int edit) {
        return valueBits.length == 0 ? 0 : valueBits[edit];
    }

    /** The prepared value of the edit; null in a set, if it is a long here, or if it lies in the store. */
    @Nullable
    Object value(int edit) {
        return values[edit];
    }

    /** Whether the edit has the key of the entry at {@code at}. */
    boolean hasKeyOf(int edit, long at) {
        return isEntry(edit) ? type.isSameKey(entries[edit], at) : type.hasKey(at, keyBits(edit), key(edit));
    }

    /** Whether the edit puts the value of the entry at {@code at}. */
    boolean hasValueOf(int edit, long at) {
        if (type.values == null || isEntry(edit)) {
            return type.values == null || type.isSameValue(entries[edit], at);
        }
        return type.hasValue(at, valueBits(edit), value(edit));
    }

    /** Whether two edits with equal hashes have equal keys. */
    boolean haveSameKey(int a, int b) {
        if (isEntry(a)) {
            return hasKeyOf(b, entries[a]);
        }
        return isEntry(b) ? hasKeyOf(a, entries[b]) : type.areSameKeys(keyBits(a), key(a), keyBits(b), key(b));
    }

    /** Whether the key of the edit will hold references. */
    boolean bearsKey(int edit) {
        Object key = key(edit);
        return isEntry(edit) ? type.bearsKey(entries[edit]) : key != null && type.keys.bears(key);
    }

    /** Whether the value of the edit will hold references. */
    boolean bearsValue(int edit) {
        if (type.values == null || isEntry(edit)) {
            return type.values != null && type.bearsValue(entries[edit]);
        }
        Object value = value(edit);
        return value != null && type.values.bears(value);
    }
}
