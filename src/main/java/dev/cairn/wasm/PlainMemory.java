package dev.cairn.wasm;

import dev.cairn.internal.alloc.Slabs;
import dev.cairn.internal.memory.Memory;

/** Linear memory whose addresses are the offsets of the store's bytes. For stores that have used less than 2 GiB. */
final class PlainMemory extends LinearMemory {
    private final Slabs slabs;
    private final long origin;

    /** The offset of the first slab, and the bytes of the slabs that are in use. */
    private final int first;

    private int span;
    private int head;

    PlainMemory(Memory memory, Slabs slabs) {
        super(memory);
        this.slabs = slabs;
        this.origin = memory.atOffset(0);
        this.first = (int) Math.min(slabs.firstOffset(), BYTES);
        refresh();
    }

    @Override
    void refresh() {
        long end = slabs.endOffset();
        if (end > BYTES) {
            throw new ModuleException("the store has used " + end + " bytes, and this kernel reaches " + BYTES
                    + ". Compile it with -DCAIRN_BANKED, so that it gets the slabs that it asks for");
        }
        span = (int) (end - first);
        head = (int) slabs.headBytes();
    }

    @Override
    long readable(int address, int bytes) {
        int from = address - first;
        if (from < 0 || from > span - bytes) {
            requireHead(address, bytes);
        }
        return origin + address;
    }

    private void requireHead(int address, int bytes) {
        if (address < 0 || address > head - bytes) {
            throw unreadable(address, bytes);
        }
    }

    @Override
    int place(long at, long bytes) {
        refresh();
        return (int) (at - origin);
    }
}
