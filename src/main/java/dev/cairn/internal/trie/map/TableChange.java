package dev.cairn.internal.trie.map;

import org.jspecify.annotations.Nullable;

/** Merges a table with edits, side by side in the order of their hashes. */
public final class TableChange {
    private final MapTable source;
    private final EditBatch edits;
    private final int[] order;
    private final TableDraft merged;
    private boolean changes;
    private long weight;

    private TableChange(MapTable source, EditBatch edits) {
        this.source = source;
        this.edits = edits;
        this.order = MapOrder.of(edits);
        this.weight = source.weight;
        this.merged = new TableDraft(source.type(), source.size() + order.length);
    }

    /** {@code table} after {@code edits}, none of which has the key of an entry in the store. {@code table} itself if nothing changes. */
    public static MapTable apply(MapTable table, EditBatch edits) {
        if (edits.count() == 0) {
            return table;
        }
        try (var _ = table.type().core.hold()) {
            MapTable overwritten = overwritten(table, edits);
            return overwritten != null ? overwritten : new TableChange(table, edits).run();
        }
    }

    /** {@code table} after {@code edits}, with the same hashes, if each edit puts a key that is there; else null. */
    private static @Nullable MapTable overwritten(MapTable table, EditBatch edits) {
        Overwriting made = new Overwriting(table);
        for (int i = 0; i < edits.count(); i++) {
            if (!edits.isReplaced(i) && !made.accepts(edits, i)) {
                return null;
            }
        }
        return made.table();
    }

    private MapTable run() {
        int taken = 0;
        for (int from = 0, to; from < order.length; from = to) {
            to = from + 1;
            long hash = edits.hash(order[from]);
            while (to < order.length && edits.hash(order[to]) == hash) {
                to++;
            }
            taken = copyBefore(taken, hash);
            taken = meet(taken, hash, from, to);
        }
        source.copyTo(merged, taken, source.size());
        if (!changes) {
            return source;
        }
        return MapTable.of(merged, weight);
    }

    private int copyBefore(int from, long hash) {
        int end = from;
        while (end < source.size() && Long.compareUnsigned(source.hashes[end], hash) < 0) {
            end++;
        }
        source.copyTo(merged, from, end);
        return end;
    }

    /** Adds the entries from {@code at} on that have this hash, after the edits with this hash. Returns the place behind them. */
    private int meet(int at, long hash, int from, int to) {
        int left = to - from;
        int end = at;
        for (; end < source.size() && source.hashes[end] == hash; end++) {
            int met = find(end, from, to);
            if (met < 0) {
                source.copyTo(merged, end, end + 1);
            } else {
                change(end, order[met]);
                order[met] = -1 - order[met];
                left--;
            }
        }
        for (int i = from; left > 0 && i < to; i++) {
            if (order[i] >= 0) {
                add(hash, order[i]);
                left--;
            }
        }
        return end;
    }

    /** The edit of the key at {@code place}, among those from {@code from} to {@code to} that met no entry yet; -1 if there is none. */
    private int find(int place, int from, int to) {
        for (int i = from; i < to; i++) {
            if (order[i] >= 0 && source.hasKey(place + 1L, edits.keyBits(order[i]), edits.key(order[i]))) {
                return i;
            }
        }
        return -1;
    }

    /** Adds the entry at {@code place} after {@code edit}, which has its key. */
    private void change(int place, int edit) {
        long before = source.weight(place);
        if (edits.removes(edit)) {
            changes = true;
            weight -= before;
            return;
        }
        source.copyTo(merged, place, place + 1);
        if (!source.keeps(place + 1L, edits.valueBits(edit), edits.value(edit))) {
            changes = true;
            merged.replaceLast(edits.keyBits(edit), edits.key(edit), edits.valueBits(edit), edits.value(edit));
            weight += MapType.weight(edits.key(edit), edits.value(edit)) - before;
        }
    }

    private void add(long hash, int edit) {
        if (edits.removes(edit)) {
            return;
        }
        changes = true;
        merged.add(hash, edits.keyBits(edit), edits.key(edit), edits.valueBits(edit), edits.value(edit));
        weight += MapType.weight(edits.key(edit), edits.value(edit));
    }

    /** Puts values in the place of those of a table. The new table has the same hashes. */
    private static final class Overwriting {
        private final MapTable source;
        private final MapType type;
        private @Nullable Object[] cells;
        private long[] bits;
        private long weight;

        /** How many entries have another value. The arrays are those of the source as long as none has had one. */
        private int changed;

        Overwriting(MapTable source) {
            this.source = source;
            this.type = source.type();
            this.cells = source.cells;
            this.bits = source.bits;
            this.weight = source.weight;
        }

        /** Makes an edit. Returns false if it does not put a key that is there. */
        boolean accepts(EditBatch edits, int edit) {
            long entry = edits.removes(edit) ? 0 : source.find(edits.hash(edit), edits.keyBits(edit), edits.key(edit));
            if (entry == 0) {
                return false;
            }
            boolean keeps = source.keeps(entry, edits.valueBits(edit), edits.value(edit));
            if (!keeps || changed > 0) {
                copyOnce();
                int index = (int) entry - 1;
                changed += (keeps ? 0 : 1) - (differs(index) ? 1 : 0);
                if (keeps) {
                    put(
                            index,
                            source.keyBitsAt(index),
                            source.keyAt(index),
                            source.valueBitsAt(index),
                            source.valueAt(index));
                } else {
                    put(index, edits.keyBits(edit), edits.key(edit), edits.valueBits(edit), edits.value(edit));
                }
            }
            return true;
        }

        @SuppressWarnings({"ReferenceEquality", "ArrayEquals"}) // the same array
        private void copyOnce() {
            if (cells == source.cells && bits == source.bits) {
                cells = cells.length == 0 ? cells : cells.clone();
                bits = bits.length == 0 ? bits : bits.clone();
            }
        }

        /** Whether the entry {@code index} has another value already. */
        @SuppressWarnings("ReferenceEquality") // whether one was put there
        private boolean differs(int index) {
            int at = index * type.objects + type.objects - 1;
            return type.hasValueBits()
                    ? bits[2 * index + 1] != source.bits[2 * index + 1]
                    : cells[at] != source.cells[at];
        }

        private void put(int index, long keyBits, @Nullable Object key, long valueBits, @Nullable Object value) {
            int at = index * type.objects + type.objects - 1;
            Object before = type.hasValueBits() ? null : cells[at];
            weight += MapType.weight(key, value) - MapType.weight(type.hasKeyBits() ? null : cells[at - 1], before);
            TableDraft.put(type, cells, bits, index, keyBits, key, valueBits, value);
        }

        /** The table after the edits; the source if nothing changed. */
        MapTable table() {
            return changed == 0 ? source : new MapTable(type, source.hashes, cells, bits, weight);
        }
    }
}
