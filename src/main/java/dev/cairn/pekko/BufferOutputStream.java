package dev.cairn.pekko;

import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes into a buffer. */
final class BufferOutputStream extends OutputStream {
    private final ByteBuffer buffer;

    BufferOutputStream(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    @Override
    public void write(int b) {
        buffer.put((byte) b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        buffer.put(bytes, from, length);
    }
}
