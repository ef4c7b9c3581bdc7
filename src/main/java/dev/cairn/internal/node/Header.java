package dev.cairn.internal.node;

import dev.cairn.internal.memory.Memory;
import org.jspecify.annotations.Nullable;

/**
 * The content of a header node: the nodes of a collection, and how to read them. So a whole collection is one counted reference, which an
 * element or a name can hold. Two headers with the same content are of the same version. A leaf that is all of a small collection has this
 * content, too, and an element refers to it without a header.
 *
 * @param root the node that leads to the elements, or 0
 * @param tail the node after it, or 0
 * @param extent 64 bits whose meaning depends on the kind of collection; they include its size
 * @param form the other numbers that are needed to read the nodes, 44 bits: the height of the tree under the root, say
 */
public record Header(int root, int tail, long extent, long form) {
    /*
     * Layout: a bearing node of one slot. The form stands where other nodes have the number of their edit.
     *     header 28 | number of a label, or 0, 4 | root 4 | tail 4 | extent 8
     *
     * A MAP_LEAF that is the root of a map or set is all of it. A MAP_PACKED is always all of a map or set. A leaf of a vector is all of a
     * vector if it has the size + 1 in place of the number of an edit; no edit has such a low number (Node.EDIT_MIN).
     */
    /** The offset in a header of the number of a label. */
    public static final int AT_LABEL = Node.AT_QUEUED + Integer.BYTES;

    private static final int AT_TAIL = Integer.BYTES;
    private static final int AT_EXTENT = 2 * Integer.BYTES;

    /** The shape of the header's one slot. */
    public static final Shape SHAPE = new Shape(AT_EXTENT + Long.BYTES, 0, AT_TAIL);

    /** Whether the header names no node: that of an empty collection. */
    public boolean isOfNothing() {
        return root == 0 && tail == 0;
    }

    /** The number to allocate with, in place of an edit, for a leaf that is a whole vector of {@code size} elements. */
    public static long editOfWhole(int size) {
        return size + 1L;
    }

    /** Whether {@code node} is a header, which can have a label, and no leaf. */
    public static boolean isNode(Memory memory, int node) {
        return Node.kind(memory, memory.at(node)) == Kind.HEADER;
    }

    /** The leaf that has all of this content itself, and is root or tail; 0 if there is none. */
    public int leaf(Memory memory) {
        if (isOfNothing() || (root != 0 && tail != 0)) {
            return 0;
        }
        int leaf = root + tail;
        Header content = readLeaf(leaf, memory.getLong(memory.at(leaf) + Node.AT_META));
        return equals(content) ? leaf : 0;
    }

    /** The content of a leaf with this meta that is all of a collection; null if it is no such leaf. */
    private static @Nullable Header readLeaf(int node, long meta) {
        if (MapNode.isLeaf(meta)) {
            return new Header(node, 0, Integer.bitCount(MapNode.entriesOf(meta)), 0);
        }
        if (MapNode.isPacked(meta)) {
            return new Header(node, 0, MapNode.entriesOf(meta), 0);
        }
        int code = Node.codeOf(meta);
        long edit = meta >>> Node.EDIT_SHIFT;
        boolean isLeaf = code == Kind.LEAF.code() || code == Kind.BEARING_LEAF.code();
        return isLeaf && edit != 0 && edit < Node.EDIT_MIN ? new Header(0, node, edit - 1, 0) : null;
    }

    /** The address of the number of a label in the header {@code node}. */
    public static long atLabel(Memory memory, int node) {
        return memory.at(node) + AT_LABEL;
    }

    /** The number of bytes of a header. */
    public static int bytes() {
        return Node.BEARING_HEADER + SHAPE.width();
    }

    /** Writes this into the fresh node {@code node}, which then owns root and tail. */
    public void format(Memory memory, int node) {
        long at = memory.at(node);
        Node.ownAll(memory, at);
        memory.setInt(at + Node.BEARING_HEADER, root);
        memory.setInt(at + Node.BEARING_HEADER + AT_TAIL, tail);
        memory.setLong(at + Node.BEARING_HEADER + AT_EXTENT, extent);
    }

    /** The content of {@code node}, which is a header or a leaf that is all of a collection; borrows it. */
    public static Header read(Memory memory, int node) {
        long at = memory.at(node);
        Header leaf = readLeaf(node, memory.getLong(at + Node.AT_META));
        if (leaf != null) {
            return leaf;
        }
        return new Header(
                memory.getInt(at + Node.BEARING_HEADER),
                memory.getInt(at + Node.BEARING_HEADER + AT_TAIL),
                memory.getLong(at + Node.BEARING_HEADER + AT_EXTENT),
                Node.edit(memory, at));
    }
}
