package dev.cairn.bench.message;

import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Numbers in a ring of bytes. It is bounded, so senders wait for room. */
final class RingChannel implements Channel {
    private static final int CAPACITY = 1 << 22;
    private static final int NUMBER = 1;

    private final ManyToOneRingBuffer ring = new ManyToOneRingBuffer(
            new UnsafeBuffer(ByteBuffer.allocateDirect(CAPACITY + RingBufferDescriptor.TRAILER_LENGTH)));
    private long received;

    @Override
    public void send(long number) {
        int place = ring.tryClaim(NUMBER, Long.BYTES);
        while (place < 0) {
            Thread.onSpinWait();
            place = ring.tryClaim(NUMBER, Long.BYTES);
        }
        ring.buffer().putLong(place, number);
        ring.commit(place);
    }

    @Override
    public long receive() {
        int read = ring.read((type, buffer, index, length) -> received = buffer.getLong(index), 1);
        return read == 0 ? NONE : received;
    }
}
