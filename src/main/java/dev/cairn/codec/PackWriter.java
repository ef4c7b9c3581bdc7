package dev.cairn.codec;

import java.util.Arrays;

/** Collects the bytes of one value. A number takes as few bytes as it needs. */
final class PackWriter {
    private static final int FIRST_ROOM = 32;
    private static final int MORE = 0x80;
    private static final int BITS = 7;

    private byte[] bytes = new byte[FIRST_ROOM];
    private int size;

    int size() {
        return size;
    }

    /** Drops the bytes after the first {@code length}. */
    void cut(int length) {
        size = length;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(2L * bytes.length, needed)));
        }
    }

    void putByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    /** Puts a number that is not negative: seven bits a byte, the lowest bits first. */
    void putCount(long count) {
        long rest = count;
        while (rest >>> BITS != 0) {
            putByte((int) (rest & (MORE - 1)) | MORE);
            rest >>>= BITS;
        }
        putByte((int) rest);
    }

    /** Puts a number that may be negative. */
    void putNumber(long number) {
        putCount(number << 1 ^ number >> (Long.SIZE - 1));
    }

    /** Puts all 64 bits. */
    void putWord(long word) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            putByte((int) (word >>> shift));
        }
    }

    void putBytes(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    void putText(String text) {
        byte[] narrow = Characters.narrow(text);
        putCount(Text.mark(text.length(), narrow == null) & 0xFFFF_FFFFL);
        putBytes(narrow == null ? Characters.wide(text, 0, text.length()) : narrow);
    }
}
