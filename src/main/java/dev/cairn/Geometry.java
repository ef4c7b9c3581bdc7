package dev.cairn;

/**
 * The sizes of nodes and slabs.
 *
 * @param bits the bits of an index or hash that a trie uses at each level, 2 to 5; nodes have 2^bits children
 * @param slabBytes bytes of a slab, a power of two from 4 KiB to 64 KiB
 */
public record Geometry(int bits, int slabBytes) {
    /** Checks the sizes. Throws {@link IllegalArgumentException} if a size is out of range. */
    public Geometry {
        if (bits < 2 || bits > 5 || Integer.bitCount(slabBytes) != 1 || slabBytes < 4096 || slabBytes > 65536) {
            throw new IllegalArgumentException("geometry of " + bits + " bits and slabs of " + slabBytes
                    + " bytes; 2 to 5 bits and a power of two from 4096 to 65536 bytes");
        }
    }

    /** Nodes of 32 children and slabs of 64 KiB. */
    public static Geometry standard() {
        return new Geometry(5, 65536);
    }

    /** Nodes of 4 children and slabs of 4 KiB, with which small tests build deep trees. */
    public static Geometry tiny() {
        return new Geometry(2, 4096);
    }
}
