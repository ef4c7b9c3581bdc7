package dev.cairn.internal.node;

import dev.cairn.internal.memory.Memory;
import org.jspecify.annotations.Nullable;

/**
 * What a header node says: which nodes a collection has, and what it takes to read them. So a whole collection is one
 * counted reference, which an element can hold, or a name. Headers that say the same are of the same version. A leaf that is all of a
 * small collection says so much itself, and an element refers to it without a header.
 *
 * @param root the node that leads to the elements, or 0
 * @param tail the node after it, or 0
 * @param extent 64 bits whose meaning the kind of collection knows, its size among them
 * @param form what else it takes to read them, 44 bits: the height of the tree under the root, say
 */
public record Header(int root, int tail, long extent, long form) {
    /*
     * Layout: a bearing node of one slot; the form stands where other nodes have the number of their edit.
     *     header 28 | number of a label, or 0, 4 | root 4 | tail 4 | extent 8
     *
     * A MAP_LEAF is all of the map or set of which it is the root, and a MAP_PACKED is one. A leaf of a vector is all of one if it has the size
     * and one in place of the number of an edit; no edit has such a low one (Node.EDIT_MIN).
     */
    private static final int AT_LABEL = Node.AT_QUEUED + Integer.BYTES;
    private static final int AT_TAIL = Integer.BYTES;
    private static final int AT_EXTENT = 2 * Integer.BYTES;

    /** Its one slot. */
    public static final Shape SHAPE = new Shape(AT_EXTENT + Long.BYTES, 0, AT_TAIL);

    /** Whether it names no node. */
    public boolean isOfNothing() {
        return root == 0 && tail == 0;
    }

    /** What to allocate a vector's leaf with in place of an edit number, for it to be a whole vector of {@code size} elements. */
    public static long editOfWhole(int size) {
        return size + 1L;
    }

    /** Whether {@code node} is a header, so that it can have a label, and no leaf. */
    public static boolean isNode(Memory memory, int node) {
        return Node.kind(memory, memory.at(node)) == Kind.HEADER;
    }

    /** A leaf that says all of this, and is kept by who keeps what this names; 0 if there is none. */
    public int leaf(Memory memory) {
        if (isOfNothing() || (root != 0 && tail != 0)) {
            return 0;
        }
        int leaf = root + tail;
        Header said = readLeaf(leaf, memory.getLong(memory.at(leaf) + Node.AT_META));
        return equals(said) ? leaf : 0;
    }

    /** What the leaf with this meta says of a collection that has nothing else; null if there is none. */
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

    /** Where the header {@code node} has the number of a label. */
    public static long atLabel(Memory memory, int node) {
        return memory.at(node) + AT_LABEL;
    }

    /** How many bytes a header takes. */
    public static int bytes() {
        return Node.BEARING_HEADER + SHAPE.width();
    }

    /** Writes this into the fresh node {@code node}, which then owns what this names. */
    public void format(Memory memory, int node) {
        long at = memory.at(node);
        Node.ownAll(memory, at);
        memory.setInt(at + Node.BEARING_HEADER, root);
        memory.setInt(at + Node.BEARING_HEADER + AT_TAIL, tail);
        memory.setLong(at + Node.BEARING_HEADER + AT_EXTENT, extent);
    }

    /** What {@code node} says, a header or a leaf that is all of a collection; borrows it. */
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
