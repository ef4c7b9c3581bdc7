package dev.cairn.codec;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.slot.Hash;

/** Text that fits a slot, as the two words that {@link Hash} takes of it. */
final class InlineText extends PreparedText {
    private final long first;
    private final long last;

    private InlineText(String text, boolean wide, long first, long last) {
        super(text, wide);
        this.first = first;
        this.last = last;
    }

    static InlineText of(String text, boolean wide, byte[] bytes) {
        return bytes.length < Long.BYTES
                ? new InlineText(text, wide, Hash.word(bytes), 0)
                : new InlineText(text, wide, Hash.word(bytes, 0), Hash.word(bytes, bytes.length - Long.BYTES));
    }

    @Override
    void write(Memory memory, long at) {
        memory.setLong(at, first);
        if (bytes() > Long.BYTES) {
            memory.setLong(at + bytes() - Long.BYTES, last);
        }
    }

    @Override
    long hash(long seed) {
        return Hash.end(seed, first, last, mark(), Hash.key(seed));
    }

    @Override
    boolean isAt(Memory memory, long at) {
        return memory.getLong(at) == first
                && (bytes() <= Long.BYTES || memory.getLong(at + bytes() - Long.BYTES) == last);
    }
}
