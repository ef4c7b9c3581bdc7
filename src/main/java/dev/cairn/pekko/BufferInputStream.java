package dev.cairn.pekko;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads what remains of a buffer. */
final class BufferInputStream extends InputStream {
    private static final int BYTE_MASK = 0xFF;

    private final ByteBuffer buffer;

    BufferInputStream(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    @Override
    public int read() {
        return buffer.hasRemaining() ? buffer.get() & BYTE_MASK : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
        if (!buffer.hasRemaining()) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(bytes, from, count);
        return count;
    }
}
