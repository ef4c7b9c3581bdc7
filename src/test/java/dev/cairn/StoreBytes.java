package dev.cairn;

import dev.cairn.internal.memory.Memory;
import java.util.Objects;

/** The bytes of a store of this process, for who reads it by docs/layout.md. */
record StoreBytes(Memory memory) implements LayoutBytes {
    static StoreBytes of(Store store) {
        return new StoreBytes(store.core().memory());
    }

    /** Where {@code bytes} bytes from {@code offset} on are. Who reads by wrong numbers may ask for any. */
    private long at(long offset, int bytes) {
        return memory.atOffset(
                Objects.checkFromIndexSize(offset, bytes, memory.region().bytes()));
    }

    @Override
    public byte get(long offset) {
        return memory.getByte(at(offset, Byte.BYTES));
    }

    @Override
    public short get16(long offset) {
        return memory.getShort(at(offset, Short.BYTES));
    }

    @Override
    public int get32(long offset) {
        return memory.getInt(at(offset, Integer.BYTES));
    }

    @Override
    public long get64(long offset) {
        return memory.getLong(at(offset, Long.BYTES));
    }
}
