package dev.cairn;

import java.nio.ByteBuffer;

/** The bytes of a store, by offsets from its beginning: all that {@link LayoutReader} gets of it. Numbers are in the order of the machine. */
interface LayoutBytes {
    /** The byte at {@code offset}. */
    byte get(long offset);

    /** The two bytes from {@code offset} on. */
    short get16(long offset);

    /** The four bytes from {@code offset} on. */
    int get32(long offset);

    /** The eight bytes from {@code offset} on. */
    long get64(long offset);

    /** Those of a file that was read whole, or mapped. */
    static LayoutBytes of(ByteBuffer bytes) {
        return new LayoutBytes() {
            @Override
            public byte get(long offset) {
                return bytes.get((int) offset);
            }

            @Override
            public short get16(long offset) {
                return bytes.getShort((int) offset);
            }

            @Override
            public int get32(long offset) {
                return bytes.getInt((int) offset);
            }

            @Override
            public long get64(long offset) {
                return bytes.getLong((int) offset);
            }
        };
    }
}
