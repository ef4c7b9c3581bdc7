package dev.cairn.message;

import dev.cairn.codec.CodecException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects written bytes in an array that grows, or passes them on to a stream a few kilobytes at a time. */
final class ByteSink {
    private static final int CHUNK = 1 << 13;
    private static final int ARRAY_MOST = Integer.MAX_VALUE - Long.BYTES;

    private final @Nullable OutputStream stream;
    private byte[] bytes = new byte[CHUNK];
    private int size;
    private long before;

    ByteSink(@Nullable OutputStream stream) {
        this.stream = stream;
    }

    /** The number of bytes that this has room for. */
    long most() {
        return stream == null ? ARRAY_MOST : Long.MAX_VALUE;
    }

    /** The number of bytes that were written. */
    long size() {
        return before + size;
    }

    void put(int value) {
        if (size == bytes.length) {
            makeRoom(1);
        }
        bytes[size++] = (byte) value;
    }

    void put(byte[] more, int length) {
        if (length > bytes.length - size) {
            makeRoom(length);
        }
        System.arraycopy(more, 0, bytes, size, length);
        size += length;
    }

    /** Writes ASCII characters, one byte each. */
    void put(char[] ascii, int length) {
        if (length > bytes.length - size) {
            makeRoom(length);
        }
        for (int i = 0; i < length; i++) {
            bytes[size + i] = (byte) ascii[i];
        }
        size += length;
    }

    private void makeRoom(int more) {
        if (stream != null) {
            flush(stream);
        }
        if (more > bytes.length - size) {
            long least = (long) size + more;
            if (least > ARRAY_MOST) {
                throw new CodecException("Nota", "more bytes than an array has");
            }
            bytes = Arrays.copyOf(bytes, Math.clamp(2 * least, CHUNK, ARRAY_MOST));
        }
    }

    private void flush(OutputStream to) {
        try {
            to.write(bytes, 0, size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        before += size;
        size = 0;
    }

    /** Passes the rest on to the stream. */
    void finish() {
        if (stream != null) {
            flush(stream);
        }
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }
}
