package dev.cairn.internal.trie.map;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The hashes of some tables that were made before. Small tables with the same keys, as records have, share one array of hashes. */
final class SharedHashes {
    /*
     * The size and the first hash choose the place. An array replaces another one only once in many misses: threads that make tables of
     * ever new keys would wait for one another's writes. Nobody changes an array that is here, and places are written with release and read
     * with acquire, so a reader sees its content.
     */
    private static final int PLACES = 64;
    private static final int SIZE_MAX = 16;
    private static final int MISSES = 64;
    private static final int SPREAD = 27;

    private final AtomicReferenceArray<long @Nullable []> places = new AtomicReferenceArray<>(PLACES);

    /** An array of the first {@code count} hashes, which nobody may change. */
    long[] of(long[] hashes, int count) {
        if (count == 0 || count > SIZE_MAX) {
            return exactly(hashes, count);
        }
        int place = ((int) hashes[0] + SPREAD * count) & (PLACES - 1);
        long[] known = places.getAcquire(place);
        if (known != null && Arrays.equals(known, 0, known.length, hashes, 0, count)) {
            return known;
        }
        long[] own = exactly(hashes, count);
        if (known == null || ThreadLocalRandom.current().nextInt(MISSES) == 0) {
            places.setRelease(place, own);
        }
        return own;
    }

    private static long[] exactly(long[] hashes, int count) {
        return count == hashes.length ? hashes : Arrays.copyOf(hashes, count);
    }
}
