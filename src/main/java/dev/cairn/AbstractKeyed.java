package dev.cairn;

import dev.cairn.internal.life.ScopeState;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.slot.SmallElement;
import dev.cairn.internal.trie.map.EntryCursor;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapChange;
import dev.cairn.internal.trie.map.MapCompare;
import dev.cairn.internal.trie.map.MapEntries;
import dev.cairn.internal.trie.map.MapLog;
import dev.cairn.internal.trie.map.MapTable;
import dev.cairn.internal.trie.map.MapType;
import dev.cairn.internal.trie.map.MergedEntries;
import dev.cairn.internal.trie.map.TableChange;
import dev.cairn.internal.trie.map.TableElement;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Common part of maps and sets: finds entries by prepared keys, in the base and in pending edits. */
abstract class AbstractKeyed<K extends @Nullable Object, C extends AbstractKeyed<K, C>>
        extends AbstractVersion<C, MapBase> {
    /*
     * Each operation ends with a reachability fence on this (T2): the base, and so its nodes, outlive the operation. No user code runs
     * while a stripe is held; its results are written afterwards. User code may close the store or end a scope, so the caller checks
     * the bases again after it.
     *
     * A pending edit does not know yet whether it adds or replaces an entry. The write or a call of size() finds this out: the path to
     * an entry of a large map is most of an edit's cost, and a fold reads many paths at once. If the lookup would run user code, it is
     * done at once, so that its exceptions reach the caller.
     *
     * A small version has its entries in a table on the heap. Its edits are pending over the table, or applied to a copy of the table
     * at once. Its base is empty and only names the store and the scope. The table is written when an operation needs a full base: the
     * version goes into an atom, or grows, or becomes an element for the second time. Reads always use the table.
     */
    private static final int ENTRY_BYTES = 16;

    final SlotCodec<K> keys;
    private final MapBase base;
    final @Nullable MapTable table;
    final @Nullable MapLog log;

    AbstractKeyed(SlotCodec<K> keys, MapBase base, @Nullable MapTable table, @Nullable MapLog log, int edits) {
        super(edits);
        this.keys = keys;
        this.base = base;
        this.table = table;
        this.log = log;
        VarHandle.releaseFence();
    }

    abstract C version(MapBase newBase, @Nullable MapTable newTable, @Nullable MapLog newLog, int newEdits);

    final C version(MapBase newBase) {
        return version(newBase, null, null, 0);
    }

    /** The empty table of {@code type}; null if small versions lie off the heap. */
    static @Nullable MapTable emptyTable(MapType type) {
        return MapTable.LIMIT == 0 ? null : MapTable.empty(type);
    }

    /** The empty version with the same codecs, without a scope. */
    @SuppressWarnings("unchecked") // C is the class of this
    final C emptied() {
        if (table != null && table.size() + edits == 0 && base.scope() == null) {
            return (C) this;
        }
        MapBase empty = table != null && base.scope() == null ? base : MapBase.empty(type());
        return version(empty, emptyTable(type()), null, 0);
    }

    /** The version of a builder's {@code entries}. */
    final C version(MapEntries entries, @Nullable ScopeState scope) {
        if (entries instanceof MapTable few) {
            return version(base.scope() == scope ? base : MapBase.empty(type(), scope), few, null, 0);
        }
        return version((MapBase) entries);
    }

    /** Whether both have the same codecs. */
    abstract boolean hasSameCodecs(C other);

    /** Whether the value of an entry of {@code in} may leave this process. The caller fences {@code in}. */
    boolean hasPortableValue(MapEntries in, long entry) {
        return true;
    }

    @Override
    final boolean hasPortableElements() {
        MapEntries entries = allEntries();
        try {
            boolean all = true;
            for (EntryCursor cursor = entries.cursor(); all && cursor.advance(); ) {
                all = keys.isPortable(key(entries, cursor.entry()));
                base.check();
                all = all && hasPortableValue(entries, cursor.entry());
                base.check();
            }
            return all;
        } finally {
            Reference.reachabilityFence(entries);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    final MapBase base() {
        return base;
    }

    /** Makes a version of another class. */
    @FunctionalInterface
    interface Maker<H> {
        H make(MapBase base, @Nullable MapTable table, @Nullable MapLog log, int edits);
    }

    /** A version with the same entries, of another class with the same codecs. O(1). */
    final <H> H as(Maker<H> maker) {
        base.check();
        MapBase now = table == null ? newest() : base;
        boolean hasLog = now == base;
        return maker.make(now, table, hasLog ? log : null, hasLog ? edits : 0);
    }

    @Override
    final boolean needsFold() {
        return edits != 0 || table != null;
    }

    @Override
    final MapBase fold() {
        return table == null
                ? MapChange.apply(base, log().edits(edits), base.scope())
                : MapChange.write(base, wholeTable(), edits == 0 && wasMadeReady());
    }

    @Override
    final @Nullable SmallElement smallElement() {
        return edits == 0 && table != null ? new TableElement(table) : null;
    }

    @Override
    final int weight() {
        // without what the log has: other versions add to that, and a weight must not change
        long ofTable = table == null ? 0 : (long) ENTRY_BYTES * table.size() + table.weight();
        return (int) Math.min(ofTable + (long) EDIT_BYTES * edits, Integer.MAX_VALUE);
    }

    /** The table with the pending edits applied. There must be a table. */
    final MapTable wholeTable() {
        MapTable t = Objects.requireNonNull(table);
        return edits == 0 ? t : TableChange.apply(t, log().edits(edits));
    }

    /** All entries. Edits that are pending over a base are written first. The caller fences this version and the result. */
    final MapEntries allEntries() {
        base.check();
        return table == null ? foldedBase() : wholeTable();
    }

    /**
     * All entries, for reading. In contrast to {@link #allEntries}, pending edits stay pending, because each version would have to
     * write them for itself.
     */
    final MapEntries entriesToRead() {
        base.check();
        MapEntries now = underlying();
        return edits == 0 || (table == null && now != base) ? now : new MergedEntries(base, now, log(), edits);
    }

    /** The entries of a version without a table, for comparisons. */
    private MapCompare.Side side() {
        MapBase written = readable();
        return edits == 0 || written != base
                ? new MapCompare.Side(written, null, 0)
                : new MapCompare.Side(base, log, edits);
    }

    /** The entries over which edits are pending; after a fold, all entries. The caller fences this version. */
    final MapEntries underlying() {
        return table == null ? readable() : table;
    }

    /** How this version has its entries on the heap. The base has the plain type. */
    MapType type() {
        return base.type();
    }

    @Override
    final C withBase(MapBase newBase) {
        return version(newBase);
    }

    @Override
    final C withoutScope() {
        base.check();
        if (table != null && !type().bears()) { // else a collection in the table may be confined to the scope
            return version(MapBase.empty(type()), table, log, edits);
        }
        MapBase folded = foldedBase();
        try {
            return version(MapChange.keep(folded));
        } finally {
            Reference.reachabilityFence(folded);
        }
    }

    /** The number of entries. O(1), but each edit since the last call may cost one lookup. */
    public final int size() {
        MapBase whole = wholeBase(); // it may be the base itself, if the edits have no effect
        if (whole != null) {
            return whole.size();
        }
        MapEntries now = underlying();
        if (edits == 0) {
            return now.size();
        }
        try {
            return log().size(base, now, edits);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    final long extent() {
        return size();
    }

    /** Whether this is empty. Cost as {@link #size}. */
    @Override
    public final boolean isEmpty() {
        return underlying().size() <= edits && size() == 0;
    }

    final long hash(Object key) {
        return base.type().hash(key);
    }

    /** The number of the pending edit of a key in {@link #log}; -1 if there is none. */
    final int pending(long hash, long bits, @Nullable Object key) {
        return log == null || (table == null && readable() != base) ? -1 : log.find(hash, bits, key, edits);
    }

    final MapLog log() {
        return Objects.requireNonNull(log);
    }

    /** The key of an entry of {@code entries}, in a version with the same codecs; the caller fences. */
    @SuppressWarnings({"unchecked", "NullAway"}) // decoded by its codec
    final K key(MapEntries entries, long entry) {
        return (K) entries.key(entry);
    }

    final boolean has(K key) {
        Object prepared = keys.prepareKey(key);
        if (edits != 0) {
            return has(0, prepared);
        }
        try {
            return findUnedited(prepared) != 0;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The entry of a prepared key in {@link #underlying}; 0 if there is none. No edits are pending. The caller fences. */
    private long findUnedited(Object prepared) {
        if (table == null) {
            return base.find(prepared); // checks the base once, after a user's code
        }
        base.check();
        return table.find(prepared);
    }

    /** Whether there is an entry for a prepared key. {@link MapType} says when a key is its bits. */
    final boolean has(long bits, @Nullable Object prepared) {
        long hash = base.type().hash(bits, prepared);
        base.check();
        try {
            int change = pending(hash, bits, prepared);
            return change >= 0 ? !log().removes(change) : underlying().find(hash, bits, prepared) != 0;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Calls {@code action}, which may run user code, for each of this version's {@code entries}. */
    final void eachEntry(MapEntries entries, LongConsumer action) {
        try {
            for (EntryCursor cursor = entries.cursor(); cursor.advance(); ) {
                action.accept(cursor.entry());
                base.check();
            }
        } finally {
            Reference.reachabilityFence(entries);
            Reference.reachabilityFence(this);
        }
    }

    /** Whether this has the entries of {@code other}, which has the same codecs, store and size. */
    final boolean hasSameEntries(C other) {
        AbstractKeyed<K, C> that = other; // this type makes the private fields accessible
        base.check();
        that.base.check();
        try {
            if (table != null) {
                return MapCompare.isWithin(wholeTable(), other.entriesToRead());
            }
            return that.table != null
                    ? MapCompare.isWithin(that.wholeTable(), entriesToRead())
                    : MapCompare.equal(side(), that.side());
        } finally {
            Reference.reachabilityFence(this);
            Reference.reachabilityFence(other);
        }
    }
}
