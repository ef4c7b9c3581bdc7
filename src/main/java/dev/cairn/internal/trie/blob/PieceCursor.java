package dev.cairn.internal.trie.blob;

import dev.cairn.internal.memory.Memory;

/** Finds the pieces of a blob. Each move takes O(height of the tree). */
public final class PieceCursor {
    private final Memory memory;
    private final int root;
    private final long start;
    private final long size;

    /** The leaf of the piece. */
    int leaf;

    /** The address of the leaf's bytes. */
    long body;

    /** The place of the piece's first bit in the leaf. */
    long first;

    /** How many bits the piece has. */
    long length;

    /**
     * A cursor over {@code size} bits from bit {@code start} of the leaf {@code root} on; or over the tree {@code root}, if {@code start}
     * is TREE.
     */
    PieceCursor(Memory memory, int root, long start, long size) {
        this.memory = memory;
        this.root = root;
        this.start = start;
        this.size = size;
    }

    /** Moves to the piece that begins with {@code bit} of the blob. It has {@code most} bits at most. */
    public void seek(long bit, long most) {
        int node = root;
        long from = start;
        long rest = bit;
        long end = size;
        while (from == Rope.TREE) {
            long left = BlobNode.leftLength(memory, node);
            boolean goesLeft = rest < left;
            from = goesLeft ? BlobNode.leftFirst(memory, node) : BlobNode.rightFirst(memory, node);
            node = goesLeft ? BlobNode.left(memory, node) : BlobNode.right(memory, node);
            end = goesLeft ? left : end - left;
            rest = goesLeft ? rest : rest - left;
            requireThere(node, from, end);
        }
        leaf = node;
        body = BlobNode.body(memory, node);
        first = from + rest;
        length = Math.min(most, end - rest);
    }

    /** A store in a file reads as zeros when it is closed meanwhile: then there is no leaf as long as the tree said. */
    private void requireThere(int node, long from, long bits) {
        long behind = BlobNode.body(memory, node) + ((from + bits) >>> 3);
        if (from != Rope.TREE && behind > memory.atOffset(memory.region().bytes())) {
            throw new IllegalStateException(
                    "no leaf has " + bits + " bits from " + from + " on: the store was closed meanwhile");
        }
    }

    /** The leaf of the piece. */
    public int leaf() {
        return leaf;
    }

    /** The place of the piece's first bit in its leaf. */
    public long first() {
        return first;
    }

    /** The address of the byte of the piece's first bit. */
    public long at() {
        return body + (first >>> 3);
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
