package dev.cairn.message;

import dev.cairn.internal.letter.Envelope;
import dev.cairn.internal.life.Core;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.nio.ByteOrder;
import java.util.Objects;

/** Words of 64 bits that are read where they lie. */
interface WordSource {
    /** The number of words. */
    long size();

    /** The word at {@code index}. */
    long word(long index);

    /** The words of an array. Nobody changes the array. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record OfArray(long[] words) implements WordSource {
        @Override
        public long size() {
            return words.length;
        }

        @Override
        public long word(long index) {
            return words[(int) index];
        }
    }

    /** Words in a segment of memory: the lowest byte of each is first. */
    record OfSegment(MemorySegment segment) implements WordSource {
        static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

        @Override
        public long size() {
            return segment.byteSize() / Long.BYTES;
        }

        @Override
        public long word(long index) {
            return segment.get(WORD, index * Long.BYTES);
        }
    }

    /** The words of a letter in its store. The letter keeps them as long as this source is reachable. */
    final class OfLetter implements WordSource {
        private final Envelope envelope;
        private final Core core;
        private final long size;

        /** The caller {@linkplain Envelope#use uses} the letter. */
        OfLetter(Envelope envelope) {
            this.envelope = envelope;
            this.core = envelope.core();
            this.size = envelope.words();
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public long word(long index) {
            core.check();
            try {
                return envelope.word(Objects.checkIndex(index, size));
            } finally {
                Reference.reachabilityFence(envelope);
            }
        }
    }
}
