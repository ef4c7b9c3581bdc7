package dev.cairn;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_CHAR_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.cairn.CChecks.Place;
import dev.cairn.CChecks.Sought;
import dev.cairn.codec.Codec;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;

/**
 * Values of a codec, and how C sees them.
 *
 * @param code the number of the codec in a DESCRIPTOR
 * @param width bytes of a slot
 * @param random any value
 * @param plain the value as an object that is equal to an equal one
 * @param read the same, of a slot that C has copied
 * @param sought the value as a key
 */
record CKind<T>(
        Codec<T> codec,
        int code,
        int width,
        Function<Random, T> random,
        Function<T, Object> plain,
        Reader read,
        Function<T, Sought> sought) {
    /** Reads a slot. */
    @FunctionalInterface
    interface Reader {
        Object read(CChecks c, Place place, MemorySegment slot);
    }

    record Point(long x, String name, short z) {}

    private static final int LONGEST = 2500;

    static String text(Random random) {
        int length = random.nextInt(12) == 0 ? random.nextInt(LONGEST) : random.nextInt(20);
        int limit = List.of(128, 256, 0x1_0000).get(random.nextInt(3));
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) random.nextInt(limit));
        }
        if (limit > 256 && length > 3) {
            text.appendCodePoint(0x1F5FF);
        }
        return text.toString();
    }

    static byte[] array(Random random) {
        byte[] bytes = new byte[random.nextInt(12) == 0 ? random.nextInt(LONGEST) : random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Few values often, so that keys are found; all values now and then. */
    private static long number(Random random) {
        return random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(5000) - 500;
    }

    private static Object textAt(CChecks c, Place place, MemorySegment slot) {
        return bytes(c.text(place, slot));
    }

    private static Object bytes(byte[] bytes) {
        return java.nio.ByteBuffer.wrap(bytes);
    }

    static final CKind<Boolean> BOOLEAN = new CKind<>(
            Codec.BOOLEAN,
            1,
            1,
            Random::nextBoolean,
            b -> b,
            (_, _, slot) -> slot.get(JAVA_BYTE, 0) == 1,
            b -> Sought.integer(b ? 1 : 0));
    static final CKind<Byte> BYTE = new CKind<>(
            Codec.BYTE,
            2,
            1,
            r -> (byte) number(r),
            b -> b,
            (_, _, slot) -> slot.get(JAVA_BYTE, 0),
            b -> Sought.integer(b));
    static final CKind<Short> SHORT = new CKind<>(
            Codec.SHORT,
            3,
            2,
            r -> (short) number(r),
            b -> b,
            (_, _, slot) -> slot.get(JAVA_SHORT_UNALIGNED, 0),
            b -> Sought.integer(b));
    static final CKind<Character> CHAR = new CKind<>(
            Codec.CHAR,
            4,
            2,
            r -> (char) number(r),
            b -> b,
            (_, _, slot) -> slot.get(JAVA_CHAR_UNALIGNED, 0),
            b -> Sought.integer(b));
    static final CKind<Integer> INT = new CKind<>(
            Codec.INT,
            5,
            4,
            r -> (int) number(r),
            b -> b,
            (_, _, slot) -> slot.get(JAVA_INT_UNALIGNED, 0),
            b -> Sought.integer(b));
    static final CKind<Long> LONG = new CKind<>(
            Codec.LONG, 6, 8, CKind::number, b -> b, (_, _, slot) -> slot.get(JAVA_LONG_UNALIGNED, 0), Sought::integer);
    static final CKind<Float> FLOAT = new CKind<>(
            Codec.FLOAT,
            7,
            4,
            r -> r.nextInt(9) == 0 ? Float.intBitsToFloat(r.nextInt()) : r.nextInt(900) / 3f,
            b -> b,
            (_, _, slot) -> slot.get(JAVA_FLOAT_UNALIGNED, 0),
            Sought::real);
    static final CKind<Double> DOUBLE = new CKind<>(
            Codec.DOUBLE,
            8,
            8,
            r -> r.nextInt(9) == 0 ? Double.longBitsToDouble(r.nextLong()) : r.nextInt(900) / -3.0,
            b -> b,
            (_, _, slot) -> slot.get(JAVA_DOUBLE_UNALIGNED, 0),
            Sought::real);
    static final CKind<String> STRING =
            new CKind<>(Codec.STRING, 9, 24, CKind::text, s -> bytes(CChecks.utf8(s)), CKind::textAt, Sought::text);
    static final CKind<byte[]> BYTES = new CKind<>(
            Codec.BYTES,
            10,
            24,
            CKind::array,
            CKind::bytes,
            (c, place, slot) -> bytes(c.array(place, slot)),
            Sought::bytes);
    static final CKind<Point> RECORD = new CKind<>(
            Codec.record(Point.class),
            15,
            34,
            r -> new Point(number(r), text(r), (short) number(r)),
            p -> List.of(p.x, bytes(CChecks.utf8(p.name)), p.z),
            (c, place, slot) -> List.of(
                    slot.get(JAVA_LONG_UNALIGNED, 0),
                    textAt(c, place, slot.asSlice(8, 24)),
                    slot.get(JAVA_SHORT_UNALIGNED, 32)),
            _ -> null);

    static final List<CKind<?>> ALL =
            List.of(BOOLEAN, BYTE, SHORT, CHAR, INT, LONG, FLOAT, DOUBLE, STRING, BYTES, RECORD);

    /** What can be looked for by a value. */
    static final List<CKind<?>> KEYS = List.of(BOOLEAN, BYTE, SHORT, CHAR, INT, LONG, FLOAT, DOUBLE, STRING, BYTES);

    boolean isSame(T a, T b) {
        return Objects.equals(plain.apply(a), plain.apply(b));
    }
}
