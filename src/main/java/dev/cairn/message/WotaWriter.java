package dev.cairn.message;

import dev.cairn.Version;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Writes values as the words of Wota. */
final class WotaWriter extends FormatWriter {
    private static final VarHandle BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int BYTE_MASK = 0xFF;

    private final LongConsumer out;
    private final @Nullable References references;
    private final long maxWords;
    private long words;

    /** Writes a reference for each collection that {@code references} takes. Writes the elements of the others. */
    WotaWriter(MessageOptions options, LongConsumer out, @Nullable References references) {
        super(options);
        this.out = out;
        this.references = references;
        this.maxWords = Math.min(options.limits().maxBytes() / Long.BYTES, WordChunks.MOST - 1);
    }

    /** Writes references to collections. */
    interface References {
        /** Writes the two words of a reference to {@code collection}. Returns false and writes nothing if there is none. */
        boolean write(Version collection, LongConsumer out);
    }

    @Override
    String format() {
        return "Wota";
    }

    private void put(int type, long n, long more) {
        room(1 + more);
        out.accept(Preamble.of(type, n));
    }

    private void room(long more) {
        count();
        words += more;
        if (words > maxWords) {
            throw tooLong();
        }
    }

    @Override
    void putAny(@Nullable Object value) {
        AnyForm.write(this, value);
    }

    @Override
    void putNull() {
        put(Preamble.SYMBOL, FormatType.NULL_SYMBOL, 0);
    }

    @Override
    void putBoolean(boolean value) {
        put(Preamble.SYMBOL, value ? FormatType.TRUE_SYMBOL : FormatType.FALSE_SYMBOL, 0);
    }

    @Override
    boolean holds(long value) {
        return Preamble.holds(value);
    }

    @Override
    void putInteger(long value) {
        put(Preamble.INTEGER, value, 0);
    }

    @Override
    boolean holds(double value) {
        return true;
    }

    @Override
    void putFloating(double value) {
        put(Preamble.FLOATING, 0, 1);
        out.accept(Double.doubleToRawLongBits(value));
    }

    @Override
    boolean putText(String text) {
        int count = points.load(text);
        if (count < 0) {
            return false;
        }
        put(Preamble.TEXT, count, Preamble.words(count, 2));
        if (count == text.length()) {
            putPoints(points.chars(), count);
        } else {
            putPoints(count);
        }
        return true;
    }

    /** Writes characters that are code points each. */
    private void putPoints(char[] chars, int count) {
        for (int i = 1; i < count; i += 2) {
            out.accept((long) chars[i - 1] << Integer.SIZE | chars[i]);
        }
        if (count % 2 != 0) {
            out.accept((long) chars[count - 1] << Integer.SIZE);
        }
    }

    private void putPoints(int count) {
        for (int i = 1; i < count; i += 2) {
            long high = points.next();
            out.accept(high << Integer.SIZE | points.next());
        }
        if (count % 2 != 0) {
            out.accept((long) points.next() << Integer.SIZE);
        }
    }

    @Override
    void beginBlob(long bits) {
        put(Preamble.BLOB, bits, Preamble.words(bits, Long.SIZE));
    }

    @Override
    void putBytes(byte[] bytes, int length) {
        int whole = length & -Long.BYTES;
        for (int i = 0; i < whole; i += Long.BYTES) {
            out.accept((long) BYTES.get(bytes, i));
        }
        if (whole < length) {
            long last = 0;
            for (int i = whole; i < length; i++) {
                last |= (long) (bytes[i] & BYTE_MASK) << (Long.SIZE - Byte.SIZE * (i - whole + 1));
            }
            out.accept(last);
        }
    }

    @Override
    void putArray(long elements) {
        put(Preamble.ARRAY, elements, 0);
    }

    @Override
    void putRecord(long pairs) {
        put(Preamble.RECORD, pairs, 0);
    }

    @Override
    boolean refer(Version collection) {
        if (references == null || !references.write(collection, out)) {
            return false;
        }
        room(2);
        return true;
    }
}
