package dev.cairn.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Words on the heap as they are written: in arrays that are copied once, at the end, and the longest used again. */
final class WordChunks implements WordSink {
    private static final int FIRST = 32;
    private static final int LONGEST = 1 << 13;
    private static final Queue<long[]> SPARE = new ArrayBlockingQueue<>(16);

    private final List<long[]> full = new ArrayList<>();
    private long[] chunk = new long[FIRST];
    private int used;
    private int before;

    @Override
    public void put(long word) {
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

    /** The words that were written; the last call. */
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
