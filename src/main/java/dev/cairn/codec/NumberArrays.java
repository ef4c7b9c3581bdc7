package dev.cairn.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Arrays of numbers as bytes. The first byte names the class. */
final class NumberArrays {
    private static final byte INTS = 1;
    private static final byte LONGS = 2;
    private static final byte DOUBLES = 3;
    private static final byte FLOATS = 4;
    private static final byte CHARS = 5;
    private static final byte SHORTS = 6;

    /** Longer arrays stay objects. */
    private static final int BYTES_MAX = 1 << 30;

    private NumberArrays() {}

    /** The bytes of {@code array}; null if it is no array of numbers, or too long. */
    static byte @Nullable [] bytes(Object array) {
        byte[] bytes = room(array);
        if (bytes != null) {
            ByteBuffer out = after(bytes);
            switch (array) {
                case int[] ints -> out.asIntBuffer().put(ints);
                case long[] longs -> out.asLongBuffer().put(longs);
                case double[] doubles -> out.asDoubleBuffer().put(doubles);
                case float[] floats -> out.asFloatBuffer().put(floats);
                case char[] chars -> out.asCharBuffer().put(chars);
                default -> out.asShortBuffer().put((short[]) array);
            }
        }
        return bytes;
    }

    private static byte @Nullable [] room(Object array) {
        return switch (array) {
            case int[] ints -> room(INTS, ints.length, Integer.BYTES);
            case long[] longs -> room(LONGS, longs.length, Long.BYTES);
            case double[] doubles -> room(DOUBLES, doubles.length, Double.BYTES);
            case float[] floats -> room(FLOATS, floats.length, Float.BYTES);
            case char[] chars -> room(CHARS, chars.length, Character.BYTES);
            case short[] shorts -> room(SHORTS, shorts.length, Short.BYTES);
            default -> null;
        };
    }

    private static byte @Nullable [] room(byte kind, int length, int width) {
        if ((long) length * width >= BYTES_MAX) {
            return null;
        }
        byte[] bytes = new byte[1 + length * width];
        bytes[0] = kind;
        return bytes;
    }

    /** The bytes of a number in an array of this kind; 0 if there is no such kind. */
    static int width(byte kind) {
        return switch (kind) {
            case INTS, FLOATS -> Integer.BYTES;
            case LONGS, DOUBLES -> Long.BYTES;
            case CHARS, SHORTS -> Short.BYTES;
            default -> 0;
        };
    }

    /** The bytes after the first. */
    private static ByteBuffer after(byte[] bytes) {
        return ByteBuffer.wrap(bytes).position(1).slice().order(ByteOrder.nativeOrder());
    }

    /** The array of these bytes. */
    static Object array(byte[] bytes) {
        ByteBuffer in = after(bytes);
        int length = in.remaining();
        return switch (bytes[0]) {
            case INTS -> {
                int[] ints = new int[length / Integer.BYTES];
                in.asIntBuffer().get(ints);
                yield ints;
            }
            case LONGS -> {
                long[] longs = new long[length / Long.BYTES];
                in.asLongBuffer().get(longs);
                yield longs;
            }
            case DOUBLES -> {
                double[] doubles = new double[length / Double.BYTES];
                in.asDoubleBuffer().get(doubles);
                yield doubles;
            }
            case FLOATS -> {
                float[] floats = new float[length / Float.BYTES];
                in.asFloatBuffer().get(floats);
                yield floats;
            }
            case CHARS -> {
                char[] chars = new char[length / Character.BYTES];
                in.asCharBuffer().get(chars);
                yield chars;
            }
            case SHORTS -> {
                short[] shorts = new short[length / Short.BYTES];
                in.asShortBuffer().get(shorts);
                yield shorts;
            }
            default -> throw new IllegalStateException("there is no array " + bytes[0]);
        };
    }
}
