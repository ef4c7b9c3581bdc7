package dev.cairn.internal.alloc;

import dev.cairn.internal.memory.Memory;

/** Where the slabs of a store and the entries of their table are, and what an entry says: the part of {@link Slabs} that takes no lock. */
public abstract class SlabTable {
    /*
     * Layout of a table entry (16 bytes): state32 | runSlabs32 | carver64
     *   carver is of a meaning only in a file, while the state is CARVING: the process that cuts the slab, as SharedSlabs has it.
     * Layout of a slab of blocks:
     *
     *     0                16                      16 + 16 * groups
     *     +----------------+--------+--------+-----+---------+---------+---
     *     | class | blocks | group  | group  | ... | block 0 | block 1 | ...
     *     +----------------+--------+--------+-----+---------+---------+---
     *
     * Groups describes the header of a group.
     */
    static final int ENTRY_BYTES = 16;
    static final int SLAB_HEADER = 16;
    static final int BLOCKS_PER_GROUP = 64;

    /** The offset of a slab's number of blocks; its size class stands before that. */
    static final int AT_BLOCKS = 4;

    static final int AT_RUN_SLABS = 4;
    static final int AT_CARVER = 8;

    static final int FREE = 0;
    static final int CARVING = 0xFFFD;
    static final int RUN_HEAD = 0xFFFE;
    static final int RUN_REST = 0xFFFF;

    private final Memory memory;
    private final int slabBytes;
    private final int slabsMax;
    private final int slabShift;
    private final long firstSlabOffset;

    SlabTable(Memory memory, int slabBytes) {
        this.memory = memory;
        this.slabBytes = slabBytes;
        this.slabShift = Integer.numberOfTrailingZeros(slabBytes);
        this.slabsMax = slabsMax(memory.region().bytes(), slabBytes);
        this.firstSlabOffset = firstSlab(slabsMax, slabBytes);
    }

    /** How many slabs a region of so many bytes has. */
    static int slabsMax(long regionBytes, int slabBytes) {
        return (int) ((regionBytes - Superblock.BYTES) / (slabBytes + ENTRY_BYTES)) - 1;
    }

    /** The offset of slab 0 behind a table of so many entries. */
    static long firstSlab(int slabsMax, int slabBytes) {
        return (entryOffset(slabsMax) + slabBytes - 1) / slabBytes * slabBytes;
    }

    static int headerBytes(int blocks) {
        return SLAB_HEADER + (blocks + BLOCKS_PER_GROUP - 1) / BLOCKS_PER_GROUP * Groups.HEADER;
    }

    /** How many blocks of {@code blockBytes} a slab holds, beside its headers. */
    static int blocksPerSlab(int slabBytes, int blockBytes) {
        int blocks = (slabBytes - SLAB_HEADER) / blockBytes;
        while (headerBytes(blocks) + blocks * blockBytes > slabBytes) {
            blocks--;
        }
        return blocks;
    }

    /** The address of the header of the group {@code g} in the slab at {@code slab}. */
    static long group(long slab, int g) {
        return slab + SLAB_HEADER + (long) g * Groups.HEADER;
    }

    /** The offset of the entry of slab {@code index}. */
    static long entryOffset(int index) {
        return Superblock.BYTES + (long) index * ENTRY_BYTES;
    }

    /** The bytes of a slab. */
    public final int slabBytes() {
        return slabBytes;
    }

    final int slabsMax() {
        return slabsMax;
    }

    final int slabShift() {
        return slabShift;
    }

    /** The offset of slab {@code index}. */
    final long offset(int index) {
        return firstSlabOffset + ((long) index << slabShift);
    }

    /** The address of slab {@code index}. */
    public final long at(int index) {
        return memory.atOffset(offset(index));
    }

    /** The slab of the byte at {@code at}. */
    public final int indexOf(long at) {
        return (int) ((memory.offset(at) - firstSlabOffset) >> slabShift);
    }

    final long entry(int index) {
        return memory.atOffset(entryOffset(index));
    }

    /** The state of slab {@code index}, for who has the lock, or is alone in the store. */
    final int state(int index) {
        return memory.getInt(entry(index));
    }

    /** The size class of slab {@code index}, or -1 if it does not hold blocks. */
    public final int sizeClass(int index) {
        int state = memory.getIntAcquire(entry(index));
        return state == FREE || state >= CARVING ? -1 : state - 1;
    }

    /** Whether a run of slabs begins at {@code index}. */
    public final boolean isRunHead(int index) {
        return memory.getIntAcquire(entry(index)) == RUN_HEAD;
    }

    /** The number of slabs of the run that begins at {@code index}. */
    public final int runSlabs(int index) {
        return memory.getInt(entry(index) + AT_RUN_SLABS);
    }

    /** The word of the process that cuts slab {@code index}, or of one that did. */
    final long carver(int index) {
        return memory.getLong(entry(index) + AT_CARVER);
    }

    /** Lets other threads see that a slab has blocks of {@code sizeClass}. Its headers are written. */
    final void publish(int index, int sizeClass) {
        memory.setIntRelease(entry(index), sizeClass + 1);
    }

    /** Marks a slab, or a run: its first slab last. Who is killed between leaves slabs without a first one, which are found. */
    final void write(int index, int slabs, int state) {
        memory.setInt(entry(index) + AT_RUN_SLABS, slabs);
        for (int i = 1; i < slabs; i++) {
            memory.setIntRelease(entry(index + i), RUN_REST);
        }
        memory.setIntRelease(entry(index), state);
    }

    /** Marks {@code slabs} slabs as free, the first one first. */
    final void writeFree(int index, int slabs) {
        for (int i = 0; i < slabs; i++) {
            memory.setIntRelease(entry(index + i), FREE);
        }
    }

    /** Frees the slab {@code index}, and the run in which it is. Alone in the store. */
    final void clear(int index) {
        int head = index;
        while (head > 0 && state(head) == RUN_REST) {
            head--;
        }
        writeFree(head, state(head) == RUN_HEAD ? runSlabs(head) : 1);
    }
}
