package dev.cairn.tool;

import dev.cairn.Blob;
import dev.cairn.Store;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/** The bytes of a blob of the demo of processes: longs that follow from a number, so that a part of them can be checked. */
final class Contents {
    private static final int CHUNK = 1 << 20;
    private static final int LOOKS = 64;
    private static final long FACTOR = 0x9e3779b97f4a7c15L;

    private Contents() {}

    private static long at(long number, long index) {
        return ((number << Integer.SIZE) ^ index) * FACTOR;
    }

    /** A blob of {@code length} bytes, a multiple of 8. */
    static Blob blob(Store store, long number, long length) {
        Blob.Builder builder = Blob.builder(store);
        for (long from = 0; from < length; from += CHUNK) {
            ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, length - from));
            for (int i = 0; i < chunk.capacity(); i += Long.BYTES) {
                chunk.putLong(i, at(number, (from + i) / Long.BYTES));
            }
            builder.appendAll(chunk.array());
        }
        return builder.build();
    }

    /** Whether the blob is as it was made, as far as some looks tell. */
    static boolean isSound(Blob blob, long number, long length, RandomGenerator random) {
        if (blob.byteLength() != length) {
            return false;
        }
        for (int look = 0; look < LOOKS; look++) {
            long index = random.nextLong(length / Long.BYTES);
            if (blob.getLong(index * Long.BYTES) != at(number, index)) {
                return false;
            }
        }
        return true;
    }
}
