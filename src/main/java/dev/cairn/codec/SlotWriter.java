package dev.cairn.codec;

import java.util.Arrays;

/**
 * Takes the bytes that an {@link Encoding} writes for one element. Every method throws a {@link CodecException} if the bytes would not lie
 * in the fixed part, if there is no such extent, after the call of {@link Encoding#encode} has returned, and in another thread.
 */
public final class SlotWriter {
    private static final byte[] EMPTY = {};

    private final SlotAccess access;
    private final SlotAccess.Image target;

    SlotWriter(String codec, int width, int extents) {
        this.target = new SlotAccess.Image(new byte[width], new byte[extents][]);
        Arrays.fill(target.extents(), EMPTY);
        this.access = new SlotAccess(codec, target);
    }

    /** The bytes written so far. */
    SlotAccess.Image image() {
        return target;
    }

    void end() {
        access.end();
    }

    /** Writes one byte, 1 or 0. */
    public void putBoolean(int offset, boolean value) {
        putByte(offset, (byte) (value ? 1 : 0));
    }

    /** Writes one byte. */
    public void putByte(int offset, byte value) {
        access.fixed(offset, Byte.BYTES)[offset] = value;
    }

    /** Writes two bytes. */
    public void putShort(int offset, short value) {
        SlotAccess.SHORT.set(access.fixed(offset, Short.BYTES), offset, value);
    }

    /** Writes two bytes. */
    public void putChar(int offset, char value) {
        SlotAccess.CHAR.set(access.fixed(offset, Character.BYTES), offset, value);
    }

    /** Writes four bytes. */
    public void putInt(int offset, int value) {
        SlotAccess.INT.set(access.fixed(offset, Integer.BYTES), offset, value);
    }

    /** Writes eight bytes. */
    public void putLong(int offset, long value) {
        SlotAccess.LONG.set(access.fixed(offset, Long.BYTES), offset, value);
    }

    /** Writes four bytes. */
    public void putFloat(int offset, float value) {
        SlotAccess.FLOAT.set(access.fixed(offset, Float.BYTES), offset, value);
    }

    /** Writes eight bytes. */
    public void putDouble(int offset, double value) {
        SlotAccess.DOUBLE.set(access.fixed(offset, Double.BYTES), offset, value);
    }

    /** Writes all of {@code value}. */
    public void putBytes(int offset, byte[] value) {
        System.arraycopy(value, 0, access.fixed(offset, value.length), offset, value.length);
    }

    /** Writes a copy of {@code value} as the extent {@code index}. */
    public void putExtent(int index, byte[] value) {
        access.extents(index)[index] =
                OutOfLine.requireRoom(access.codec(), value).clone();
    }
}
