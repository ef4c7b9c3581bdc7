package dev.cairn.message;

/** Writes values as bytes. */
final class NotaWriter extends FormatWriter {
    private final ByteSink out;
    private final long maxBytes;

    NotaWriter(MessageOptions options, ByteSink out) {
        super(options);
        this.out = out;
        this.maxBytes = Math.min(options.limits().maxBytes(), out.most());
    }

    @Override
    String format() {
        return "Nota";
    }

    /** Begins a value that has {@code more} bytes at least after its head. */
    private void put(int head, long number, int firstBits, long more) {
        count();
        int groups = Heads.groups(number, firstBits);
        if (1 + groups + more > maxBytes - out.size()) {
            throw tooLong();
        }
        int shift = Heads.GROUP_BITS * groups;
        long first = shift < Long.SIZE ? number >>> shift : 0;
        out.put(head | (int) first | (groups > 0 ? Heads.MORE : 0));
        putGroups(number, groups);
    }

    private void putGroups(long number, int groups) {
        for (int group = groups - 1; group >= 0; group--) {
            int bits = (int) (number >>> (Heads.GROUP_BITS * group)) & Heads.GROUP_MASK;
            out.put(group > 0 ? bits | Heads.MORE : bits);
        }
    }

    private void putKim(long number) {
        putGroups(number, Math.max(1, Heads.groups(number, 0)));
    }

    private static int sign(boolean negative) {
        return negative ? Heads.SIGN : 0;
    }

    @Override
    void putNull() {
        put(Heads.SYMBOL, Symbols.NULL, Heads.COUNT_BITS, 0);
    }

    @Override
    void putBoolean(boolean value) {
        put(Heads.SYMBOL, value ? Symbols.TRUE : Symbols.FALSE, Heads.COUNT_BITS, 0);
    }

    @Override
    boolean holds(long value) {
        return true;
    }

    @Override
    void putInteger(long value) {
        put(Heads.INTEGER | sign(value < 0), value < 0 ? -value : value, Heads.NUMBER_BITS, 0);
    }

    @Override
    boolean holds(double value) {
        return Double.isFinite(value) && (value != 0 || Double.doubleToRawLongBits(value) == 0);
    }

    @Override
    void putFloating(double value) {
        Decimal decimal = Decimal.of(value);
        int head = decimal.exponent() < 0 ? Heads.SMALL_DECIMAL : Heads.DECIMAL;
        int groups = Math.max(1, Heads.groups(decimal.coefficient(), 0));
        put(head | sign(decimal.negative()), Math.abs(decimal.exponent()), Heads.NUMBER_BITS, groups);
        putGroups(decimal.coefficient(), groups);
    }

    @Override
    boolean putText(String text) {
        int count = points.load(text);
        if (count < 0) {
            return false;
        }
        put(Heads.TEXT, count, Heads.COUNT_BITS, count);
        if (points.areAscii()) {
            out.put(points.chars(), count);
            return true;
        }
        for (int i = 0; i < count; i++) {
            int point = points.next();
            if (point <= Heads.GROUP_MASK) {
                out.put(point);
            } else {
                putKim(point);
            }
        }
        if (out.size() > maxBytes) {
            throw tooLong();
        }
        return true;
    }

    @Override
    void beginBlob(long bits) {
        put(Heads.BLOB, bits, Heads.COUNT_BITS, Preamble.words(bits, Byte.SIZE));
    }

    @Override
    void putBytes(byte[] bytes, int length) {
        out.put(bytes, length);
    }

    @Override
    void putArray(long elements) {
        put(Heads.ARRAY, elements, Heads.COUNT_BITS, 0);
    }

    @Override
    void putRecord(long pairs) {
        put(Heads.RECORD, pairs, Heads.COUNT_BITS, 0);
    }
}
