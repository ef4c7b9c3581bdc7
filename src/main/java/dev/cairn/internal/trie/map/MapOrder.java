package dev.cairn.internal.trie.map;

import java.util.Arrays;
import java.util.Comparator;

/** Sorts edits by their hashes, and leaves out all but the last edit of a key. */
final class MapOrder {
    /** Up to so many edits are sorted by insertion. */
    private static final int FEW = 8;

    private final EditBatch edits;
    private final int[] order;
    private int count;

    private MapOrder(EditBatch edits) {
        this.edits = edits;
        this.order = new int[edits.count()];
    }

    /** The edits that count, by their hashes as unsigned numbers. O(n log n), unless many hashes are equal. */
    static int[] of(EditBatch edits) {
        MapOrder sorted = new MapOrder(edits);
        if (sorted.order.length <= FEW) {
            sorted.sortFew();
        } else {
            sorted.sort();
        }
        return sorted.count == sorted.order.length ? sorted.order : Arrays.copyOf(sorted.order, sorted.count);
    }

    private void sortFew() {
        for (int i = 0; i < order.length; i++) {
            if (!edits.isReplaced(i)) {
                insert(i);
            }
        }
    }

    /** Inserts an edit behind those with lower or equal hashes, or replaces the edit of the same key. */
    private void insert(int edit) {
        long hash = edits.hash(edit);
        int place = count;
        while (place > 0 && Long.compareUnsigned(edits.hash(order[place - 1]), hash) > 0) {
            place--;
        }
        for (int i = place; i > 0 && edits.hash(order[i - 1]) == hash; i--) {
            if (edits.haveSameKey(order[i - 1], edit)) {
                order[i - 1] = edit;
                return;
            }
        }
        System.arraycopy(order, place, order, place + 1, count - place);
        order[place] = edit;
        count++;
    }

    /** Sorts by the upper bits of the hashes, with the edit's number in the lower bits. Then sorts the edits whose upper bits are equal. */
    private void sort() {
        int lower = Integer.SIZE - Integer.numberOfLeadingZeros(order.length - 1);
        long mask = (1L << lower) - 1;
        long[] sorted = new long[order.length];
        int n = 0;
        for (int i = 0; i < order.length; i++) {
            if (!edits.isReplaced(i)) {
                sorted[n++] = ((edits.hash(i) & ~mask) | i) ^ Long.MIN_VALUE;
            }
        }
        Arrays.sort(sorted, 0, n);
        for (int from = 0, to = 1; from < n; from = to++) {
            while (to < n && (sorted[from] ^ sorted[to]) >>> lower == 0) {
                to++;
            }
            if (to - from == 1) {
                order[count++] = (int) (sorted[from] & mask);
            } else {
                addAlike(sorted, from, to, mask);
            }
        }
    }

    private void addAlike(long[] sorted, int from, int to, long mask) {
        Integer[] alike = new Integer[to - from];
        for (int i = from; i < to; i++) {
            alike[i - from] = (int) (sorted[i] & mask);
        }
        Arrays.sort(alike, Comparator.comparingLong((Integer i) -> edits.hash(i) ^ Long.MIN_VALUE));
        int first = count;
        for (int edit : alike) {
            if (edits.hash(edit) != edits.hash(order[first])) {
                first = count;
            }
            add(edit, first);
        }
    }

    /** Adds an edit behind those with its hash, which begin at {@code first}, or replaces the edit of the same key. */
    private void add(int edit, int first) {
        for (int i = first; i < count; i++) {
            if (edits.haveSameKey(order[i], edit)) {
                order[i] = edit;
                return;
            }
        }
        order[count++] = edit;
    }
}
