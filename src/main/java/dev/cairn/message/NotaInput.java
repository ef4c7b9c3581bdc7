package dev.cairn.message;

import dev.cairn.Version;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads values from the bytes of Nota. */
final class NotaInput extends FormatReader {
    private static final int FIRST_CHARS = 1024;
    private static final double BITS_OF_DIGIT = 3.33;

    private final ByteSource in;
    private long start;
    private long number;
    private boolean negative;
    private int exponentSign;

    NotaInput(MessageOptions options, ByteSource in) {
        super(options);
        this.in = in;
    }

    private int take() {
        int next = in.take();
        if (next < 0) {
            throw fault(
                    "the bytes end here, or are more than " + options().limits().maxBytes());
        }
        return next;
    }

    @Override
    @Nullable
    Object any(FormatType type) {
        return AnyForm.read(this, type);
    }

    @Override
    FormatType next() {
        start = in.offset();
        count();
        int head = take();
        return switch (head & NotaHeads.TYPE_MASK) {
            case NotaHeads.BLOB -> sized(FormatType.BLOB, head, Byte.SIZE, 1);
            case NotaHeads.TEXT -> sized(FormatType.TEXT, head, 1, 1);
            case NotaHeads.ARRAY -> sized(FormatType.ARRAY, head, 1, 1);
            case NotaHeads.RECORD -> sized(FormatType.RECORD, head, 1, 2);
            case NotaHeads.INTEGER -> {
                takeNumber(head);
                yield FormatType.INTEGER;
            }
            case NotaHeads.SYMBOL -> {
                take(head, NotaHeads.COUNT_BITS);
                yield symbol(number);
            }
            default -> {
                takeNumber(head);
                exponentSign = (head & NotaHeads.TYPE_MASK) == NotaHeads.DECIMAL ? 1 : -1;
                yield FormatType.FLOATING;
            }
        };
    }

    private void takeNumber(int head) {
        negative = (head & NotaHeads.SIGN) != 0;
        take(head, NotaHeads.NUMBER_BITS);
    }

    /** Reads an unsigned number. Its first bits are the last bits of {@code head}. */
    private void take(int head, int firstBits) {
        number = head & (1 << firstBits) - 1;
        int groups = 0;
        for (int next = head; (next & NotaHeads.MORE) != 0; groups++) {
            next = take();
            if (number >>> (Long.SIZE - NotaHeads.GROUP_BITS) != 0 || groups == 10) {
                throw fault("a number of more than 64 bits");
            }
            number = number << NotaHeads.GROUP_BITS | (next & NotaHeads.GROUP_MASK);
        }
        if (groups != NotaHeads.groups(number, firstBits)) {
            throw fault("the number " + Long.toUnsignedString(number) + " in more bytes than it takes");
        }
    }

    /** Reads the number of parts. Either {@code partsOfByte} of them fit in a byte, or each takes at least {@code bytes}. */
    private FormatType sized(FormatType type, int head, int partsOfByte, int bytes) {
        take(head, NotaHeads.COUNT_BITS);
        if (number < 0 || Preamble.words(number, partsOfByte) > in.left() / bytes) {
            throw fault(type + " of " + Long.toUnsignedString(number) + "; left are " + in.left() + " bytes at most");
        }
        return type;
    }

    @Override
    boolean bool() {
        return number == FormatType.TRUE_SYMBOL;
    }

    @Override
    long integer() {
        boolean fits = negative ? number > 0 || number == Long.MIN_VALUE : number >= 0;
        if (!fits) {
            throw fault("the integer " + (negative ? "-" : "") + Long.toUnsignedString(number) + " is no long");
        }
        return negative ? -number : number;
    }

