package dev.cairn.internal.trie.map;

import org.jspecify.annotations.Nullable;

/** A cursor over the entries of a table, which have the numbers from one on, or over the numbers in an array. */
final class TableCursor implements EntryCursor {
    private final long @Nullable [] entries;
    private int next;
    private final int end;

    /** Over the first {@code size} entries of a table. */
    TableCursor(int size) {
        this(null, 0, size);
    }

    /** Over the places {@code next} to {@code end} of {@code entries}; of a table if that is null. */
    TableCursor(long @Nullable [] entries, int next, int end) {
        this.entries = entries;
        this.next = next;
        this.end = end;
    }

    @Override
    public boolean hasNext() {
        return next < end;
    }

    @Override
    public long remaining() {
        return (long) end - next;
    }

    @Override
    public long entry() {
        return entries == null ? next : entries[next - 1];
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
        TableCursor prefix = new TableCursor(entries, next, middle);
        next = middle;
        return prefix;
    }
}
