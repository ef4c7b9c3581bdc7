package dev.cairn.internal.trie.blob;

import dev.cairn.internal.memory.Memory;

/** Finds the pieces of a blob, in each O(the height of its tree). */
public final class PieceCursor {
    private final BlobBase base;
    private final Memory memory;

    /** The leaf that the piece is of. */
    int leaf;

    /** Where the leaf's bytes begin. */
    long body;

    /** Where in the leaf the piece begins. */
    long first;

    /** How many bits it has. */
    long length;

    /** A cursor that is nowhere yet. */
    public PieceCursor(BlobBase base) {
        this.base = base;
        this.memory = base.memory();
    }

    /** Goes to the piece that begins with {@code bit} of the blob, as far as it goes and at most {@code most} bits. */
    public void seek(long bit, long most) {
        int node = base.root();
        long from = base.isContiguous() ? base.first() : BlobNode.TREE;
        long rest = bit;
        long end = base.length();
        while (from == BlobNode.TREE) {
            long left = BlobNode.leftLength(memory, node);
            boolean goesLeft = rest < left;
            from = goesLeft ? BlobNode.leftFirst(memory, node) : BlobNode.rightFirst(memory, node);
            node = goesLeft ? BlobNode.left(memory, node) : BlobNode.right(memory, node);
            end = goesLeft ? left : end - left;
            rest = goesLeft ? rest : rest - left;
        }
        leaf = node;
        body = BlobNode.body(memory, node);
        first = from + rest;
        length = Math.min(most, end - rest);
    }

    /** The leaf of the piece. */
    public int leaf() {
        return leaf;
    }

    /** Where in its leaf the piece begins. */
    public long first() {
        return first;
    }

    /** How many bits the piece has. */
    public long length() {
        return length;
    }

    long get(long bit, int count) {
        long bits = 0;
        for (long done = 0; done < count; done += length) {
            seek(bit + done, count - done);
            // a shift by 64 would shift by none
            bits = (length == Bits.WORD ? 0 : bits << length) | Bits.get(memory, body, first, (int) length);
        }
        return bits;
    }
}
