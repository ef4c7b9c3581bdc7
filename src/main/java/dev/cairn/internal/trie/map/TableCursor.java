package dev.cairn.internal.trie.map;

import org.jspecify.annotations.Nullable;

/** Goes over the entries of a table in the order of the trie that it would be written as. */
final class TableCursor implements EntryCursor {
    private final int @Nullable [] order;
    private int next;
    private final int end;

    /** Over the places from {@code next} to {@code end} of {@code order}, or if that is null, those of the table. */
    TableCursor(int @Nullable [] order, int next, int end) {
        this.order = order;
        this.next = next;
        this.end = end;
    }

    @Override
    public long remaining() {
        return (long) end - next;
    }

    @Override
    public long entry() {
        return 1L + (order == null ? next - 1 : order[next - 1]);
    }

    @Override
    public boolean advance() {
        if (next == end) {
            return false;
        }
        next++;
        return true;
    }

    @Override
    public @Nullable TableCursor trySplit() {
        if (end - next < 2) {
            return null;
        }
        int middle = (next + end) >>> 1;
        TableCursor prefix = new TableCursor(order, next, middle);
        next = middle;
        return prefix;
    }

    /** The places of a table's entries, those of a node before its children; null if that is their order in the table. */
    static int @Nullable [] order(MapTable table) {
        int size = table.hashes.length;
        int width = table.type().bits;
        for (int i = 1; i < size; i++) {
            if (((table.hashes[i - 1] ^ table.hashes[i]) >>> -width) == 0) {
                Walk walk = new Walk(table.hashes, width);
                walk.node(0, size, 0);
                return walk.order;
            }
        }
        return null;
    }

    /** Goes down the trie that is not there. */
    private static final class Walk {
        private final long[] hashes;
        private final int bits;
        private final int[] order;
        private int count;

        Walk(long[] hashes, int bits) {
            this.hashes = hashes;
            this.bits = bits;
            this.order = new int[hashes.length];
        }

        private int groupEnd(int from, int to, int shift) {
            int end = from + 1;
            while (end < to && (hashes[from] ^ hashes[end]) << shift >>> -bits == 0) {
                end++;
            }
            return end;
        }

        void node(int from, int to, int shift) {
            if (hashes[from] == hashes[to - 1]) {
                for (int i = from; i < to; i++) {
                    order[count++] = i;
                }
                return;
            }
            for (int i = from, end; i < to; i = end) {
                end = groupEnd(i, to, shift);
                if (end == i + 1) {
                    order[count++] = i;
                }
            }
            for (int i = from, end; i < to; i = end) {
                end = groupEnd(i, to, shift);
                if (end > i + 1) {
                    node(i, end, shift + bits);
                }
            }
        }
    }
}
