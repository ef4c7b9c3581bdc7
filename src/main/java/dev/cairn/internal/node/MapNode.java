package dev.cairn.internal.node;

import dev.cairn.internal.memory.Memory;

/** The layout of the nodes of a map's trie, after the header of every node. */
public final class MapNode {
    /*
     * Layout
     *
     *     63                     32 31        20 19    8 7    0
     *     +------------------------+------------+-------+------+
     *  8  |       entries:32       |    0:12    | shape | kind |   meta
     *     +------------------------+------------+-------+------+
     * 16  |       borrowed:32      |       origin:32           |   lineage: not in a MAP_LEAF or MAP_PACKED
     *     +------------------------+------------------+--------+
     * 24  |      children:32       |      size:31     |queued:1|   not in a MAP_LEAF or MAP_PACKED
     *     +------------------------+------------------+--------+
     *
     *     MAP_NODE, MAP_LEAF: the bits of entries and children say which fragments of the hash lead to an entry, and which to a child.
     *     The body has the entries in the order of their fragments; then, from the next multiple of four bytes, the children in the order
     *     of theirs. A node's logical positions are the fragments.
     *     MAP_COLLISION: entries and children are 0; the body has size entries. All of them are logical position 0.
     *     MAP_PACKED: no node of a trie, but all of a small map. The field entries is the number of entries in the body, which are in the
     *     order of their hashes.
     *
     * size is the number of entries in the subtree.
     */
    private static final int AT_ENTRIES = Node.AT_META + Integer.BYTES;
    private static final int AT_SIZE = Node.AT_QUEUED;
    private static final int AT_CHILDREN = AT_SIZE + Integer.BYTES;
    private static final int ENTRIES_SHIFT = Integer.SIZE - Node.EDIT_SHIFT;

    private static final int NODE = Kind.MAP_NODE.code();
    private static final int LEAF = Kind.MAP_LEAF.code();
    private static final int COLLISION = Kind.MAP_COLLISION.code();
    private static final int PACKED = Kind.MAP_PACKED.code();

    private MapNode() {}

    /** Whether the node with this meta is a MAP_NODE. */
    public static boolean isNode(long meta) {
        return Node.codeOf(meta) == NODE;
    }

    /** Whether the node with this meta is a MAP_LEAF. */
    public static boolean isLeaf(long meta) {
        return Node.codeOf(meta) == LEAF;
    }

    /** Whether the node with this meta is a MAP_PACKED. */
    public static boolean isPacked(long meta) {
        return Node.codeOf(meta) == PACKED;
    }

    /**
     * The number to allocate a node with, in place of an edit. {@code entries} is the mask of the fragments that have an entry, or for a
     * MAP_PACKED the number of entries.
     */
    public static long edit(int entries) {
        return (entries & 0xFFFF_FFFFL) << ENTRIES_SHIFT;
    }

    /** The mask of the fragments that lead to an entry, from the node's meta. */
    public static int entriesOf(long meta) {
        return (int) (meta >>> Integer.SIZE);
    }

    /** The mask of the fragments that lead to an entry. */
    public static int entries(Memory memory, long at) {
        return memory.getInt(at + AT_ENTRIES);
    }

    /** The mask of the fragments that lead to a child. The node is no leaf. */
    public static int children(Memory memory, long at) {
        return memory.getInt(at + AT_CHILDREN);
    }

    /** Sets the fields that a leaf does not have; queued is 0. */
    public static void set(Memory memory, long at, int children, int size) {
        memory.setLong(at + AT_SIZE, (long) children << Integer.SIZE | (long) size << 1);
    }

    /** The number of entries in the subtree of a node of any kind. */
    public static int size(Memory memory, long at) {
        return isLeaf(memory, at) ? Integer.bitCount(entries(memory, at)) : memory.getInt(at + AT_SIZE) >>> 1;
    }

    /** Whether the node is a MAP_LEAF. */
    public static boolean isLeaf(Memory memory, long at) {
        return memory.getByte(at + Node.AT_META) == LEAF;
    }

    /** Whether the node is a MAP_COLLISION. */
    public static boolean isCollision(Memory memory, long at) {
        return memory.getByte(at + Node.AT_META) == COLLISION;
    }

    /** The address of the first entry of a node of any kind. */
    public static long body(Memory memory, long at) {
        return at + (isLeaf(memory, at) ? Node.HEADER : Node.BEARING_HEADER);
    }

    /** The bytes of {@code count} entries, with the gap before the children. */
    public static long entryBytes(int count, int stride) {
        return ((long) count * stride + 3) & ~3L;
    }
}
