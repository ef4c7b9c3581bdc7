package dev.cairn.message;

/** The first byte of a value of Nota. */
final class NotaHeads {
    /*
     * Layout
     *
     *       7      6     4   3        0
     *     +------+---------+------------+
     *     | more |  type   |    data    |     then, while "more" is 1, bytes of seven bits of data, most significant first
     *     +------+---------+------------+
     *
     * In numbers bit 3 is the sign.
     */
    static final int MORE = 0x80;
    static final int BLOB = 0x00;
    static final int TEXT = 0x10;
    static final int ARRAY = 0x20;
    static final int RECORD = 0x30;
    static final int DECIMAL = 0x40;
    static final int SMALL_DECIMAL = 0x50;
    static final int INTEGER = 0x60;
    static final int SYMBOL = 0x70;

    static final int TYPE_MASK = 0x70;
    static final int SIGN = 0x08;
    static final int COUNT_BITS = 4;
    static final int NUMBER_BITS = 3;
    static final int GROUP_BITS = 7;
    static final int GROUP_MASK = 0x7F;

    private NotaHeads() {}

    /** The number of groups of seven bits that follow the first bits of an unsigned number. */
    static int groups(long number, int firstBits) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(number);
        return Math.max(0, bits - firstBits + GROUP_BITS - 1) / GROUP_BITS;
    }
}
