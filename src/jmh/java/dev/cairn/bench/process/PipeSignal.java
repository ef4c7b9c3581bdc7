package dev.cairn.bench.process;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** So many bytes, a number first, through a pipe, which is what a thread of another process otherwise waits at. */
final class PipeSignal implements Signal {
    private final InputStream input;
    private final OutputStream output;
    private final byte[] bytes;
    private final ByteBuffer buffer;

    private PipeSignal(InputStream input, OutputStream output, int bytes) {
        this.input = input;
        this.output = output;
        this.bytes = new byte[bytes];
        this.buffer = ByteBuffer.wrap(this.bytes);
    }

    static PipeSignal of(OutputStream output, int bytes) {
        return new PipeSignal(InputStream.nullInputStream(), output, bytes);
    }

    static PipeSignal of(InputStream input, int bytes) {
        return new PipeSignal(input, OutputStream.nullOutputStream(), bytes);
    }

    @Override
    public void send(long number) throws IOException {
        buffer.putLong(0, number);
        output.write(bytes);
        output.flush();
    }

    @Override
    public long receive() throws IOException {
        if (input.readNBytes(bytes, 0, bytes.length) < bytes.length) {
            throw new EOFException("the other process has ended");
        }
        return buffer.getLong(0);
    }

    @Override
    public void close() throws IOException {
        input.close();
        output.close();
    }
}
