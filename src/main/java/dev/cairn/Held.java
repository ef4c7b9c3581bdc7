package dev.cairn;

import dev.cairn.internal.life.Base;
import dev.cairn.internal.life.Kept;
import dev.cairn.internal.life.Stripe;
import org.jspecify.annotations.Nullable;

/**
 * A version that an atom holds or held, settled and confined to no scope, and its header. As long as this can be reached,
 * the header is not reused: whoever finds its reference in the atom's cell then knows that the atom holds this version.
 */
final class Held<T extends Version> {
    final T version;
    final int header;

    /** The number of the thread that put it into an atom; 0 if it was read from there. */
    final long writer;

    /** The objects that the version needs; null if none. */
    @Nullable
    Kept objects;

    /** Whether whoever wanted it in the atom's cell is done. */
    volatile boolean isDone;

    /** Read from an atom. Somebody else, who lives as long as this or longer, owns a count of {@code header}. */
    Held(T version, int header) {
        this(version, header, 0);
    }

    private Held(T version, int header, long writer) {
        this.version = version;
        this.header = header;
        this.writer = writer;
    }

    /** What an atom will hold: {@code settled}, and its header, of which the caller owns one count more. */
    static <T extends Version> Held<T> of(NestedCodec<T> kind, Stripe stripe, T settled) {
        Base base = kind.base(settled);
        long size = kind.size(settled);
        Held<T> held = new Held<>(
                settled, base.keepHeader(stripe, size), Thread.currentThread().threadId());
        held.objects = stripe.takeObjects();
        if (!base.ownsHeader(size)) {
            stripe.registerHolder(held, base.core().counts().raise(held.header), 0, null);
        }
        return held;
    }
}
