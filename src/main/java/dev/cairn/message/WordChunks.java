package dev.cairn.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Collects written words in arrays on the heap, and copies them into one array at the end. Arrays of the longest size are used again. */
final class WordChunks implements LongConsumer {
    /** The most words of an array. */
    static final int MOST = Integer.MAX_VALUE - Long.BYTES;

    private static final int FIRST = 32;
    private static final int LONGEST = 1 << 13;
    private static final Queue<long[]> SPARE = new ArrayBlockingQueue<>(16);

    private final List<long[]> full = new ArrayList<>();
    private long[] chunk = new long[FIRST];
    private int used;
    private int before;

    @Override
    public void accept(long word) {
        if (used == chunk.length) {
            next();
        }
        chunk[used++] = word;
    }

    private void next() {
        full.add(chunk);
        before += used;
        int length = Math.min(2 * used, LONGEST);
        long @Nullable [] spare = length == LONGEST ? SPARE.poll() : null;
        chunk = spare != null ? spare : new long[length];
        used = 0;
    }

    /** The words that were written. No other call may follow. */
    long[] finish() {
        long[] words = new long[before + used];
        full.add(chunk);
        int at = 0;
        for (long[] some : full) {
            System.arraycopy(some, 0, words, at, Math.min(some.length, words.length - at));
            at += some.length;
            if (some.length == LONGEST) {
                SPARE.offer(some);
            }
        }
        return words;
    }
}
