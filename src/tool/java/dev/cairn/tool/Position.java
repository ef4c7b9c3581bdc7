package dev.cairn.tool;

/** Where a word stands, as one number: which text in the upper half, and at which of its characters in the lower. */
final class Position {
    private Position() {}

    static long of(int text, int offset) {
        return (long) text << Integer.SIZE | offset;
    }

    static int text(long position) {
        return (int) (position >>> Integer.SIZE);
    }

    static int offset(long position) {
        return (int) position;
    }
}
