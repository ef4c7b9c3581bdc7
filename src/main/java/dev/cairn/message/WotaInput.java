package dev.cairn.message;

import dev.cairn.Version;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads values from the words of Wota. */
final class WotaInput extends FormatReader {
    private static final VarHandle BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final long POINT_MASK = 0xFFFF_FFFFL;
    private static final long BITS_OF_PLAIN = 0x7FFF_0000_7FFFL;

    private final WordSource words;
    private final @Nullable Resolver references;
    private long at;
    private long start;
    private long preamble;

    /** Reads from the word {@code at} on. Refuses references if {@code references} is null. */
    WotaInput(MessageOptions options, WordSource words, long at, @Nullable Resolver references) {
        super(options);
        this.words = words;
        this.at = at;
        this.references = references;
    }

    /** Finds the collections that references name. */
    interface Resolver {
        /** The collection of a reference: by the number in its preamble, and by its word. */
        Version get(long kind, long word);
    }

    /** The index of the next word. */
    long at() {
        return at;
    }

    private long take() {
        if (at >= words.size()) {
            throw fault("the words end here");
        }
        return words.word(at++);
    }

    @Override
    @Nullable
    Object any(FormatType type) {
        return AnyForm.read(this, type);
    }

    @Override
    FormatType next() {
        start = at;
        count();
        preamble = take();
        long n = Preamble.n(preamble);
        return switch (Preamble.type(preamble)) {
            case Preamble.INTEGER -> FormatType.INTEGER;
            case Preamble.FLOATING -> {
                if (n != 0) {
                    throw fault("a floating-point number with " + n + " in its first word");
                }
                yield sized(FormatType.FLOATING, 1);
            }
            case Preamble.ARRAY -> sized(FormatType.ARRAY, n);
            case Preamble.RECORD -> sized(FormatType.RECORD, 2 * n);
            case Preamble.BLOB -> sized(FormatType.BLOB, Preamble.words(n, Long.SIZE));
            case Preamble.TEXT -> sized(FormatType.TEXT, Preamble.words(n, 2));
            case Preamble.COLLECTION -> {
                if (references == null) {
                    throw fault("a reference, in words that no letter has");
                }
                yield sized(FormatType.COLLECTION, 1);
            }
            case Preamble.SYMBOL -> symbol(n);
            default -> throw fault("there is no type " + Preamble.type(preamble));
        };
    }

    private FormatType sized(FormatType type, long least) {
        long left = words.size() - at;
        if (least > left) {
            throw fault(type + " of " + Preamble.n(preamble) + " takes " + least + " words at least; left are " + left);
        }
        return type;
    }

    @Override
    boolean bool() {
        return Preamble.n(preamble) == FormatType.TRUE_SYMBOL;
    }

    @Override
    long integer() {
        return Preamble.integer(preamble);
    }

    @Override
    double floating() {
        return Double.longBitsToDouble(take());
    }

    @Override
    long size() {
        return Preamble.n(preamble);
    }

    @Override
    String text() {
        long count = size();
        if (count > Integer.MAX_VALUE / 2) {
            throw fault("a text of " + count + " code points");
        }
        char[] chars = new char[(int) count];
        for (int i = 1; i < chars.length; i += 2) {
            long word = take();
            if (!areChars(word)) {
                return wideText(i - 1, chars, word);
            }
            chars[i - 1] = (char) (word >>> Integer.SIZE);
            chars[i] = (char) word;
        }
        if (chars.length % 2 != 0) {
            long word = take();
            if (!isChar(word >>> Integer.SIZE)) {
                return wideText(chars.length - 1, chars, word);
            }
            requirePadding(word << Integer.SIZE);
            chars[chars.length - 1] = (char) (word >>> Integer.SIZE);
        }
        return new String(chars);
    }

    /** Whether both code points of a word are characters. Two of 15 bits need one test. */
    private static boolean areChars(long word) {
        return (word & ~BITS_OF_PLAIN) == 0 || (isChar(word >>> Integer.SIZE) && isChar(word & POINT_MASK));
    }

    private static boolean isChar(long point) {
        return Character.isBmpCodePoint((int) point) && CodePoints.isScalar(point);
    }

    /** Reads the rest of a text in which a code point takes two characters, or is invalid. */
    private String wideText(int from, char[] before, long first) {
        StringBuilder text = new StringBuilder(before.length + 16).append(before, 0, from);
        long word = first;
        for (int i = from; i < before.length; i++) {
            if (i > from) {
                word = i % 2 == 0 ? take() : word << Integer.SIZE;
            }
            long point = word >>> Integer.SIZE;
            if (!CodePoints.isScalar(point)) {
                throw fault("code point " + Long.toHexString(point));
            }
            text.appendCodePoint((int) point);
        }
        requirePadding(before.length % 2 == 0 ? 0 : word << Integer.SIZE);
        return text.toString();
    }

    private void requirePadding(long rest) {
        if (rest != 0) {
            throw fault("after the end, in the last word, is not zero but " + Long.toHexString(rest));
        }
    }

    @Override
    void bytes(byte[] to, int from, int length) {
        int whole = length & -Long.BYTES;
        for (int i = 0; i < whole; i += Long.BYTES) {
            BYTES.set(to, from + i, take());
        }
        if (whole < length) {
            long last = take();
            for (int i = whole; i < length; i++) {
                to[from + i] = (byte) (last >>> (Long.SIZE - Byte.SIZE));
                last <<= Byte.SIZE;
            }
            requirePadding(last);
        }
    }

    @Override
    Version collection() {
        return Objects.requireNonNull(references).get(size(), take());
    }

    /** Skips the rest of the value of this type, with all values in it. */
    void skip(FormatType first) {
        FormatType type = first;
        for (long left = 1; ; type = next()) {
            left--;
            switch (type) {
                case ARRAY -> left += size();
                case RECORD -> left += 2 * size();
                case FLOATING, COLLECTION -> at++;
                case TEXT -> at += Preamble.words(size(), 2);
                case BLOB -> at += Preamble.words(size(), Long.SIZE);
                default -> {}
            }
            if (left == 0) {
                return;
            }
        }
    }

    @Override
    void finish() {
        start = at;
        if (at != words.size()) {
            throw fault(words.size() - at + " words after the value");
        }
    }

    @Override
    FormatException fault(String problem, @Nullable Throwable cause) {
        return new FormatException("word", start, problem, cause);
    }
}
