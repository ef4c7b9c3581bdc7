package dev.cairn.internal.trie.vector;

import java.util.Arrays;

/**
 * The keys of a log in order, so that who goes over all elements knows where the next entry is. More keys than a version has do no
 * harm.
 *
 * @param count how many entries these are the keys of
 * @param sorted the keys; one may be there more than once
 */
@SuppressWarnings("ArrayRecordComponent")
record Keys(int count, int[] sorted) {
    /** Those of the first {@code count} of {@code keys}. */
    static Keys of(int[] keys, int count) {
        int[] sorted = Arrays.copyOf(keys, count);
        Arrays.sort(sorted);
        return new Keys(count, sorted);
    }

    /** The smallest key greater than {@code key}; the greatest number if there is none. */
    int after(int key) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == sorted.length ? Integer.MAX_VALUE : sorted[low];
    }
}
