package dev.cairn.internal.alloc;

import dev.cairn.internal.memory.Memory;

/** Makes blocks at given places of a fresh store, where another store had them. Alone in the store, until a repair counts all nodes. */
public final class LoadedBlocks {
    private final Memory memory;
    private final Allocator allocator;
    private final Slabs slabs;
    private final SizeClasses classes;

    /** Blocks in the first {@code frontier} slabs. */
    public LoadedBlocks(Memory memory, Allocator allocator, int frontier) {
        this.memory = memory;
        this.allocator = allocator;
        this.slabs = allocator.slabs();
        this.classes = allocator.classes();
        slabs.load(frontier);
    }

    /**
     * The address of the block {@code reference} of {@code bytes}. If blocks of another size lie there, they go.
     *
     * @throws IllegalArgumentException if there can be no such block
     */
    public long block(int reference, long bytes) {
        long at = memory.at(reference);
        long offset = memory.offset(at) - memory.offset(slabs.at(0));
        int slab = offset < 0 ? -1 : slabs.indexOf(at);
        if (slab < 0 || slab >= slabs.frontier()) {
            throw new IllegalArgumentException("no slab has the reference " + Integer.toUnsignedString(reference));
        }
        if (bytes > classes.largest()) {
            makeRun(at, slab, bytes);
        } else {
            makeBlocks(reference, slab, bytes);
        }
        return at;
    }

    /**
     * The address of the block {@code first} of {@code bytes}, behind which {@code count - 1} more lie in the same slab.
     *
     * @throws IllegalArgumentException if there can be no such blocks
     */
    public long neighbours(int first, long bytes, int count) {
        long at = block(first, bytes);
        int slab = slabs.indexOf(at);
        if (bytes > classes.largest() || allocator.blockIndex(first) + count > allocator.blocks(slab)) {
            throw new IllegalArgumentException("a slab has no " + count + " blocks of " + bytes + " bytes from "
                    + Integer.toUnsignedString(first) + " on");
        }
        return at;
    }

    private void makeRun(long at, int slab, long bytes) {
        long count = bytes / slabs.slabBytes();
        if (at != slabs.at(slab) || count * slabs.slabBytes() != bytes || count > slabs.frontier() - slab) {
            throw new IllegalArgumentException("no run of " + bytes + " bytes begins at " + memory.reference(at));
        }
        if (!slabs.isRunHead(slab) || slabs.runSlabs(slab) != count) {
            for (int i = 0; i < count; i++) {
                slabs.clear(slab + i);
            }
            slabs.mark(slab, (int) count, SlabTable.RUN_HEAD);
        }
    }

    private void makeBlocks(int reference, int slab, long bytes) {
        int c = bytes <= 0 ? -1 : classes.classOf((int) bytes);
        if (c < 0 || classes.blockBytes(c) != bytes) {
            throw new IllegalArgumentException("no block has " + bytes + " bytes");
        }
        if (slabs.sizeClass(slab) != c) {
            slabs.clear(slab);
            cut(slab, c);
        }
        if (allocator.blockIndex(reference) < 0) {
            throw new IllegalArgumentException(
                    "no block of " + bytes + " bytes begins at " + Integer.toUnsignedString(reference));
        }
    }

    /** All blocks of the slab count as allocated. What is in them has no meaning before a node is loaded there. */
    void cut(int index, int c) {
        long slab = slabs.at(index);
        slabs.mark(index, 1, SlabTable.CARVING);
        memory.fill(slab, classes.headerBytes(c), (byte) 0);
        memory.setInt(slab, c);
        memory.setInt(slab + SlabTable.AT_BLOCKS, classes.blocksPerSlab(c));
        slabs.publish(index, c);
    }
}
