package dev.cairn.codec;

import org.jspecify.annotations.Nullable;

/** The boxes of primitives: values of up to 64 bits. */
final class Boxes {
    private Boxes() {}

    /** The tag of {@code value}; {@link Tags#NULL} if it is no box. One comparison a class, since a switch would call. */
    static byte tag(@Nullable Object value) {
        if (value instanceof Integer) {
            return Tags.INT;
        }
        if (value instanceof Long) {
            return Tags.LONG;
        }
        if (value instanceof Double) {
            return Tags.DOUBLE;
        }
        return value instanceof Number || value instanceof Boolean || value instanceof Character
                ? rareTag(value)
                : Tags.NULL;
    }

    private static byte rareTag(Object value) {
        return switch (value) {
            case Boolean _ -> Tags.BOOLEAN;
            case Byte _ -> Tags.BYTE;
            case Short _ -> Tags.SHORT;
            case Character _ -> Tags.CHAR;
            case Float _ -> Tags.FLOAT;
            default -> Tags.NULL;
        };
    }

    static long bits(Object value) {
        if (value instanceof Integer i) {
            return i;
        }
        if (value instanceof Long l) {
            return l;
        }
        return value instanceof Double d ? Double.doubleToRawLongBits(d) : rareBits(value);
    }

    private static long rareBits(Object value) {
        return switch (value) {
            case Boolean b -> b ? 1 : 0;
            case Byte b -> b;
            case Short s -> s;
            case Character c -> c;
            case Float f -> Float.floatToRawIntBits(f);
            default -> 0;
        };
    }

    /** The box of this tag and these bits. Small, as all readers of slots should contain it. */
    static Object value(byte tag, long bits) {
        if (tag == Tags.LONG) {
            return bits;
        }
        if (tag == Tags.INT) {
            return (int) bits;
        }
        return rareValue(tag, bits);
    }

    private static Object rareValue(byte tag, long bits) {
        return switch (tag) {
            case Tags.BOOLEAN -> bits != 0;
            case Tags.BYTE -> (byte) bits;
            case Tags.SHORT -> (short) bits;
            case Tags.CHAR -> (char) bits;
            case Tags.FLOAT -> Float.intBitsToFloat((int) bits);
            case Tags.DOUBLE -> Double.longBitsToDouble(bits);
            default -> throw new IllegalStateException("there is no tag " + tag);
        };
    }

    /** The bits that tell values of one class apart: all NaNs have the same. */
    static long identity(byte tag, long bits) {
        return switch (tag) {
            case Tags.FLOAT -> Float.floatToIntBits(Float.intBitsToFloat((int) bits));
            case Tags.DOUBLE -> Double.doubleToLongBits(Double.longBitsToDouble(bits));
            default -> bits;
        };
    }
}
