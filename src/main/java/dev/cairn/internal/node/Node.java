package dev.cairn.internal.node;

import dev.cairn.internal.memory.Memory;

/** The header that every node begins with. */
public final class Node {
    /*
     * Layout
     *
     *     63      44 43    32 31                             0
     *     +---------+--------+-------------------------------+
     *  0  | own:20  |heirs:12|            xor:32             |   count word, atomic
     *     +---------+--------+-------------+---------+-------+
     *  8  |          edit:44               |shape:12 |kind:8 |   written once, before the node can be reached
     *     +-------------------------+------+---------+-------+
     * 16  |       borrowed:32       |       origin:32        |   lineage: only kinds that bear references
     *     +-------------------------+------------------------+
     * 24  |               of the kind:63           |queued:1 |   same kinds; queued is the reclaimer's mark
     *     +--------------------------------------------------+
     *
     * own saturates: at its maximum the node is immortal and is no longer counted.
     */
    /** Where the count word is. */
    public static final int AT_COUNT = 0;

    /** Where the word is that tells the kind. */
    public static final int AT_META = 8;

    /** Where a bearing node has its origin, and what it borrows from that. */
    public static final int AT_LINEAGE = 16;

    /** Where a bearing node has the reclaimer's mark, in the lowest bit of a word. */
    public static final int AT_QUEUED = 24;

    private static final int QUEUED = 1;

    /** Where the body of a node without references begins. */
    public static final int HEADER = 16;

    /** Where the body of a node that bears references begins. */
    public static final int BEARING_HEADER = 32;

    /** One owner, to add to a count word. */
    public static final long OWN_ONE = 1L << 44;

    private static final int OWN_SHIFT = 44;

    /** The count of owners of an immortal node. */
    public static final int OWN_MAX = (1 << 20) - 1;

    /** One heir, to add to a count word. */
    public static final long HEIR_ONE = 1L << 32;

    private static final int HEIRS_SHIFT = 32;

    /** How many heirs a node can have. */
    public static final int HEIRS_MAX = (1 << 12) - 1;

    private static final int SHAPE_SHIFT = 8;
    static final int SHAPE_MAX = (1 << 12) - 1;
    static final int EDIT_SHIFT = 20;

    /** The lowest number of an edit. A leaf that is all of a collection has a lower one, see {@link Header#editOfWhole}. */
    public static final int EDIT_MIN = 1 << 16;

    private Node() {}

    /** How many own the node with this count word. */
    public static int own(long count) {
        return (int) (count >>> OWN_SHIFT);
    }

    /** How many heirs the node with this count word has. */
    public static int heirs(long count) {
        return (int) (count >>> HEIRS_SHIFT) & HEIRS_MAX;
    }

    /** The XOR of the references to the heirs. */
    public static int xor(long count) {
        return (int) count;
    }

    /** The count word of these three. */
    public static long count(int own, int heirs, int xor) {
        return (long) own << OWN_SHIFT | (long) heirs << HEIRS_SHIFT | (xor & 0xFFFF_FFFFL);
    }

    /** The word that tells kind, shape and edit. */
    public static long meta(Kind kind, int shape, long edit) {
        return edit << EDIT_SHIFT | (long) shape << SHAPE_SHIFT | kind.code();
    }

    /** The node that a node of this lineage borrows from; 0 if none. */
    public static int origin(long lineage) {
        return (int) lineage;
    }

    /** The positions that a node of this lineage borrows. */
    public static int borrowed(long lineage) {
        return (int) (lineage >>> 32);
    }

    /** The word of these two. */
    public static long lineage(int origin, int borrowed) {
        return (long) borrowed << 32 | (origin & 0xFFFF_FFFFL);
    }

    /** Whether the bearing node has the reclaimer's mark. */
    public static boolean isQueued(Memory memory, long at) {
        return (memory.getInt(at + AT_QUEUED) & QUEUED) != 0;
    }

    /** Sets or clears the reclaimer's mark of a bearing node. */
    public static void setQueued(Memory memory, long at, boolean queued) {
        int others = memory.getInt(at + AT_QUEUED) & ~QUEUED;
        memory.setInt(at + AT_QUEUED, others | (queued ? QUEUED : 0));
    }

    /**
     * Marks a fresh bearing node as one that owns all it will refer to; what its kind keeps beside the reclaimer's mark
     * is zero then.
     */
    public static void ownAll(Memory memory, long at) {
        memory.setLong(at + AT_LINEAGE, 0);
        memory.setLong(at + AT_QUEUED, 0);
    }

    /** The code of the kind, out of a node's meta. */
    public static int codeOf(long meta) {
        return (byte) meta;
    }

    /** The kind of the node at {@code at}. */
    public static Kind kind(Memory memory, long at) {
        return Kind.of(memory.getByte(at + AT_META));
    }

    /** The number of the node's shape. */
    public static int shape(Memory memory, long at) {
        return (memory.getInt(at + AT_META) >>> SHAPE_SHIFT) & SHAPE_MAX;
    }

    /** The number of the edit that made the node; who holds this number may write the node. */
    public static long edit(Memory memory, long at) {
        return memory.getLong(at + AT_META) >>> EDIT_SHIFT;
    }
}
