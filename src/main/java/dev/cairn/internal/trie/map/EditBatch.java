package dev.cairn.internal.trie.map;

import dev.cairn.internal.life.Base;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.slot.Prepared;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
    private static final long[] NO_ENTRIES = {};

    final MapType type;
    private final boolean[] replaced;
    private int count;
    private int room;
    private long[] hashes;
    private @Nullable Object[] keys;
    private @Nullable Object[] values;
    private long[] entries = NO_ENTRIES;
    private final List<Base> owners;
    private long all;

    /** No edits yet. */
    public EditBatch(MapType type) {
        this.type = type;
        this.owners = new ArrayList<>();
        this.replaced = NONE_REPLACED;
        this.room = FIRST_CAPACITY;
        this.hashes = new long[FIRST_CAPACITY];
        this.keys = new @Nullable Object[FIRST_CAPACITY];
        this.values = new @Nullable Object[FIRST_CAPACITY];
    }

    /** The first {@code count} edits, in arrays that this batch does not change. Those in {@code replaced} do not count. */
    EditBatch(
            MapType type,
            int count,
            long[] hashes,
            @Nullable Object[] keys,
            @Nullable Object[] values,
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
    public void put(long hash, Object preparedKey, @Nullable Object preparedValue) {
        type.check(preparedKey, preparedValue);
        all += MapType.weight(preparedKey, preparedValue);
        add(hash, preparedKey, preparedValue);
    }

    /** Removes a key with this hash and its value. */
    public void remove(long hash, Object preparedKey) {
        add(hash, preparedKey, REMOVED);
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
        add(type.hashAt(entry), null, value);
        if (entries.length < keys.length) {
            entries = Arrays.copyOf(entries, keys.length);
        }
        entries[count - 1] = entry;
    }

    /** Keeps the objects of all owners for the base that is made under {@code stripe}. */
    void keepObjects(Stripe stripe) {
        for (Base owner : owners) {
            stripe.keep(owner.objects());
        }
    }

    /** Adds an edit: a key, or null if the key lies in the store, and its value or {@link #REMOVED}. */
    private void add(long hash, @Nullable Object key, @Nullable Object value) {
        if (count == room) {
            room = count < FEW ? FEW : Math.max(LEAST_GROWN, count * 2);
            hashes = Arrays.copyOf(hashes, room);
            keys = Arrays.copyOf(keys, room);
            values = Arrays.copyOf(values, room);
        }
        hashes[count] = hash;
        keys[count] = key;
        values[count] = value;
        count++;
    }

    /** Writes the collections in keys and values that have pending edits. The caller holds no stripe. */
    void writePending() {
        for (int i = 0; i < count; i++) {
            Prepared.writePending(keys[i]);
            Prepared.writePending(values[i]);
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
                type, n, new long[n], new @Nullable Object[n], new @Nullable Object[n], NONE_REPLACED, owners);
        if (entries.length > 0) {
            ordered.entries = new long[n];
        }
        for (int i = 0; i < n; i++) {
            int edit = order[from + i];
            ordered.hashes[i] = hashes[edit];
            ordered.keys[i] = keys[edit];
            ordered.values[i] = values[edit];
            if (isEntry(edit)) {
                ordered.entries[i] = entries[edit];
            }
        }
        return ordered;
    }

    /** Reads the memory that {@link #hasKeyOf} will read of an edit, if that runs no user's code. */
    long prefetch(int edit) {
        return isEntry(edit) || type.keys.comparesByUserCode(key(edit)) ? 0 : type.hash(key(edit));
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
        return keys[edit] == null;
    }

    long entry(int edit) {
        return entries[edit];
    }

    Object key(int edit) {
        return Objects.requireNonNull(keys[edit]);
    }

    Object value(int edit) {
        return Objects.requireNonNull(values[edit]);
    }

    /** Whether the edit has the key of the entry at {@code at}. */
    boolean hasKeyOf(int edit, long at) {
        return isEntry(edit) ? type.isSameKey(entries[edit], at) : type.keys.isAt(type.core, at, key(edit));
    }

    /** Whether the edit puts the value of the entry at {@code at}. */
    boolean hasValueOf(int edit, long at) {
        if (type.values == null || isEntry(edit)) {
            return type.values == null || type.isSameValue(entries[edit], at);
        }
        return type.hasValue(at, value(edit));
    }

    /** Whether two edits with equal hashes have equal keys. */
    boolean haveSameKey(int a, int b) {
        if (isEntry(a)) {
            return hasKeyOf(b, entries[a]);
        }
        return isEntry(b) ? hasKeyOf(a, entries[b]) : type.keys.isSame(key(a), key(b));
    }

    /** Whether the key of the edit will hold references. */
    boolean bearsKey(int edit) {
        return isEntry(edit) ? type.bearsKey(entries[edit]) : type.keys.bears(key(edit));
    }

    /** Whether the value of the edit will hold references. */
    boolean bearsValue(int edit) {
        if (type.values == null || isEntry(edit)) {
            return type.values != null && type.bearsValue(entries[edit]);
        }
        return type.values.bears(value(edit));
    }
}
