package dev.cairn.internal.trie.map;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The entries of a base or a table merged with pending edits. Reading them writes nothing. */
public final class MergedEntries implements MapEntries {
    /*
     * Layout of the number of an entry that an edit makes. The other entries have their numbers in the ground.
     *
     *      63  62      40 39                              0
     *     +---+----------+---------------------------------+
     *     | 1 |   edit   | offset of the stored entry      |
     *     |   |          | whose key it keeps; 0: none     |
     *     +---+----------+---------------------------------+
     */
    private static final int CHANGE_SHIFT = 40;
    private static final long OFFSET_MASK = (1L << CHANGE_SHIFT) - 1;

    private final MapBase base;
    private final MapEntries ground;
    private final MapLog log;
    private final int count;
    private final MapType type;

    /** The entries of {@code ground}, which is {@code base} or a table beside it, after the first {@code count} edits of {@code log}. */
    public MergedEntries(MapBase base, MapEntries ground, MapLog log, int count) {
        this.base = base;
        this.ground = ground;
        this.log = log;
        this.count = count;
        this.type = log.type();
    }

    @Override
    public MapType type() {
        return type;
    }

    /** Looks up the key of each edit once, for all versions that share the log. */
    @Override
    public int size() {
        return log.size(base, ground, count);
    }

    @Override
    public EntryCursor cursor() {
        return new MergedCursor(this, ground, log, count);
    }

    /** The number of {@code entry} of the ground (0: none) after an edit of its key; 0 if the key is removed. */
    long after(long entry, int change) {
        if (log.removes(change)) {
            return 0;
        }
        if (entry != 0 && ground.keeps(entry, log.valueBits(change), log.value(change))) {
            return entry;
        }
        long kept = entry != 0 && ground instanceof MapBase ? type.memory.offset(entry) : 0;
        return Long.MIN_VALUE | (long) change << CHANGE_SHIFT | kept;
    }

    private static boolean isBelow(long entry) {
        return entry > 0;
    }

    private static int change(long entry) {
        return (int) ((entry & Long.MAX_VALUE) >>> CHANGE_SHIFT);
    }

    @Override
    public long find(long hash, long bits, @Nullable Object preparedKey) {
        int change = log.find(hash, bits, preparedKey, count);
        long entry = ground.find(hash, bits, preparedKey);
        return change < 0 ? entry : after(entry, change);
    }

    @Override
    public @Nullable Object key(long entry) {
        if (isBelow(entry)) {
            return ground.key(entry);
        }
        long kept = entry & OFFSET_MASK;
        return kept == 0 ? type.keys.restore(preparedKey(entry)) : ground.key(type.memory.atOffset(kept));
    }

    @Override
    public @Nullable Object value(long entry) {
        return isBelow(entry)
                ? ground.value(entry)
                : Objects.requireNonNull(type.values).restore(Objects.requireNonNull(preparedValue(entry)));
    }

    @Override
    public Object preparedKey(long entry) {
        return isBelow(entry) ? ground.preparedKey(entry) : log.preparedKey(change(entry));
    }

    @Override
    public @Nullable Object preparedValue(long entry) {
        return isBelow(entry) ? ground.preparedValue(entry) : log.preparedValue(change(entry));
    }

    @Override
    public long keyBits(long entry) {
        return isBelow(entry) ? ground.keyBits(entry) : log.longKey(change(entry));
    }

    @Override
    public long valueBits(long entry) {
        return isBelow(entry) ? ground.valueBits(entry) : log.longValue(change(entry));
    }

    @Override
    public long hash(long entry) {
        return isBelow(entry) ? ground.hash(entry) : log.hash(change(entry));
    }

    @Override
    public long keyHash(long entry, long seed) {
        if (isBelow(entry)) {
            return ground.keyHash(entry, seed);
        }
        int change = change(entry);
        return type.keyHash(log.keyBits(change), log.key(change), seed);
    }

    @Override
    public long valueHash(long entry, long seed) {
        if (isBelow(entry)) {
            return ground.valueHash(entry, seed);
        }
        int change = change(entry);
        return type.valueHash(log.valueBits(change), log.value(change), seed);
    }

    @Override
    public boolean hasKey(long entry, long bits, @Nullable Object preparedKey) {
        return isBelow(entry) ? ground.hasKey(entry, bits, preparedKey) : log.hasKey(change(entry), bits, preparedKey);
    }

    @Override
    public boolean hasValue(long entry, long bits, @Nullable Object preparedValue) {
        return isBelow(entry)
                ? ground.hasValue(entry, bits, preparedValue)
                : log.puts(change(entry), bits, preparedValue);
    }

    @Override
    public void putInto(EditBatch to, long entry) {
        if (isBelow(entry)) {
            ground.putInto(to, entry);
        } else {
            int change = change(entry);
            to.put(log.hash(change), log.keyBits(change), log.key(change), log.valueBits(change), log.value(change));
        }
    }

    @Override
    public void removeFrom(EditBatch from, long entry) {
        if (isBelow(entry)) {
            ground.removeFrom(from, entry);
        } else {
            int change = change(entry);
            from.remove(log.hash(change), log.keyBits(change), log.key(change));
        }
    }

    /**
     * Goes over the entries of the ground and the edits side by side. It is one entry ahead, so that it knows whether there is a next one.
     */
    private static final class MergedCursor implements EntryCursor {
        private final MergedEntries all;
        private final MapEntries ground;
        private final MapLog log;
        private final EntryCursor below;
        private final LogCursor changes;
        private boolean isAtEntry;
        private long entry;
        private long following;
        private int passed;

        /** Over {@code all}: the entries of {@code ground} after the first {@code count} edits of {@code log}. */
        MergedCursor(MergedEntries all, MapEntries ground, MapLog log, int count) {
            this.all = all;
            this.ground = ground;
            this.log = log;
            this.below = ground.cursor();
            this.changes = new LogCursor(log, count);
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

        /** The next entry; 0 if there is none. */
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

        /** The present entry of the ground, after the edit of its key if there is one. */
        private long meet() {
            int change = changes.take(ground, below.entry());
            long passing = pass();
            return change < 0 ? passing : all.after(passing, change);
        }

        /** The entry that the next edit adds; 0 if it removes a key that is not there. */
        private long added() {
            int change = changes.peek();
            changes.pass();
            return all.after(0, change);
        }

        /** Half of the remaining entries, in an array. */
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
}
