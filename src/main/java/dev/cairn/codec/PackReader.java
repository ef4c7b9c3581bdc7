package dev.cairn.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the bytes of a {@link PackWriter}. Throws a RuntimeException if the bytes are invalid. */
final class PackReader {
    private static final int MORE = 0x80;
    private static final int BITS = 7;

    private final byte[] bytes;
    private int at;

    PackReader(byte[] bytes) {
        this.bytes = bytes;
    }

    byte getByte() {
        return bytes[at++];
    }

    /** Whether all bytes were read. */
    boolean isAtEnd() {
        return at == bytes.length;
    }

    long getCount() {
        long count = 0;
        for (int shift = 0; shift < Long.SIZE; shift += BITS) {
            byte next = getByte();
            count |= (long) (next & (MORE - 1)) << shift;
            if (next >= 0) {
                return count;
            }
        }
        throw new IllegalArgumentException("a number of more than 64 bits");
    }

    int getInt() {
        return Math.toIntExact(getNumber());
    }

    long getNumber() {
        long count = getCount();
        return count >>> 1 ^ -(count & 1);
    }

    long getWord() {
        long word = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            word |= (getByte() & 0xFFL) << shift;
        }
        return word;
    }

    byte[] getBytes(int count) {
        if (count < 0 || count > bytes.length - at) {
            throw new IllegalArgumentException(count + " bytes, of which there are " + (bytes.length - at));
        }
        byte[] read = Arrays.copyOfRange(bytes, at, at + count);
        at += count;
        return read;
    }

    String getText() {
        int mark = (int) getCount();
        boolean wide = (mark & 1) != 0;
        byte[] read = getBytes(Math.toIntExact(Text.bytes(mark >>> 1, wide)));
        return wide
                ? ByteBuffer.wrap(read)
                        .order(ByteOrder.nativeOrder())
                        .asCharBuffer()
                        .toString()
                : new String(read, StandardCharsets.ISO_8859_1);
    }
}
