package dev.cairn.codec;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.slot.Hash;

/** Text that is not long, as its bytes. */
final class ShortText extends PreparedText {
    private final byte[] bytes;

    ShortText(String text, boolean wide, byte[] bytes) {
        super(text, wide);
        this.bytes = bytes;
    }

    @Override
    void write(Memory memory, long at) {
        memory.copyIn(bytes, 0, at, bytes.length);
    }

    @Override
    long hash(long seed) {
        long hash = Hash.of(bytes, mark(), seed);
        KnownText.note(this, seed, hash);
        return hash;
    }

    @Override
    boolean isAt(Memory memory, long at) {
        return memory.isSame(at, bytes);
    }
}
