package dev.cairn;

import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.EditLog;
import dev.cairn.internal.trie.map.EditBatch;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapChange;
import dev.cairn.internal.trie.map.MapEntries;
import dev.cairn.internal.trie.map.MapLog;
import dev.cairn.internal.trie.map.MapTable;
import dev.cairn.internal.trie.map.MapType;
import dev.cairn.internal.trie.map.TableChange;
import java.lang.ref.Reference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Common part of maps and sets: makes the version after an edit of one key, or after a batch of edits. */
abstract class EditedKeyed<K extends @Nullable Object, C extends EditedKeyed<K, C>> extends AbstractKeyed<K, C> {
    EditedKeyed(SlotCodec<K> keys, MapBase base, @Nullable MapTable table, @Nullable MapLog log, int edits) {
        super(keys, base, table, log, edits);
    }

    /** This with a prepared value, or none in a set, for a prepared key. */
    final C with(Object key, @Nullable Object value) {
        return with(0, key, 0, value);
    }

    /** As {@link #with(Object, Object)}. {@link MapType} says when the key or the value is its bits. */
    @SuppressWarnings("unchecked") // C is the class of this
    final C with(long keyBits, @Nullable Object key, long valueBits, @Nullable Object value) {
        base().check();
        base().type().check(key, value);
        long hash = base().type().hash(keyBits, key);
        base().check();
        try {
            if (isCopied()) {
                return copy(hash, keyBits, key, valueBits, value);
            }
            int change = pending(hash, keyBits, key);
            boolean isThere =
                    change >= 0 ? log().keeps(change, valueBits, value) : isFound(hash, keyBits, key, valueBits, value);
            return isThere ? (C) this : afterEdit(hash, keyBits, key, valueBits, value, change);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** This with an entry of {@code entries}, which have the same codecs. */
    final C withEntry(MapEntries entries, long entry) {
        MapType type = type();
        return with(
                type.hasKeyBits() ? entries.keyBits(entry) : 0,
                type.hasKeyBits() ? null : entries.preparedKey(entry),
                type.hasValueBits() ? entries.valueBits(entry) : 0,
                type.hasValueBits() ? null : entries.preparedValue(entry));
    }

    /** Whether an edit of this version makes a new table. */
    private boolean isCopied() {
        return log == null && table != null && table.size() <= MapTable.COPIED_MAX;
    }

    @SuppressWarnings("unchecked") // C is the class of this
    private C copy(long hash, long keyBits, @Nullable Object key, long valueBits, @Nullable Object value) {
        MapTable before = Objects.requireNonNull(table);
        MapTable after = before.after(hash, keyBits, key, valueBits, value);
        return after == before ? (C) this : versionOf(after);
    }

    /** Whether an entry with this value is known to exist. Off the heap, only an entry that user code compares is looked up. */
    private boolean isFound(long hash, long keyBits, @Nullable Object key, long valueBits, @Nullable Object value) {
        if (table != null) {
            long entry = table.find(hash, keyBits, key);
            return entry != 0 && table.keeps(entry, valueBits, value);
        }
        MapBase now = readable();
        long entry = now.type().comparesByUserCode(key, value) ? now.find(hash, keyBits, key) : 0;
        return entry != 0 && now.hasValue(entry, valueBits, value);
    }

    /** This without a prepared key. */
    final C without(Object key) {
        return without(0, key);
    }

    /** As {@link #without(Object)}. {@link MapType} says when the key is its bits. */
    @SuppressWarnings("unchecked") // C is the class of this
    final C without(long bits, @Nullable Object key) {
        long hash = base().type().hash(bits, key);
        base().check();
        try {
            if (isCopied()) {
                return copy(hash, bits, key, 0, EditBatch.REMOVED);
            }
            int change = pending(hash, bits, key);
            boolean isAbsent = change >= 0
                    ? log().removes(change)
                    : (table != null || base().type().comparesByUserCode(key, null))
                            && underlying().find(hash, bits, key) == 0;
            return isAbsent ? (C) this : afterEdit(hash, bits, key, 0, EditBatch.REMOVED, change);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The version after an edit of one key; {@code older} is the pending edit of the same key, or -1. */
    private C afterEdit(
            long hash, long keyBits, @Nullable Object key, long valueBits, @Nullable Object value, int older) {
        long weight = MapType.weight(key, value);
        boolean isMuch = weight > Prepared.MUCH || (log != null && !log.hasRoom(weight));
        if (table != null && isMuch) {
            return versionOf(wholeTable().after(hash, keyBits, key, valueBits, value));
        }
        MapBase b = table == null ? newest() : base();
        MapLog l = b == base() ? log : null;
        if (leavesScope(b) || weight > Prepared.MUCH) {
            return apply(MapLog.of(type(), hash, keyBits, key, valueBits, value).edits(1));
        }
        if (l == null || edits == 0) {
            return version(b, table, MapLog.of(type(), hash, keyBits, key, valueBits, value), 1);
        }
        if (!l.hasRoom(weight)) {
            MapLog next = l.restartWith(edits, edits + 1, hash, keyBits, key, valueBits, value);
            return version(foldedBase(), null, next, 1);
        }
        boolean hasTaken = l.claim(edits);
        if (hasTaken && edits < l.capacity()) {
            l.write(edits, hash, keyBits, key, valueBits, value, older);
            return version(b, table, l, edits + 1);
        }
        int limit = table == null ? MapLog.limit(b.size()) : MapTable.CHANGES_MAX;
        if (edits < limit && (hasTaken || edits <= EditLog.FEW || l.claimCopy(edits))) {
            MapLog copy = l.copyWith(edits, limit, hash, keyBits, key, valueBits, value, older);
            return version(b, table, copy, edits + 1);
        }
        if (table == null) {
            MapLog next = l.restartWith(edits, limit, hash, keyBits, key, valueBits, value);
            return version(foldedBase(), null, next, 1);
        }
        return versionOf(wholeTable().after(hash, keyBits, key, valueBits, value));
    }

    /** This version, if {@code made}, which was derived from it, has the same table; else {@code made}. */
    @SuppressWarnings("unchecked") // C is the class of this
    final C orThis(C made) {
        AbstractKeyed<K, C> other = made;
        return table != null
                        && other.table == table
                        && edits == 0
                        && other.base().scope() == base().scope()
                ? (C) this
                : made;
    }

    /** The version with the entries {@code all}. They are written if they are many or large. */
    private C versionOf(MapTable all) {
        MapBase from = leavesScope(base()) ? MapBase.empty(type(), core().scope()) : base();
        return all.isTooLarge() ? version(MapChange.write(from, all, false)) : version(from, all, null, 0);
    }

    /** The version after {@code changes}; this version if they have no effect. */
    @SuppressWarnings("unchecked") // C is the class of this
    final C apply(EditBatch changes) {
        if (table != null && !changes.hasEntries()) {
            MapTable whole = wholeTable();
            MapTable next = TableChange.apply(whole, changes);
            return next == whole ? (C) this : versionOf(next);
        }
        MapBase folded = foldedBase();
        try {
            MapBase next = changes.count() == 0 ? folded : MapChange.apply(folded, changes);
            return next == folded ? (C) this : version(next);
        } finally {
            Reference.reachabilityFence(folded);
        }
    }
}
