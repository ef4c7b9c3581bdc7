package dev.cairn.message;

import org.jspecify.annotations.Nullable;

/** Writes values as the bytes of Nota. */
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

    /** Begins a value. At least {@code more} bytes follow its head. */
    private void put(int head, long number, int firstBits, long more) {
        count();
        int groups = NotaHeads.groups(number, firstBits);
        if (1 + groups + more > maxBytes - out.size()) {
            throw tooLong();
        }
        int shift = NotaHeads.GROUP_BITS * groups;
        long first = shift < Long.SIZE ? number >>> shift : 0;
        out.put(head | (int) first | (groups > 0 ? NotaHeads.MORE : 0));
        putGroups(number, groups);
    }

    private void putGroups(long number, int groups) {
        for (int group = groups - 1; group >= 0; group--) {
            int bits = (int) (number >>> (NotaHeads.GROUP_BITS * group)) & NotaHeads.GROUP_MASK;
            out.put(group > 0 ? bits | NotaHeads.MORE : bits);
        }
    }

    private void putKim(long number) {
        putGroups(number, Math.max(1, NotaHeads.groups(number, 0)));
    }

    private static int sign(boolean negative) {
        return negative ? NotaHeads.SIGN : 0;
    }

    @Override
    void putAny(@Nullable Object value) {
        AnyForm.write(this, value);
    }

    @Override
    void putNull() {
        put(NotaHeads.SYMBOL, FormatType.NULL_SYMBOL, NotaHeads.COUNT_BITS, 0);
    }

    @Override
    void putBoolean(boolean value) {
        put(NotaHeads.SYMBOL, value ? FormatType.TRUE_SYMBOL : FormatType.FALSE_SYMBOL, NotaHeads.COUNT_BITS, 0);
    }

    @Override
    boolean holds(long value) {
        return true;
    }

    @Override
    void putInteger(long value) {
        put(NotaHeads.INTEGER | sign(value < 0), value < 0 ? -value : value, NotaHeads.NUMBER_BITS, 0);
    }

    @Override
    boolean holds(double value) {
        return Double.isFinite(value) && (value != 0 || Double.doubleToRawLongBits(value) == 0);
    }

    @Override
    void putFloating(double value) {
        Decimal decimal = Decimal.of(value);
        int head = decimal.exponent() < 0 ? NotaHeads.SMALL_DECIMAL : NotaHeads.DECIMAL;
        int groups = Math.max(1, NotaHeads.groups(decimal.coefficient(), 0));
        put(head | sign(decimal.negative()), Math.abs(decimal.exponent()), NotaHeads.NUMBER_BITS, groups);
        putGroups(decimal.coefficient(), groups);
    }

    @Override
    boolean putText(String text) {
        int count = points.load(text);
        if (count < 0) {
            return false;
        }
        put(NotaHeads.TEXT, count, NotaHeads.COUNT_BITS, count);
        if (points.areAscii()) {
            out.put(points.chars(), count);
            return true;
        }
        for (int i = 0; i < count; i++) {
            int point = points.next();
            if (point <= NotaHeads.GROUP_MASK) {
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
        put(NotaHeads.BLOB, bits, NotaHeads.COUNT_BITS, Preamble.words(bits, Byte.SIZE));
    }

    @Override
    void putBytes(byte[] bytes, int length) {
        out.put(bytes, length);
    }

    @Override
    void putArray(long elements) {
        put(NotaHeads.ARRAY, elements, NotaHeads.COUNT_BITS, 0);
    }

    @Override
    void putRecord(long pairs) {
        put(NotaHeads.RECORD, pairs, NotaHeads.COUNT_BITS, 0);
    }
}
