package dev.cairn.internal.trie.map;

import java.util.Arrays;

/** Goes over the first changes of a log, of each key the newest, in the order of the hashes; looks no further than it is asked to. */
final class ChangeCursor {
    /*
     * From head to head of the log, changes stand in order, so only those of one head are sorted here: those whose hashes are equal as
     * they were made.
     */
    private static final int FEW = 4;
    private static final int MANY = 64;

    private final MapLog log;
    private final int count;
    private int head;
    private int[] ofHead = new int[FEW];
    private int next = FEW;

    /** Before the first {@code count} changes of {@code log}. */
    ChangeCursor(MapLog log, int count) {
        this.log = log;
        this.count = count;
    }

    /** Whether a change is to come whose hash is at most {@code hash}. */
    boolean hasUpTo(long hash) {
        int last = log.headOf(hash);
        while (next == ofHead.length && head <= last) {
            enter(head++);
        }
        return next < ofHead.length && Long.compareUnsigned(log.hash(ofHead[next]), hash) <= 0;
    }

    /** The change that is to come, if {@link #hasUpTo} said that there is one. */
    int peek() {
        return ofHead[next];
    }

    void pass() {
        next++;
    }

    /** Passes over the change of the key that {@code entry} of {@code in} has, of those to come with its hash; -1 if there is none. */
    int take(MapEntries in, long entry) {
        long hash = log.hash(ofHead[next]);
        for (int i = next; i < ofHead.length && log.hash(ofHead[i]) == hash; i++) {
            int change = ofHead[i];
            if (in.hasKey(entry, log.key(change))) {
                System.arraycopy(ofHead, next, ofHead, next + 1, i - next);
                next++;
                return change;
            }
        }
        return -1;
    }

    /** Puts the changes of a head behind each other. */
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
