package dev.cairn;

import dev.cairn.internal.memory.Memory;

/** The bytes of a store of this process, for who reads it by docs/layout.md. */
record StoreBytes(Memory memory) implements LayoutBytes {
    static StoreBytes of(Store store) {
        return new StoreBytes(store.core().memory());
    }

    @Override
    public byte get(long offset) {
        return memory.getByte(memory.atOffset(offset));
    }

    @Override
    public short get16(long offset) {
        return memory.getShort(memory.atOffset(offset));
    }

    @Override
    public int get32(long offset) {
        return memory.getInt(memory.atOffset(offset));
    }

    @Override
    public long get64(long offset) {
        return memory.getLong(memory.atOffset(offset));
    }
}
