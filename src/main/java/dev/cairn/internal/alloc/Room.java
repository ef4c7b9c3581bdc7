package dev.cairn.internal.alloc;

import dev.cairn.internal.memory.Memory;

/** Says whether an allocator has a block, without taking it. Others may take the block, or free one, meanwhile. */
public final class Room {
    private final Allocator allocator;
    private final Groups groups;

    /** The room of {@code allocator}, which works on {@code memory}. */
    public Room(Memory memory, Allocator allocator) {
        this.allocator = allocator;
        this.groups = new Groups(memory);
    }

    /** Whether a block of at least {@code bytes} can be taken now. O(slabs). */
    public boolean isFor(long bytes) {
        return (!needsRun(bytes) && groups.areOffered(allocator.classes().classOf((int) bytes)))
                || allocator.slabs().haveRun(slabs(bytes));
    }

    /** Whether a block of at least {@code bytes} could be taken if no other block were in use. */
    public boolean isEverFor(long bytes) {
        return slabs(bytes) <= allocator.slabs().slabsMax();
    }

    private boolean needsRun(long bytes) {
        return bytes > allocator.classes().largest();
    }

    private int slabs(long bytes) {
        return needsRun(bytes)
                ? (int) (allocator.blockBytesFor(bytes) / allocator.slabs().slabBytes())
                : 1;
    }
}
