package dev.cairn.internal.life;

import dev.cairn.internal.node.Header;
import java.lang.ref.Reference;

/** A header that a base was asked for, and keeps as long as it is not asked for another, from the second time on. */
final class KeptHeader {
    final long size;

    /** The header, which this owns; 0 while it was asked for once only. Two who write one at a time each keep theirs. */
    private volatile int node;

    /** That the header of the version with {@code size} elements was asked for. */
    KeptHeader(long size) {
        this.size = size;
    }

    /** Whether it is kept. */
    boolean isWritten() {
        return node != 0;
    }

    /** The node, once it is written, with a count for the caller. Returns it owned. */
    int raise(Base base) {
        try {
            return base.core().counts().raise(node);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Writes {@code header}, which is that of {@code base}. Returns the node owned. */
    int write(Base base, Stripe stripe, Header header) {
        Token token = stripe.registerHolder(this, 0, 0, base.scope());
        int written = HeaderWriter.write(base.core(), stripe, header);
        token.hold(written, 0);
        node = written;
        return raise(base);
    }
}
