package dev.cairn.internal.trie.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Node;
import java.lang.ref.Reference;

/** Checks the tree of a blob: its pieces lie in their leaves, its lengths are sums, and it is balanced. */
public final class BlobCheck {
    private final BlobBase base;
    private final Memory memory;
    private int pieces;

    private BlobCheck(BlobBase base) {
        this.base = base;
        this.memory = base.memory();
    }

    /** Checks the tree of {@code base}; returns the number of its pieces. */
    public static int pieces(BlobBase base) {
        BlobCheck check = new BlobCheck(base);
        try {
            if (base.length() > 0) {
                check.height(base.root(), base.start(), base.length());
            }
            return check.pieces;
        } finally {
            Reference.reachabilityFence(base);
        }
    }

    private int height(int reference, long first, long length) {
        assertTrue(length > 0);
        assertEquals(first != Rope.TREE, BlobNode.isLeaf(memory, reference));
        if (first != Rope.TREE) {
            long room = base.core().allocator().blockBytes(reference) - Node.HEADER;
            assertTrue(first >= 0 && first + length <= 8 * room);
            pieces++;
            return 0;
        }
        assertEquals(length, BlobNode.length(memory, reference));
        long middle = BlobNode.leftLength(memory, reference);
        int left = height(BlobNode.left(memory, reference), BlobNode.leftFirst(memory, reference), middle);
        int right = height(BlobNode.right(memory, reference), BlobNode.rightFirst(memory, reference), length - middle);
        assertTrue(Math.abs(left - right) <= 1, () -> "heights " + left + " and " + right);
        assertEquals(Math.max(left, right) + 1, BlobNode.height(memory, reference));
        return Math.max(left, right) + 1;
    }

    /** The height of the tree. */
    public static int height(BlobBase base) {
        try {
            return base.isContiguous() ? 0 : BlobNode.height(base.memory(), base.root());
        } finally {
            Reference.reachabilityFence(base);
        }
    }
}
