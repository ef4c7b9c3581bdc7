package dev.cairn.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Gives the bytes of an array, or of a stream up to a limit. */
final class ByteSource {
    private static final int CHUNK = 1 << 13;
    private static final int BYTE_MASK = 0xFF;

    private final @Nullable InputStream stream;
    private final byte[] bytes;
    private int at;
    private int end;
    private long before;
    private long rest;

    ByteSource(byte[] bytes) {
        this.stream = null;
        this.bytes = bytes;
        this.end = bytes.length;
    }

    ByteSource(InputStream stream, long limit) {
        this.stream = stream;
        this.bytes = new byte[CHUNK];
        this.rest = limit;
    }

    /** The number of bytes that were read. */
    long offset() {
        return before + at;
    }

    /** The most bytes that are left. */
    long left() {
        return end - at + rest;
    }

    /** Whether no byte is left, and none follows the limit. */
    boolean isAtEnd() {
        return at == end && !fill() && isStreamAtEnd();
    }

    private boolean isStreamAtEnd() {
        try {
            return stream == null || stream.read() < 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next byte, from 0 to 255; -1 at the end. */
    int take() {
        return at < end || fill() ? bytes[at++] & BYTE_MASK : -1;
    }

    /** Reads up to {@code length} bytes, and returns their number. It is less only at the end. */
    int take(byte[] to, int from, int length) {
        int taken = 0;
        while (taken < length && (at < end || fill())) {
            int some = Math.min(length - taken, end - at);
            System.arraycopy(bytes, at, to, from + taken, some);
            at += some;
            taken += some;
        }
        return taken;
    }

    /** The number of next bytes, at most {@code most}, that are in the array already and are below 0x80. */
    int plain(int most) {
        int last = at + Math.min(most, end - at);
        int plain = at;
        while (plain < last && bytes[plain] >= 0) {
            plain++;
        }
        return plain - at;
    }

    private boolean fill() {
        if (stream == null || rest == 0) {
            return false;
        }
        before += end;
        at = 0;
        end = 0;
        try {
            int read = stream.read(bytes, 0, (int) Math.min(bytes.length, rest));
            end = Math.max(0, read);
            rest = read < 0 ? 0 : rest - read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return end > 0;
    }
}
