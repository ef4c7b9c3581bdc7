package dev.cairn.message;

import java.util.Arrays;

/** Words on the heap, which grow as they are written. */
final class Words implements WordSink, WordSource {
    /** The longest there may be. */
    static final int MOST = Integer.MAX_VALUE - Long.BYTES;

    private static final int FIRST = 32;

    private long[] words;
    private int size;

    Words() {
        this.words = new long[FIRST];
    }

    /** The words of an array, which nobody changes. */
    Words(long[] words) {
        this.words = words;
        this.size = words.length;
    }

    @Override
    public void put(long word) {
        if (size == words.length) {
            words = Arrays.copyOf(words, Math.clamp(2L * size, FIRST, MOST));
        }
        words[size++] = word;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long word(long index) {
        return words[(int) index];
    }

    long[] toArray() {
        return Arrays.copyOf(words, size);
    }
}
