package dev.cairn.message;

/** The first word of a value of Wota. */
final class Preamble {
    /*
     * Layout
     *
     *     63                                      8 7        0
     *     +----------------------------------------+----------+
     *     |                   n                    |   type   |
     *     +----------------------------------------+----------+
     */
    static final int INTEGER = 0;
    static final int FLOATING = 1;
    static final int ARRAY = 2;
    static final int RECORD = 3;
    static final int BLOB = 4;
    static final int TEXT = 5;
    static final int COLLECTION = 6;
    static final int SYMBOL = 7;

    private static final int N_SHIFT = 8;
    private static final int TYPE_MASK = 0xFF;

    private Preamble() {}

    static long of(int type, long n) {
        return n << N_SHIFT | type;
    }

    static int type(long preamble) {
        return (int) preamble & TYPE_MASK;
    }

    static long n(long preamble) {
        return preamble >>> N_SHIFT;
    }

    /** The integer of a preamble of that type. */
    static long integer(long preamble) {
        return preamble >> N_SHIFT;
    }

    /** Whether a preamble has room for {@code integer}. */
    static boolean holds(long integer) {
        return integer(of(INTEGER, integer)) == integer;
    }

    /** The number of words that hold so many parts. */
    static long words(long parts, int partsOfWord) {
        return parts / partsOfWord + (parts % partsOfWord == 0 ? 0 : 1);
    }
}
