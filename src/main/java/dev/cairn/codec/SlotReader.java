package dev.cairn.codec;

import java.util.Arrays;

/**
 * Gives an {@link Encoding} the bytes that it wrote for one element. Every method throws a {@link CodecException} if the bytes do not lie
 * in the fixed part, if there is no such extent, after the call of {@link Encoding#decode} has returned, and in another thread.
 */
public final class SlotReader {
    private final SlotAccess access;

    /** Reads {@code image}. The user may keep its arrays. */
    SlotReader(String codec, SlotAccess.Image image) {
        this.access = new SlotAccess(codec, image);
    }

    void end() {
        access.end();
    }

    /** Reads one byte. */
    public boolean getBoolean(int offset) {
        return getByte(offset) != 0;
    }

    /** Reads one byte. */
    public byte getByte(int offset) {
        return access.fixed(offset, Byte.BYTES)[offset];
    }

    /** Reads two bytes. */
    public short getShort(int offset) {
        return (short) SlotAccess.SHORT.get(access.fixed(offset, Short.BYTES), offset);
    }

    /** Reads two bytes. */
    public char getChar(int offset) {
        return (char) SlotAccess.CHAR.get(access.fixed(offset, Character.BYTES), offset);
    }

    /** Reads four bytes. */
    public int getInt(int offset) {
        return (int) SlotAccess.INT.get(access.fixed(offset, Integer.BYTES), offset);
    }

    /** Reads eight bytes. */
    public long getLong(int offset) {
        return (long) SlotAccess.LONG.get(access.fixed(offset, Long.BYTES), offset);
    }

    /** Reads four bytes. */
    public float getFloat(int offset) {
        return (float) SlotAccess.FLOAT.get(access.fixed(offset, Float.BYTES), offset);
    }

    /** Reads eight bytes. */
    public double getDouble(int offset) {
        return (double) SlotAccess.DOUBLE.get(access.fixed(offset, Double.BYTES), offset);
    }

    /** Reads {@code length} bytes. The array is the caller's. */
    public byte[] getBytes(int offset, int length) {
        return Arrays.copyOfRange(access.fixed(offset, length), offset, offset + length);
    }

    /** Reads the extent {@code index}; empty if it was not written. The array is the caller's. */
    public byte[] getExtent(int index) {
        return access.extents(index)[index];
    }
}
