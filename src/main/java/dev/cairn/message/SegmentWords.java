package dev.cairn.message;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Words in a segment of memory, or in an array of bytes: the lowest byte of each first. */
final class SegmentWords implements WordSource {
    static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment segment;

    SegmentWords(MemorySegment segment) {
        this.segment = segment;
    }

    @Override
    public long size() {
        return segment.byteSize() / Long.BYTES;
    }

    @Override
    public long word(long index) {
        return segment.get(WORD, index * Long.BYTES);
    }
}
