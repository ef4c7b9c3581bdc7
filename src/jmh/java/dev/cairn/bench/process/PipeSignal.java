package dev.cairn.bench.process;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Eight bytes through a pipe, which is what a thread of another process otherwise waits at. */
final class PipeSignal implements Signal {
    private final InputStream input;
    private final OutputStream output;

    private PipeSignal(InputStream input, OutputStream output) {
        this.input = input;
        this.output = output;
    }

    static PipeSignal of(OutputStream output) {
        return new PipeSignal(InputStream.nullInputStream(), output);
    }

    static PipeSignal of(InputStream input) {
        return new PipeSignal(input, OutputStream.nullOutputStream());
    }

    @Override
    public void send(long number) throws IOException {
        output.write(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        output.flush();
    }

    @Override
    public long receive() throws IOException {
        byte[] bytes = input.readNBytes(Long.BYTES);
        if (bytes.length < Long.BYTES) {
            throw new EOFException("the other process has ended");
        }
        return ByteBuffer.wrap(bytes).getLong();
    }

    @Override
    public void close() throws IOException {
        input.close();
        output.close();
    }
}
