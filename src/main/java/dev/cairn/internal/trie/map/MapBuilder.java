package dev.cairn.internal.trie.map;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.ScopeState;
import dev.cairn.internal.slot.Prepared;
import java.lang.ref.Reference;
import java.util.ConcurrentModificationException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes that one thread makes to a map or set, written in batches. */
public final class MapBuilder {
    /*
     * A batch is as large as the map, within limits, so that building copies each entry a few times at most. What is built
     * or built upon stays reachable from here (T1), in bases of the scope that the builder was made in: one that dies with
     * an inner scope could die before the builder.
     *
     * Code of the user's that uses the builder again: preparing and hashing run before a change is noted, so what such code
     * changes comes first, as in java.util. Comparing runs while a batch is written or a key is looked up, when there is no state to
     * go on from; so every use throws then.
     */
    private static final int SMALLEST_BATCH = 1 << 10;
    private static final int LARGEST_BATCH = 1 << 17;

    private final Thread owner = Thread.currentThread();
    private final Core core;
    private final @Nullable ScopeState scope;
    private MapEntries entries;

    /** Null as long as there are so few entries that each change is made at once. */
    private @Nullable EditBatch waiting;

    /** Finds keys among the waiting changes, once somebody asked for one. */
    private @Nullable EditIndex index;

    /** Whether it compares keys. */
    private boolean isComparing;

    /** Begins with {@code entries}, and belongs to this thread. */
    public MapBuilder(MapEntries entries) {
        this.core = entries.type().core();
        this.scope = core.scope();
        this.entries = entries;
        core.check();
    }

    /**
     * Throws unless this is the builder's thread and the store and the scope it was made in, if any, are open.
     *
     * @throws WrongThreadException in another thread
     * @throws IllegalStateException after the scope's end
     * @throws ConcurrentModificationException in code that compares keys for this builder
     */
    public void check() {
        if (!owner.equals(Thread.currentThread())) {
            throw new WrongThreadException("this builder is confined to " + owner);
        }
        if (isComparing) {
            throw new ConcurrentModificationException(
                    "this builder is comparing keys, and the equals or hashCode of a key uses it;"
                            + " let that code use another builder, or this one before or after");
        }
        if (scope != null) {
            scope.check();
        }
        core.check();
    }

    /** Whether there is an entry for a key. */
    public boolean has(Object key) {
        long hash = entries.type().hash(key);
        int edit = findWaiting(hash, key);
        return edit < 0 ? find(hash, key) != 0 : !edits().removes(edit);
    }

    /** The value of a key, decoded; null if there is none. */
    public @Nullable Object value(Object key) {
        long hash = entries.type().hash(key);
        int edit = findWaiting(hash, key);
        if (edit >= 0) {
            EditBatch all = edits();
            return all.removes(edit) ? null : Objects.requireNonNull(all.type.values).restore(all.value(edit));
        }
        MapEntries source = entries;
        long entry = find(hash, key);
        try {
            return entry == 0 ? null : source.value(entry);
        } finally {
            Reference.reachabilityFence(source);
        }
    }

    /** The newest waiting change of a key, after {@link #check}; -1 if there is none. */
    private int findWaiting(long hash, Object key) {
        check();
        EditBatch changes = waiting;
        if (changes == null) {
            return -1;
        }
        if (index == null || index.edits != changes) {
            index = new EditIndex(changes);
        }
        isComparing = true;
        try (var _ = core.hold()) {
            return index.find(hash, key);
        } finally {
            isComparing = false;
        }
    }

    /** The entry of a key for which no change waits; 0 if there is none. */
    private long find(long hash, Object key) {
        isComparing = true;
        try (var _ = core.hold()) {
            return entries.find(hash, key);
        } finally {
            isComparing = false;
        }
    }

    /** Lets a key have a value, after {@link #check}: what prepared and hashed them may have been a user's code. */
    public void put(Object key, @Nullable Object value) {
        long hash = entries.type().hash(key);
        check();
        if (isOfInnerScope(key, value)) {
            putNow(hash, key, value);
        } else if (!hasMade(hash, key, value)) {
            edits().put(hash, key, value);
            writeIfMany();
        }
    }

    /** Whether either may be, or have in it, a collection that dies before the builder. */
    private boolean isOfInnerScope(Object key, @Nullable Object value) {
        return core.scope() != scope && (Prepared.hasCollection(key) || Prepared.hasCollection(value));
    }

    /** Makes a change in the store at once, so that the nodes of what an inner scope may end are shared; does nothing if it throws. */
    private void putNow(long hash, Object key, @Nullable Object value) {
        if (waiting != null || entries instanceof MapTable) {
            write(true);
        }
        edits().put(hash, key, value);
        try {
            write(true);
        } finally {
            waiting = null;
        }
    }

    /** Removes a key, after {@link #check}. */
    public void remove(Object key) {
        long hash = entries.type().hash(key);
        check();
        if (!hasMade(hash, key, EditBatch.REMOVED)) {
            edits().remove(hash, key);
            writeIfMany();
        }
    }

    /** Makes a change at once, if that is little work; else returns false. */
    private boolean hasMade(long hash, Object key, @Nullable Object value) {
        if (waiting != null || !(entries instanceof MapTable few) || few.size() >= MapTable.FEW) {
            return false;
        }
        if (!EditBatch.REMOVED.equals(value)) {
            few.type().check(key, value);
        }
        isComparing = true;
        try {
            entries = written(few.after(hash, key, value), false);
        } finally {
            isComparing = false;
        }
        return true;
    }

    private EditBatch edits() {
        EditBatch now = waiting;
        if (now == null) {
            now = new EditBatch(entries.type());
            waiting = now;
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
            waiting = null;
        } finally {
            isComparing = false;
            Reference.reachabilityFence(source);
        }
    }

    /** What waits is written, unless it is few with all there is and need not be {@code inStore}. */
    private MapEntries after(MapEntries source, boolean inStore) {
        if (source instanceof MapBase base) {
            return MapChange.apply(base, edits(), scope);
        }
        return written(TableChange.apply((MapTable) source, edits()), inStore);
    }

    /** {@code all}, which are written if they are too large for the heap, or have to be {@code inStore}. */
    private MapEntries written(MapTable all, boolean inStore) {
        return inStore || all.isTooLarge()
                ? MapChange.apply(MapBase.empty(all.type(), scope), all.edits(), scope)
                : all;
    }

    /** What there is so far, for a version of the scope that is open now; the builder can go on. */
    public MapEntries build() {
        if (waiting != null) {
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