    @Override
    double floating() {
        Number coefficient = coefficient();
        if (number > options().limits().maxExponent() || number < 0) {
            throw fault("an exponent of " + Long.toUnsignedString(number));
        }
        int exponent = exponentSign * (int) number;
        double value = coefficient instanceof BigInteger big
                ? Decimal.nearest(big, exponent)
                : Decimal.nearest(coefficient.longValue(), exponent);
        boolean zero = coefficient.equals(0L);
        if (Double.isInfinite(value) || (value == 0) != zero || (zero && negative)) {
            throw fault("no double is " + (negative ? "-" : "") + coefficient + "E" + exponent);
        }
        return negative ? -value : value;
    }

    /** Reads a Kim number that has no more digits than the limit: a Long, or a BigInteger if it is larger. */
    private Number coefficient() {
        int next = take();
        if (next == NotaHeads.MORE) {
            throw fault("a coefficient in more bytes than it takes");
        }
        long coefficient = next & NotaHeads.GROUP_MASK;
        while ((next & NotaHeads.MORE) != 0 && coefficient >>> (Long.SIZE - 1 - NotaHeads.GROUP_BITS) == 0) {
            next = take();
            coefficient = coefficient << NotaHeads.GROUP_BITS | (next & NotaHeads.GROUP_MASK);
        }
        if ((next & NotaHeads.MORE) != 0) {
            return largeCoefficient(coefficient);
        }
        requireDigits(coefficient);
        return coefficient;
    }

    private BigInteger largeCoefficient(long high) {
        long maxBits = (long) (BITS_OF_DIGIT * options().limits().maxDigits()) + Long.SIZE;
        BigInteger coefficient = BigInteger.valueOf(high);
        int next;
        do {
            next = take();
            coefficient =
                    coefficient.shiftLeft(NotaHeads.GROUP_BITS).or(BigInteger.valueOf(next & NotaHeads.GROUP_MASK));
            if (coefficient.bitLength() > maxBits) {
                throw fault("a coefficient of more than " + options().limits().maxDigits() + " digits");
            }
        } while ((next & NotaHeads.MORE) != 0);
        requireDigits(coefficient);
        return coefficient;
    }

    private void requireDigits(Number coefficient) {
        int digits = coefficient.toString().length();
        if (digits > options().limits().maxDigits()) {
            throw fault("a coefficient of " + digits + " digits");
        }
    }

    @Override
    long size() {
        return number;
    }

    @Override
    String text() {
        if (number > Integer.MAX_VALUE / 2) {
            throw fault("a text of " + number + " code points");
        }
        int count = (int) number;
        if (in.plain(count) == count) {
            byte[] plain = new byte[count];
            bytes(plain, 0, count);
            return new String(plain, StandardCharsets.ISO_8859_1);
        }
        StringBuilder text = new StringBuilder(Math.min(count, FIRST_CHARS));
        for (int i = 0; i < count; i++) {
            text.appendCodePoint(codePoint());
        }
        return text.toString();
    }

    private int codePoint() {
        int next = take();
        if (next == NotaHeads.MORE) {
            throw fault("a code point in more bytes than it takes");
        }
        int point = next & NotaHeads.GROUP_MASK;
        while ((next & NotaHeads.MORE) != 0 && point <= Character.MAX_CODE_POINT) {
            next = take();
            point = point << NotaHeads.GROUP_BITS | (next & NotaHeads.GROUP_MASK);
        }
        if (!CodePoints.isScalar(point)) {
            throw fault("code point " + Integer.toHexString(point));
        }
        return point;
    }

    @Override
    void bytes(byte[] to, int from, int length) {
        if (in.take(to, from, length) < length) {
            throw fault("the bytes end in what has " + number + " parts");
        }
    }

    @Override
    Version stone() {
        throw new IllegalStateException("Nota has no references");
    }

    @Override
    void finish() {
        start = in.offset();
        if (!in.isAtEnd()) {
            throw fault("bytes after the value");
        }
    }

    @Override
    FormatException fault(String problem, @Nullable Throwable cause) {
        return new FormatException("byte", start, problem, cause);
    }
}
