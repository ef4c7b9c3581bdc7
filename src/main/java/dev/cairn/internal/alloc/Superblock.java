package dev.cairn.internal.alloc;

import dev.cairn.internal.memory.Memory;

/** The first 64 KiB of a store. They say how to interpret the rest: for another process, for C, or for a checker. */
public final class Superblock {
    /*
     * Layout (byte offsets)
     *
     *     0        8         12          16     20          24          28         32     40      44
     *     +--------+---------+-----------+------+-----------+-----------+----------+------+-------+
     *     | magic  | version | byteOrder | bits | slabBytes | slabsMax  | frontier | seed | roots |
     *     +--------+---------+-----------+------+-----------+-----------+----------+------+-------+
     *   192  descriptors: reference of the newest
     *   256  class heads: [tag32 | group32] a size class
     *  8192  shapes: 64 bytes each: width16, count16, offset16[30]
     * 65536  slab table: 16 bytes a slab, then the slabs
     */
    static final long MAGIC = 0x4E52494143L;
    static final int LAYOUT_VERSION = 1;
    static final int BYTE_ORDER_MARK = 0x01020304;

    static final int AT_MAGIC = 0;
    static final int AT_VERSION = 8;
    static final int AT_BYTE_ORDER = 12;
    static final int AT_BITS = 16;
    static final int AT_SLAB_BYTES = 20;
    static final int AT_SLABS_MAX = 24;
    static final int AT_FRONTIER = 28;
    static final int AT_SEED = 32;
    static final int AT_CLASS_HEADS = 256;

    /** The offset of the reference to the first root node. */
    public static final int AT_ROOTS = 40;

    /** The offset of the reference to the newest descriptor of a kind of collections. */
    public static final int AT_DESCRIPTORS = 192;

    /** The offset of the descriptors of shapes. */
    public static final int AT_SHAPES = 8192;

    /** The bytes of a shape's descriptor. */
    public static final int SHAPE_BYTES = 64;

    /** The offset of the number of references in a shape's descriptor; the width of a slot stands before that. */
    public static final int AT_SHAPE_COUNT = 2;

    /** The offset in a shape's descriptor of the places of the references in a slot, two bytes each. */
    public static final int AT_SHAPE_OFFSETS = 4;

    /** The bytes of the superblock. */
    public static final int BYTES = 65536;

    /** How many shapes a store can describe at most. */
    public static final int SHAPES_MAX = (BYTES - AT_SHAPES) / SHAPE_BYTES;

    private Superblock() {}

    static void format(Memory memory, int bits, int slabBytes, int slabsMax, long seed) {
        memory.setLong(memory.atOffset(AT_MAGIC), MAGIC);
        memory.setInt(memory.atOffset(AT_VERSION), LAYOUT_VERSION);
        memory.setInt(memory.atOffset(AT_BYTE_ORDER), BYTE_ORDER_MARK);
        memory.setInt(memory.atOffset(AT_BITS), bits);
        memory.setInt(memory.atOffset(AT_SLAB_BYTES), slabBytes);
        memory.setInt(memory.atOffset(AT_SLABS_MAX), slabsMax);
        memory.setLong(memory.atOffset(AT_SEED), seed);
    }

    /** The seed of the hashes of the store under {@code memory}. */
    public static long seed(Memory memory) {
        return memory.getLong(memory.atOffset(AT_SEED));
    }
}
