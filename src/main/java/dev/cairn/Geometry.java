package dev.cairn;

/**
 * The sizes a store is built from.
 *
 * @param bits the width of a trie's digit: nodes have 2^bits children; 2 to 5
 * @param slabBytes bytes of a slab, a power of two from 4 KiB to 64 KiB
 */
public record Geometry(int bits, int slabBytes) {
    /** Checks the sizes. Throws {@link IllegalArgumentException} if one is out of range. */
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

    /** Nodes of 4 children and slabs of 4 KiB, so that small tests make deep trees. */
    public static Geometry tiny() {
        return new Geometry(2, 4096);
    }
}
