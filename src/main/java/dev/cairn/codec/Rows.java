package dev.cairn.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Arrays of numbers as bytes, of which the first tells the class. */
final class Rows {
    private static final byte INTS = 1;
    private static final byte LONGS = 2;
    private static final byte DOUBLES = 3;
    private static final byte FLOATS = 4;
    private static final byte CHARS = 5;
    private static final byte SHORTS = 6;

    /** Longer arrays stay objects. */
    private static final int BYTES_MAX = 1 << 30;

    private Rows() {}

    /** The bytes of {@code array}; null if it is no array of numbers. */
    static byte @Nullable [] bytes(Object array) {
        return switch (array) {
            case int[] ints
            when fits(ints.length, Integer.BYTES) -> {
                ByteBuffer out = room(INTS, ints.length, Integer.BYTES);
                out.asIntBuffer().put(ints);
                yield out.array();
            }
            case long[] longs
            when fits(longs.length, Long.BYTES) -> {
                ByteBuffer out = room(LONGS, longs.length, Long.BYTES);
                out.asLongBuffer().put(longs);
                yield out.array();
            }
            case double[] doubles
            when fits(doubles.length, Double.BYTES) -> {
                ByteBuffer out = room(DOUBLES, doubles.length, Double.BYTES);
                out.asDoubleBuffer().put(doubles);
                yield out.array();
            }
            case float[] floats
            when fits(floats.length, Float.BYTES) -> {
                ByteBuffer out = room(FLOATS, floats.length, Float.BYTES);
                out.asFloatBuffer().put(floats);
                yield out.array();
            }
            case char[] chars
            when fits(chars.length, Character.BYTES) -> {
                ByteBuffer out = room(CHARS, chars.length, Character.BYTES);
                out.asCharBuffer().put(chars);
                yield out.array();
            }
            case short[] shorts
            when fits(shorts.length, Short.BYTES) -> {
                ByteBuffer out = room(SHORTS, shorts.length, Short.BYTES);
                out.asShortBuffer().put(shorts);
                yield out.array();
            }
            default -> null;
        };
    }

    private static boolean fits(int length, int bytes) {
        return (long) length * bytes < BYTES_MAX;
    }

    private static ByteBuffer room(byte kind, int length, int bytes) {
        return ByteBuffer.allocate(1 + length * bytes)
                .order(ByteOrder.nativeOrder())
                .put(kind);
    }

    /** The array that has these bytes. */
    static Object array(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        byte kind = in.get();
        int length = in.remaining();
        switch (kind) {
            case INTS -> {
                int[] ints = new int[length / Integer.BYTES];
                in.asIntBuffer().get(ints);
                return ints;
            }
            case LONGS -> {
                long[] longs = new long[length / Long.BYTES];
                in.asLongBuffer().get(longs);
                return longs;
            }
            case DOUBLES -> {
                double[] doubles = new double[length / Double.BYTES];
                in.asDoubleBuffer().get(doubles);
                return doubles;
            }
            case FLOATS -> {
                float[] floats = new float[length / Float.BYTES];
                in.asFloatBuffer().get(floats);
                return floats;
            }
            case CHARS -> {
                char[] chars = new char[length / Character.BYTES];
                in.asCharBuffer().get(chars);
                return chars;
            }
            case SHORTS -> {
                short[] shorts = new short[length / Short.BYTES];
                in.asShortBuffer().get(shorts);
                return shorts;
            }
            default -> throw new IllegalStateException("there is no array " + kind);
        }
    }
}
