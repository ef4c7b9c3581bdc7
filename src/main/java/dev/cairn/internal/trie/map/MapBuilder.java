package dev.cairn.internal.trie.map;

import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.trie.ConfinedBuilder;
import java.lang.ref.Reference;
import java.util.ConcurrentModificationException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A map or set that one thread edits. Its edits are written in batches. */
public final class MapBuilder extends ConfinedBuilder {
    /*
     * A batch is as large as the map, within limits, so that building copies each entry a few times at most. All bases that were built or
     * built upon stay reachable from here (T1). They are of the builder's scope: a base of an inner scope could die before the builder.
     *
     * A user's code may use the builder again. Preparing and hashing run before an edit is noted, so the edits of such code come first, as
     * in java.util. Comparing runs while a batch is written or a key is looked up, when there is no state to continue from; so every use
     * throws then.
     */
    private static final int SMALLEST_BATCH = 1 << 10;
    private static final int LARGEST_BATCH = 1 << 17;

    private final MapType type;
    /** The entries without pending edits, or without those that {@link #few} has. */
    private MapEntries entries;

    /** The entries, if they are few and were edited. */
    private @Nullable MapDraft few;

    /** Null as long as the entries are so few that each edit is made at once. */
    private @Nullable EditBatch pending;

    /** Finds keys among the pending edits, once a key was asked for. */
    private @Nullable EditIndex index;

    /** Whether it compares keys. */
    private boolean isComparing;

    /** Begins with {@code entries}, for versions of {@code type}, and belongs to this thread. */
    public MapBuilder(MapType type, MapEntries entries) {
        super(type.core, type.core.scope());
        this.type = type;
        this.entries = entries;
        core.check();
    }

    /**
     * As its superclass says.
     *
     * @throws ConcurrentModificationException in code that compares keys for this builder
     */
    @Override
    public void check() {
        super.check();
        if (isComparing) {
            throw new ConcurrentModificationException(
                    "this builder compares keys, and the equals or hashCode of a key uses it;"
                            + " use another builder there, or this one before or after");
        }
    }

    /** Whether there is an entry for a key. */
    public boolean has(Object key) {
        return has(0, key);
    }

    /** As {@link #has(Object)}. {@link MapType} says when the key is its bits. */
    public boolean has(long bits, @Nullable Object key) {
        long hash = type.hash(bits, key);
        int edit = findPending(hash, bits, key);
        return edit < 0 ? find(hash, bits, key) != 0 : !edits().removes(edit);
    }

    /** The value of a key, decoded; null if there is none. */
    public @Nullable Object value(Object key) {
        return value(0, key);
    }

    /** As {@link #value(Object)}. {@link MapType} says when the key is its bits. */
    public @Nullable Object value(long bits, @Nullable Object key) {
        long hash = type.hash(bits, key);
        int edit = findPending(hash, bits, key);
        if (edit >= 0) {
            EditBatch all = edits();
            return all.removes(edit)
                    ? null
                    : Objects.requireNonNull(type.values)
                            .restore(Objects.requireNonNull(type.valueObject(all.valueBits(edit), all.value(edit))));
        }
        MapEntries source = entries;
        long entry = find(hash, bits, key);
        try {
            return entry == 0 ? null : source.value(entry);
        } finally {
            Reference.reachabilityFence(source);
        }
    }

    /** The value of a key, in a builder whose keys and values are longs; {@code otherwise} if there is none. */
    public long valueBits(long key, long otherwise) {
        long hash = type.hash(key, null);
        int edit = findPending(hash, key, null);
        if (edit >= 0) {
            EditBatch all = edits();
            return all.removes(edit) ? otherwise : all.valueBits(edit);
        }
        MapEntries source = entries;
        long entry = find(hash, key, null);
        try {
            return entry == 0 ? otherwise : source.valueBits(entry);
        } finally {
            Reference.reachabilityFence(source);
        }
    }

    /** The newest pending edit of a key, after {@link #check}; -1 if there is none. */
    private int findPending(long hash, long bits, @Nullable Object key) {
        check();
        settle();
        EditBatch edits = pending;
        if (edits == null) {
            return -1;
        }
        if (index == null || index.edits != edits) {
            index = new EditIndex(edits);
        }
        isComparing = true;
        try (var _ = core.hold()) {
            return index.find(hash, bits, key);
        } finally {
            isComparing = false;
        }
    }

    /** The entry of a key without a pending edit; 0 if there is none. */
    private long find(long hash, long bits, @Nullable Object key) {
        isComparing = true;
        try (var _ = core.hold()) {
            return entries.find(hash, bits, key);
        } finally {
            isComparing = false;
        }
    }

