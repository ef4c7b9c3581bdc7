package dev.cairn.internal.trie.map;

import org.jspecify.annotations.Nullable;

/** Goes over entries and the changes that wait for them, side by side; is one entry ahead, so that it knows whether there is one. */
final class MergedCursor implements EntryCursor {
    private final MergedEntries all;
    private final MapEntries ground;
    private final MapLog log;
    private final EntryCursor below;
    private final ChangeCursor changes;
    private boolean isAtEntry;
    private long entry;
    private long following;
    private int passed;

    /** Over {@code all}, which are those of {@code ground} after the first {@code count} changes of {@code log}. */
    MergedCursor(MergedEntries all, MapEntries ground, MapLog log, int count) {
        this.all = all;
        this.ground = ground;
        this.log = log;
        this.below = ground.cursor();
        this.changes = new ChangeCursor(log, count);
        this.isAtEntry = below.advance();
        this.following = seek();
    }

    @Override
    public boolean hasNext() {
        return following != 0;
    }

    @Override
    public long remaining() {
        return following == 0 ? 0 : all.size() - passed;
    }

    @Override
    public long entry() {
        return entry;
    }

    @Override
    public boolean advance() {
        if (following == 0) {
            return false;
        }
        entry = following;
        following = seek();
        passed++;
        return true;
    }

    /** The next entry, 0 if there is none. */
    private long seek() {
        while (isAtEntry) {
            long hash = ground.hash(below.entry());
            if (!changes.hasUpTo(hash)) {
                return pass();
            }
            long next = log.hash(changes.peek()) == hash ? meet() : added();
            if (next != 0) {
                return next;
            }
        }
        while (changes.hasUpTo(-1L)) {
            long next = added();
            if (next != 0) {
                return next;
            }
        }
        return 0;
    }

    private long pass() {
        long passing = below.entry();
        isAtEntry = below.advance();
        return passing;
    }

    /** The present entry below after the change of its key, if there is one. */
    private long meet() {
        int change = changes.take(ground, below.entry());
        long passing = pass();
        return change < 0 ? passing : all.after(passing, change);
    }

    /** The entry that the next change adds, 0 if it removes what is not there. */
    private long added() {
        int change = changes.peek();
        changes.pass();
        return all.after(0, change);
    }

    /** Half of what is to come, in an array. */
    @Override
    public @Nullable EntryCursor trySplit() {
        long[] half = new long[(int) (remaining() / 2)];
        for (int i = 0; i < half.length; i++) {
            advance();
            half[i] = entry;
        }
        return half.length == 0 ? null : new TableCursor(half, 0, half.length);
    }
}
