package dev.cairn.internal.node;

import dev.cairn.internal.memory.Memory;

/** The layout of a node with a list of references. After the list comes the rest of the node, which depends on its kind. */
public final class ReferenceList {
    /*
     * Layout
     *
     *     63                       32 31                 1 0
     *     +--------------------------+--------------------+--------+
     * 24  |        count:32          |        0:31        |queued:1|
     *     +--------------------------+--------------------+--------+
     * 32  |      reference 0         |       reference 1  ...      |   nil where there is none; the rest begins at a word
     *     +--------------------------+-----------------------------+
     *
     * The node owns the listed nodes. All of them are at logical position 0, since such a node is never copied.
     */
    private static final int AT_COUNT = Node.AT_QUEUED + Integer.BYTES;

    private ReferenceList() {}

    /** Gives the fresh node at {@code at} a list of {@code count} references, all nil. */
    public static void format(Memory memory, long at, int count) {
        Node.ownAll(memory, at);
        memory.setInt(at + AT_COUNT, count);
        memory.zeroWords(at + Node.BEARING_HEADER, end(count) - Node.BEARING_HEADER);
    }

    /** The number of references in the list, nil included. */
    public static int count(Memory memory, long at) {
        return memory.getInt(at + AT_COUNT);
    }

    /** The address of the {@code index}-th reference of the node. */
    public static long place(long at, int index) {
        return at + Node.BEARING_HEADER + (long) index * Integer.BYTES;
    }

    /** The offset in the node of the end of a list of {@code count} references. */
    public static int end(int count) {
        return Node.BEARING_HEADER + (count + 1) / 2 * Long.BYTES;
    }
}
