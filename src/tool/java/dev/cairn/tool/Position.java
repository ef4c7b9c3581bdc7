package dev.cairn.tool;

/** The position of a word as one number: the number of the text in the upper half, the offset in characters in the lower half. */
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
