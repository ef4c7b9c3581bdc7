package dev.cairn.internal.trie.blob;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.node.Shape;

/** The nodes of a blob: leaves, which are contiguous however large, and nodes of two parts. */
final class BlobNode {
    /*
     * Layout
     *   leaf:  header 16 | bytes; the first bit of a byte is the most significant one
     *   node:  header 32 | left 4 | right 4 | left's first bit 8 | right's first bit 8 | left's bits 8 | all bits 8
     *
     * A child is a piece of a leaf; or it is a node, with all its bits, and Rope.TREE is its first bit. The height is where other nodes have
     * the number of their edit. Leaves have height 0, and the heights of two children differ by 1 at most.
     */
    private static final int AT_RIGHT = Integer.BYTES;
    private static final int AT_LEFT_FIRST = 2 * Integer.BYTES;
    private static final int AT_RIGHT_FIRST = AT_LEFT_FIRST + Long.BYTES;
    private static final int AT_LEFT_LENGTH = AT_RIGHT_FIRST + Long.BYTES;
    private static final int AT_LENGTH = AT_LEFT_LENGTH + Long.BYTES;
    static final Shape SHAPE = new Shape(AT_LENGTH + Long.BYTES, 0, AT_RIGHT);

    static final int BYTES = Node.BEARING_HEADER + AT_LENGTH + Long.BYTES;

    private BlobNode() {}

    /** A new leaf of {@code bytes}, which are not written yet. Returns it owned. */
    static int leaf(Stripe stripe, long bytes) {
        return stripe.allocate(Node.HEADER + bytes, Kind.BLOB_LEAF, 0, 0);
    }

    /** The address of the bytes of a leaf. */
    static long body(Memory memory, int leaf) {
        return memory.at(leaf) + Node.HEADER;
    }

    /** A new node of two parts. Takes the references {@code left} and {@code right}. Returns the node owned. */
    static int node(Core core, Stripe stripe, Rope.Joined parts, int left, int right) {
        Memory memory = core.memory();
        int node = stripe.allocate(
                Node.BEARING_HEADER + SHAPE.width(),
                Kind.BLOB_NODE,
                core.shapes().number(SHAPE),
                parts.height());
        long at = memory.at(node);
        Node.ownAll(memory, at);
        long to = at + Node.BEARING_HEADER;
        memory.setInt(to, left);
        memory.setInt(to + AT_RIGHT, right);
        memory.setLong(to + AT_LEFT_FIRST, parts.left().first());
        memory.setLong(to + AT_RIGHT_FIRST, parts.right().first());
        memory.setLong(to + AT_LEFT_LENGTH, parts.left().length());
        memory.setLong(to + AT_LENGTH, parts.length());
        return node;
    }

    static boolean isLeaf(Memory memory, int reference) {
        return Node.kind(memory, memory.at(reference)) == Kind.BLOB_LEAF;
    }

    static int height(Memory memory, int node) {
        return (int) Node.edit(memory, memory.at(node));
    }

    private static long slot(Memory memory, int node) {
        return memory.at(node) + Node.BEARING_HEADER;
    }

    static int left(Memory memory, int node) {
        return memory.getInt(slot(memory, node));
    }

    static int right(Memory memory, int node) {
        return memory.getInt(slot(memory, node) + AT_RIGHT);
    }

    static long leftFirst(Memory memory, int node) {
        return memory.getLong(slot(memory, node) + AT_LEFT_FIRST);
    }

    static long rightFirst(Memory memory, int node) {
        return memory.getLong(slot(memory, node) + AT_RIGHT_FIRST);
    }

    static long leftLength(Memory memory, int node) {
        return memory.getLong(slot(memory, node) + AT_LEFT_LENGTH);
    }

    static long length(Memory memory, int node) {
        return memory.getLong(slot(memory, node) + AT_LENGTH);
    }
}
