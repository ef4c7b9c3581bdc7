package dev.cairn.wasm;

import dev.cairn.internal.alloc.Slabs;
import dev.cairn.internal.memory.Memory;

/** Linear memory whose addresses are the offsets of the store's bytes. For stores that have used less than 2 GiB. */
final class PlainMemory extends LinearMemory {
    private final Slabs slabs;
    private final long origin;

    /** The offset of the first slab. */
    private final int first;

    /** The offset behind the last slab, and the bytes of the superblock. */
    private long end;

    private long head;

    PlainMemory(Memory memory, Slabs slabs) {
        super(memory);
        this.slabs = slabs;
        this.origin = memory.atOffset(0);
        this.first = (int) Math.min(slabs.firstOffset(), BYTES);
        refresh();
    }

    @Override
    void refresh() {
        end = slabs.endOffset();
        if (end > BYTES) {
            throw new ModuleException("the store has used " + end + " bytes, and this kernel reaches " + BYTES
                    + ". Compile it with -DCAIRN_BANKED, so that it gets the slabs that it asks for");
        }
        head = slabs.headBytes();
        reads(head, first, end - first, origin);
    }

    @Override
    long readable(int address, int bytes) {
        long from = address & UNSIGNED;
        if ((from < first || from > end - bytes) && from > head - bytes) {
            throw unreadable(from, bytes);
        }
        return origin + from;
    }

    @Override
    int place(long at, long bytes) {
        refresh();
        return (int) (at - origin);
    }
}