    /** Puts a value for a key, after {@link #check}: preparing and hashing may have run a user's code. */
    public void put(Object key, @Nullable Object value) {
        put(0, key, 0, value);
    }

    /** As {@link #put(Object, Object)}. {@link MapType} says when the key or the value is its bits. */
    public void put(long keyBits, @Nullable Object key, long valueBits, @Nullable Object value) {
        long hash = type.hash(keyBits, key);
        check();
        if (isOfInnerScope(key, value)) {
            putNow(hash, keyBits, key, valueBits, value);
        } else if (!hasMade(hash, keyBits, key, valueBits, value)) {
            edits().put(hash, keyBits, key, valueBits, value);
            writeIfMany();
        }
    }

    /** Whether a key or value may be a collection, or have one in it, that dies before the builder. */
    private boolean isOfInnerScope(@Nullable Object key, @Nullable Object value) {
        return core.scope() != scope && (Prepared.hasCollection(key) || Prepared.hasCollection(value));
    }

    /** Makes an edit in the store at once, so that the nodes of a collection of an inner scope are shared. Does nothing if it throws. */
    private void putNow(long hash, long keyBits, @Nullable Object key, long valueBits, @Nullable Object value) {
        settle();
        if (pending != null || entries instanceof MapTable) {
            write(true);
        }
        edits().put(hash, keyBits, key, valueBits, value);
        try {
            write(true);
        } finally {
            pending = null;
            index = null;
        }
    }

    /** Removes a key, after {@link #check}. */
    public void remove(Object key) {
        remove(0, key);
    }

    /** As {@link #remove(Object)}. {@link MapType} says when the key is its bits. */
    public void remove(long bits, @Nullable Object key) {
        long hash = type.hash(bits, key);
        check();
        if (!hasMade(hash, bits, key, 0, EditBatch.REMOVED)) {
            edits().remove(hash, bits, key);
            writeIfMany();
        }
    }

    /** Makes an edit at once if the entries are few; else returns false. */
    private boolean hasMade(long hash, long keyBits, @Nullable Object key, long valueBits, @Nullable Object value) {
        if (few == null && (pending != null || !(entries instanceof MapTable table) || !MapDraft.takes(table))) {
            return false;
        }
        boolean removes = EditBatch.REMOVED.equals(value);
        if (!removes) {
            type.check(key, value);
        }
        MapDraft draft = few == null ? new MapDraft((MapTable) entries) : few;
        isComparing = true;
        try {
            if (removes) {
                draft.remove(hash, keyBits, key);
            } else {
                draft.put(hash, keyBits, key, valueBits, value);
            }
            few = draft;
        } finally {
            isComparing = false;
        }
        if (draft.isFull()) {
            settle();
        }
        return true;
    }

    /** Makes the entries of those that were edited in place. */
    private void settle() {
        MapDraft draft = few;
        if (draft != null) {
            isComparing = true;
            try {
                entries = written(draft.table(), false);
                few = null;
            } finally {
                isComparing = false;
            }
        }
    }

    private EditBatch edits() {
        EditBatch now = pending;
        if (now == null) {
            now = new EditBatch(type);
            pending = now;
        }
        return now;
    }

    private void writeIfMany() {
        EditBatch now = edits();
        if (now.isMuch() || now.count() >= Math.clamp(entries.size(), SMALLEST_BATCH, LARGEST_BATCH)) {
            write(false);
        }
    }

    private void write(boolean inStore) {
        MapEntries source = entries;
        isComparing = true;
        try {
            entries = after(source, inStore);
            pending = null;
            index = null;
        } finally {
            isComparing = false;
            Reference.reachabilityFence(source);
        }
    }

    /** The entries after the pending edits. They are written if they are too large for the heap, or have to be {@code inStore}. */
    private MapEntries after(MapEntries source, boolean inStore) {
        if (source instanceof MapBase base) {
            return MapChange.apply(base, edits(), scope);
        }
        return written(TableChange.apply((MapTable) source, edits()), inStore);
    }

    /** {@code all}, or a base of them if they are too large for the heap, or have to be {@code inStore}. */
    private MapEntries written(MapTable all, boolean inStore) {
        return inStore || all.isTooLarge() ? MapChange.write(MapBase.empty(all.type(), scope), all, false) : all;
    }

    /** The entries so far, for a version of the open scope. The builder can continue. */
    public MapEntries build() {
        settle();
        if (pending != null) {
            write(false);
        }
        try {
            return entries instanceof MapBase base && base.scope() != core.scope()
                    ? MapChange.keep(base, core.scope())
                    : entries;
        } finally {
            Reference.reachabilityFence(this);
        }
    }
}
