package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.life.Token;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The letters that come from one segment, until the last of them is settled: owns the segment, which owns them, so that they
 * need one token together. All that is received refers to its batch.
 */
final class Batch {
    private static final VarHandle UNSETTLED;

    static {
        try {
            UNSETTLED = MethodHandles.lookup().findVarHandle(Batch.class, "unsettled", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final int segment;
    private final Core core;
    private @Nullable Token token;

    @SuppressWarnings("UnusedVariable") // through UNSETTLED
    private int unsettled = Segment.LETTERS;

    /** All places of {@code segment}, which is borrowed; the stripe's holder sees to it that it is reachable. */
    Batch(Core core, Stripe stripe, int segment) {
        this.core = core;
        this.segment = segment;
        this.token = stripe.registerHolder(this, core.counts().raise(segment), 0, null);
    }

    /** Notes that {@code count} more places hold nothing that anybody will look at. */
    void settle(int count) {
        if (isLast(count)) {
            core.reassign(this::end);
        }
    }

    /** As {@link #settle(int)}, for who holds a stripe. */
    void settle(int count, Stripe stripe) {
        if (isLast(count)) {
            end(stripe);
        }
    }

    private boolean isLast(int count) {
        return (int) UNSETTLED.getAndAdd(this, -count) == count;
    }

    private void end(Stripe stripe) {
        Objects.requireNonNull(token).giveUp(stripe);
    }
}
