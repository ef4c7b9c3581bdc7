package dev.cairn.internal.trie.map;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Merges a table with edits, side by side in the order of their hashes. */
public final class TableChange {
    private final MapTable source;
    private final EditBatch edits;
    private final int[] order;
    private final int width;
    private final long[] hashes;
    private final @Nullable Object[] cells;
    private int count;
    private boolean changes;
    private long weight;

    private TableChange(MapTable source, EditBatch edits) {
        this.source = source;
        this.edits = edits;
        this.order = MapOrder.of(edits);
        this.width = MapTable.width(source.type());
        this.weight = source.weight;
        int room = source.size() + order.length;
        this.hashes = new long[room];
        this.cells = new @Nullable Object[room * width];
    }

    /** {@code table} after {@code edits}, none of which has the key of an entry in the store. {@code table} itself if nothing changes. */
    public static MapTable apply(MapTable table, EditBatch edits) {
        if (edits.count() == 0) {
            return table;
        }
        try (var _ = table.type().core.hold()) {
            return new TableChange(table, edits).run();
        }
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
        copy(taken, source.size());
        if (!changes) {
            return source;
        }
        boolean isFull = count == hashes.length;
        return new MapTable(
                source.type(),
                isFull ? hashes : Arrays.copyOf(hashes, count),
                isFull ? cells : Arrays.copyOf(cells, count * width),
                weight);
    }

    private int copyBefore(int from, long hash) {
        int end = from;
        while (end < source.size() && Long.compareUnsigned(source.hashes[end], hash) < 0) {
            end++;
        }
        copy(from, end);
        return end;
    }

    private void copy(int from, int to) {
        System.arraycopy(source.hashes, from, hashes, count, to - from);
        System.arraycopy(source.cells, from * width, cells, count * width, (to - from) * width);
        count += to - from;
    }

    /** Adds the entries from {@code at} on that have this hash, after the edits with this hash. Returns the place behind them. */
    private int meet(int at, long hash, int from, int to) {
        int left = to - from;
        int end = at;
        for (; end < source.size() && source.hashes[end] == hash; end++) {
            int met = find(source.keyAt(end), from, to);
            if (met < 0) {
                copy(end, end + 1);
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

    /** The edit of this key, among those from {@code from} to {@code to} that met no entry yet; -1 if there is none. */
    private int find(Object key, int from, int to) {
        for (int i = from; i < to; i++) {
            if (order[i] >= 0 && source.type().keys.isSame(key, edits.key(order[i]))) {
                return i;
            }
        }
        return -1;
    }

    /** Adds the entry at {@code place} after {@code edit}, which has its key. */
    private void change(int place, int edit) {
        long before = MapType.weight(source.keyAt(place), source.valueAt(place));
        if (edits.removes(edit)) {
            changes = true;
            weight -= before;
            return;
        }
        copy(place, place + 1);
        if (width == 2 && !source.keeps(place + 1L, edits.value(edit))) {
            changes = true;
            cells[count * 2 - 2] = edits.key(edit);
            cells[count * 2 - 1] = edits.value(edit);
            weight += MapType.weight(edits.key(edit), edits.value(edit)) - before;
        }
    }

    private void add(long hash, int edit) {
        if (edits.removes(edit)) {
            return;
        }
        changes = true;
        hashes[count] = hash;
        @Nullable Object value = width == 2 ? edits.value(edit) : null;
        cells[count * width] = edits.key(edit);
        if (value != null) {
            cells[count * 2 + 1] = value;
        }
        weight += MapType.weight(edits.key(edit), value);
        count++;
    }
}
