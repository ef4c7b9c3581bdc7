package dev.cairn.internal.trie.map;

import java.util.Arrays;
import java.util.Objects;
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
            MapTable overwritten = overwritten(table, edits);
            return overwritten != null ? overwritten : new TableChange(table, edits).run();
        }
    }

    /** {@code table} after {@code edits}, with the same hashes, if each edit puts a key that is there; else null. */
    private static @Nullable MapTable overwritten(MapTable table, EditBatch edits) {
        boolean hasValues = MapTable.width(table.type()) == 2;
        @Nullable Object[] cells = table.cells;
        long weight = table.weight;
        int changed = 0;
        for (int i = 0; i < edits.count(); i++) {
            if (edits.isReplaced(i)) {
                continue;
            }
            long entry = edits.removes(i) ? 0 : table.find(edits.hash(i), edits.key(i));
            if (entry == 0) {
                return null;
            }
            boolean keeps = !hasValues || table.keeps(entry, edits.value(i));
            if (keeps && changed == 0) {
                continue;
            }
            int at = 2 * ((int) entry - 1);
            boolean differed = differ(cells, table.cells, at + 1);
            cells = isOne(cells, table.cells) ? table.cells.clone() : cells;
            weight -= MapType.weight(Objects.requireNonNull(cells[at]), cells[at + 1]);
            cells[at] = keeps ? table.cells[at] : edits.key(i);
            cells[at + 1] = keeps ? table.cells[at + 1] : edits.value(i);
            weight += MapType.weight(Objects.requireNonNull(cells[at]), cells[at + 1]);
            changed += (keeps ? 0 : 1) - (differed ? 1 : 0);
        }
        return changed == 0 ? table : new MapTable(table.type(), table.hashes, cells, weight);
    }

    @SuppressWarnings({"ReferenceEquality", "ArrayEquals"}) // the same array
    private static boolean isOne(@Nullable Object[] cells, @Nullable Object[] before) {
        return cells == before;
    }

    @SuppressWarnings("ReferenceEquality") // whether one was put there
    private static boolean differ(@Nullable Object[] cells, @Nullable Object[] before, int at) {
        return cells[at] != before[at];
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
