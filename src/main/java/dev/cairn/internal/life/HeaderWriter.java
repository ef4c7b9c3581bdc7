package dev.cairn.internal.life;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.node.Kind;
import org.jspecify.annotations.Nullable;

/** Makes header nodes, counts the nodes that they name, and gives them the numbers of labels. */
public final class HeaderWriter {
    private HeaderWriter() {}

    /** A new node with {@code header}. Borrows the nodes that it names, which the caller keeps reachable; returns the node owned. */
    public static int write(NodeSpace space, Stripe stripe, Header header) {
        int node = make(space, stripe, header);
        raise(space, header.root());
        raise(space, header.tail());
        return node;
    }

    /** As {@link #write}, but takes the nodes that it names, also if this throws. */
    public static int writeOwner(NodeSpace space, Stripe stripe, Header header) {
        try {
            return make(space, stripe, header);
        } catch (Throwable e) {
            stripe.drop(header.root());
            stripe.drop(header.tail());
            throw e;
        }
    }

    /**
     * Lets a collection that the present change made have the objects that the change needs since {@code before} was taken from the stripe
     * (O3). {@code node} is its header, or a leaf that is all of it, and is taken. Returns that or, as only a header can have objects, a
     * header of the leaf, owned.
     */
    public static int withObjects(NodeSpace space, Stripe stripe, @Nullable KeptObjects before, int node) {
        KeptObjects own = stripe.takeObjects();
        stripe.keep(before);
        if (own == null) {
            return node;
        }
        int header = Header.isNode(space.memory(), node)
                ? node
                : writeOwner(space, stripe, Header.read(space.memory(), node));
        stripe.keep(space.objects().keepHeader(header, own));
        return header;
    }

    /**
     * Gives the number of {@code label} to the header {@code node}, which is taken. Returns that header, or a copy with the number if it
     * has another, owned. The caller reaches what the header names.
     */
    public static int attach(NodeSpace space, Stripe stripe, Labels.Labelled label, int node) {
        Memory memory = space.memory();
        long at = Header.atLabel(memory, node);
        if (memory.getIntAcquire(at) == label.number()) {
            return node;
        }
        label.raise();
        if (memory.casInt(at, 0, label.number())) {
            return node;
        }
        if (memory.getIntAcquire(at) == label.number()) {
            label.lower();
            return node;
        }
        int copy = copy(space, stripe, label, node);
        memory.setInt(Header.atLabel(memory, copy), label.number());
        return copy;
    }

    /** As {@link #attach}, with the number of a descriptor; borrows {@code node}. No other thread works in the store. */
    static int labelled(NodeSpace space, Stripe stripe, int node, int number) {
        Memory memory = space.memory();
        int known = memory.getInt(Header.atLabel(memory, node));
        boolean isOther = known != 0 && known != number;
        int labelled = isOther
                ? write(space, stripe, Header.read(memory, node))
                : space.counts().raise(node);
        memory.setInt(Header.atLabel(memory, labelled), number);
        return labelled;
    }

    private static int copy(NodeSpace space, Stripe stripe, Labels.Labelled label, int node) {
        int copy = 0;
        try {
            copy = write(space, stripe, Header.read(space.memory(), node));
            stripe.keep(space.objects().copyHeader(node, copy));
            return copy;
        } finally {
            if (copy == 0) {
                label.lower();
            }
            stripe.drop(node);
        }
    }

    private static int make(NodeSpace space, Stripe stripe, Header header) {
        int node = stripe.allocate(Header.bytes(), Kind.HEADER, space.shapes().number(Header.SHAPE), header.form());
        header.format(space.memory(), node);
        return node;
    }

    private static void raise(NodeSpace space, int reference) {
        if (reference != 0) {
            space.counts().raise(reference);
        }
    }
}
