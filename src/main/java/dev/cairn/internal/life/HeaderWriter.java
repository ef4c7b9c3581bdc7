package dev.cairn.internal.life;

import dev.cairn.internal.node.Header;
import dev.cairn.internal.node.Kind;

/** Makes header nodes, and counts what they name. */
public final class HeaderWriter {
    private HeaderWriter() {}

    /** A new node that says {@code header}. Borrows what it names, which the caller keeps reachable; returns the node owned. */
    public static int write(Core core, Stripe stripe, Header header) {
        int node = make(core, stripe, header);
        raise(core, header.root());
        raise(core, header.tail());
        return node;
    }

    /** As {@link #write}, but takes what it names, also if this throws. */
    public static int writeOwner(Core core, Stripe stripe, Header header) {
        try {
            return make(core, stripe, header);
        } catch (Throwable e) {
            stripe.drop(header.root());
            stripe.drop(header.tail());
            throw e;
        }
    }

    private static int make(Core core, Stripe stripe, Header header) {
        int node = stripe.allocate(Header.bytes(), Kind.HEADER, core.shapes().number(Header.SHAPE), header.form());
        header.format(core.memory(), node);
        return node;
    }

    private static void raise(Core core, int reference) {
        if (reference != 0) {
            core.counts().raise(reference);
        }
    }
}
