package dev.cairn.internal.trie.map;

import java.util.Arrays;

/**
 * A cursor over pending edits of a log, in the order of their hashes; for each key only the newest edit. It reads no further than it is
 * asked.
 */
final class LogCursor {
    /*
     * The heads of the log are in the order of the hashes, so only the edits of one head are sorted here. Edits with equal hashes stay in the
     * order in which they were made.
     */
    private static final int FEW = 4;
    private static final int MANY = 64;

    private final MapLog log;
    private final int count;
    private int head;
    private int[] ofHead = new int[FEW];
    private int next = FEW;

    /** Before the first {@code count} edits of {@code log}. */
    LogCursor(MapLog log, int count) {
        this.log = log;
        this.count = count;
    }

    /** Whether the next edit has a hash of at most {@code hash}. */
    boolean hasUpTo(long hash) {
        int last = log.headOf(hash);
        while (next == ofHead.length && head <= last) {
            enter(head++);
        }
        return next < ofHead.length && Long.compareUnsigned(log.hash(ofHead[next]), hash) <= 0;
    }

    /** The next edit, after {@link #hasUpTo} said that there is one. */
    int peek() {
        return ofHead[next];
    }

    void pass() {
        next++;
    }

    /**
     * Removes the edit of the key of {@code entry} in {@code in} from the next edits with its hash, and returns it; -1 if there is none.
     */
    int take(MapEntries in, long entry) {
        long hash = log.hash(ofHead[next]);
        for (int i = next; i < ofHead.length && log.hash(ofHead[i]) == hash; i++) {
            int change = ofHead[i];
            if (in.hasKey(entry, log.keyBits(change), log.key(change))) {
                System.arraycopy(ofHead, next, ofHead, next + 1, i - next);
                next++;
                return change;
            }
        }
        return -1;
    }

    /** Sorts the edits of a head. */
    private void enter(int newHead) {
        for (int change = log.newestOf(newHead, count); change >= 0; change = log.olderOf(change)) {
            if (!log.isReplaced(change, count)) {
                add(change);
            }
        }
        if (ofHead.length - next > MANY) {
            sortMany();
        }
        for (int i = next + 1; i < ofHead.length; i++) {
            sortIn(i);
        }
    }

    private void sortMany() {
        int[] sorted = Arrays.stream(ofHead, next, ofHead.length)
                .boxed()
                .sorted((a, b) -> Long.compareUnsigned(log.hash(a), log.hash(b)))
                .mapToInt(Integer::intValue)
                .toArray();
        System.arraycopy(sorted, 0, ofHead, next, sorted.length);
    }

    private void add(int change) {
        if (next == 0) {
            next = ofHead.length;
            int[] more = new int[next * 2];
            System.arraycopy(ofHead, 0, more, next, next);
            ofHead = more;
        }
        ofHead[--next] = change;
    }

    private void sortIn(int from) {
        int change = ofHead[from];
        int place = from;
        for (; place > next && log.isBefore(change, ofHead[place - 1]); place--) {
            ofHead[place] = ofHead[place - 1];
        }
        ofHead[place] = change;
    }
}
