package dev.cairn.message;

/** The words of an array, which nobody changes. */
final class Words implements WordSource {
    /** The longest there may be. */
    static final int MOST = Integer.MAX_VALUE - Long.BYTES;

    private final long[] words;

    Words(long[] words) {
        this.words = words;
    }

    @Override
    public long size() {
        return words.length;
    }

    @Override
    public long word(long index) {
        return words[(int) index];
    }
}
