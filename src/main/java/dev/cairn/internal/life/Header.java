package dev.cairn.internal.life;

import dev.cairn.internal.memory.Memory;

/**
 * What a header node says: which nodes a collection has, and what it takes to read them. So a whole collection is one
 * counted reference, which an element can hold, or a name. Headers that say the same are of the same version.
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
     */
    private static final int AT_LABEL = Node.AT_QUEUED + Integer.BYTES;
    private static final int AT_TAIL = Integer.BYTES;
    private static final int AT_EXTENT = 2 * Integer.BYTES;
    static final Shape SHAPE = new Shape(AT_EXTENT + Long.BYTES, 0, AT_TAIL);

    /** Whether it names no node. */
    boolean isOfNothing() {
        return root == 0 && tail == 0;
    }

    /** Where the header {@code node} has the number of a label. */
    static long atLabel(Memory memory, int node) {
        return memory.at(node) + AT_LABEL;
    }

    /** A new node that says this. Borrows what it names, which the caller keeps reachable; returns the node owned. */
    public int write(Core core, Stripe stripe) {
        int node = make(core, stripe);
        raise(core, root);
        raise(core, tail);
        return node;
    }

    /** As {@link #write}, but takes what it names, also if this throws. */
    public int writeOwner(Core core, Stripe stripe) {
        try {
            return make(core, stripe);
        } catch (Throwable e) {
            stripe.drop(root);
            stripe.drop(tail);
            throw e;
        }
    }

    private int make(Core core, Stripe stripe) {
        Memory memory = core.memory();
        int bytes = Node.BEARING_HEADER + SHAPE.width();
        int node = stripe.allocate(bytes, Kind.HEADER, core.shapeNumber(SHAPE), form);
        long at = memory.at(node);
        core.counts().ownAll(at);
        memory.setInt(at + Node.BEARING_HEADER, root);
        memory.setInt(at + Node.BEARING_HEADER + AT_TAIL, tail);
        memory.setLong(at + Node.BEARING_HEADER + AT_EXTENT, extent);
        return node;
    }

    private static void raise(Core core, int reference) {
        if (reference != 0) {
            core.counts().raise(reference);
        }
    }

    /** What the header {@code node} says; borrows it. */
    public static Header read(Core core, int node) {
        Memory memory = core.memory();
        long at = memory.at(node);
        return new Header(
                memory.getInt(at + Node.BEARING_HEADER),
                memory.getInt(at + Node.BEARING_HEADER + AT_TAIL),
                memory.getLong(at + Node.BEARING_HEADER + AT_EXTENT),
                Node.edit(memory, at));
    }
}
