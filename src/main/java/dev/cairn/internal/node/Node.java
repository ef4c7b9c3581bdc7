package dev.cairn.internal.node;

import dev.cairn.internal.memory.Memory;

/** The header of every node. */
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
     * own saturates: at its maximum the node is immortal and its references are not counted any more.
     */
    /** The offset of the count word. */
    public static final int AT_COUNT = 0;

    /** The offset of the word with kind, shape and edit. */
    public static final int AT_META = 8;

    /** The offset of a bearing node's origin and borrowed positions. */
    public static final int AT_LINEAGE = 16;

    /** The offset of a bearing node's word whose lowest bit is the reclaimer's mark. */
    public static final int AT_QUEUED = 24;

    private static final int QUEUED = 1;

    /** The offset of the body of a node without references. */
    public static final int HEADER = 16;

    /** The offset of the body of a bearing node. */
    public static final int BEARING_HEADER = 32;

    /** The number to add to a count word for one more owner. */
    public static final long OWN_ONE = 1L << 44;

    private static final int OWN_SHIFT = 44;

    /** The count of owners of an immortal node. */
    public static final int OWN_MAX = (1 << 20) - 1;

    /** The number to add to a count word for one more heir. */
    public static final long HEIR_ONE = 1L << 32;

    private static final int HEIRS_SHIFT = 32;

    /** How many heirs a node can have at most. */
    public static final int HEIRS_MAX = (1 << 12) - 1;

    private static final int SHAPE_SHIFT = 8;
    static final int SHAPE_MAX = (1 << 12) - 1;
    static final int EDIT_SHIFT = 20;

    /** The lowest number of an edit. A leaf that is all of a collection has a lower one, see {@link Header#editOfWhole}. */
    public static final int EDIT_MIN = 1 << 16;

    /** The highest number of an edit. */
    public static final long EDIT_MAX = (1L << 44) - 1;

    private Node() {}

    /** The number of owners in a count word. */
    public static int own(long count) {
        return (int) (count >>> OWN_SHIFT);
    }

    /** The number of heirs in a count word. */
    public static int heirs(long count) {
        return (int) (count >>> HEIRS_SHIFT) & HEIRS_MAX;
    }

    /** The XOR of the references to all heirs, in a count word. */
    public static int xor(long count) {
        return (int) count;
    }

    /** The count word of these three. */
    public static long count(int own, int heirs, int xor) {
        return (long) own << OWN_SHIFT | (long) heirs << HEIRS_SHIFT | (xor & 0xFFFF_FFFFL);
    }

    /** The word with kind, shape and edit. */
    public static long meta(Kind kind, int shape, long edit) {
        return edit << EDIT_SHIFT | (long) shape << SHAPE_SHIFT | kind.code();
    }

    /** The origin in a lineage; 0 if none. */
    public static int origin(long lineage) {
        return (int) lineage;
    }

    /** The mask of the borrowed positions in a lineage. */
    public static int borrowed(long lineage) {
        return (int) (lineage >>> 32);
    }

    /** The lineage of these two. */
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
     * Marks a fresh bearing node as one that will own all its references. Sets the word with the reclaimer's mark to 0.
     */
    public static void ownAll(Memory memory, long at) {
        memory.setLong(at + AT_LINEAGE, 0);
        memory.setLong(at + AT_QUEUED, 0);
    }

    /** The code of the kind in a node's meta. */
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

    /** Whether the node at {@code at} has the number of an edit, and not something else in its place. */
    public static boolean hasEdit(Kind kind, Memory memory, long at) {
        boolean canHave = kind == Kind.LEAF || kind == Kind.BEARING_LEAF || kind == Kind.INNER || kind == Kind.RELAXED;
        return canHave && edit(memory, at) >= EDIT_MIN;
    }

    /** The number of the edit that made the node. The edit with this number may write the node. */
    public static long edit(Memory memory, long at) {
        return memory.getLong(at + AT_META) >>> EDIT_SHIFT;
    }
}
