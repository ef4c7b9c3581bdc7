package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.life.Token;
import dev.cairn.internal.memory.Memory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The letters that come from one segment, short ones apart, until the last of them is done: owns the segment, which owns them,
 * so that they need one token together. All of them that is received refers to its batch.
 */
final class LetterBatch {
    private static final VarHandle UNFINISHED;

    static {
        try {
            UNFINISHED = MethodHandles.lookup().findVarHandle(LetterBatch.class, "unfinished", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int segment;
    private final Core core;
    private @Nullable Token token;

    @SuppressWarnings({"UnusedVariable", "FieldMayBeFinal"}) // through UNFINISHED
    private int unfinished;

    /** How many places the receiver passed that held a short letter, which are not done yet. */
    private int passed;

    /** The last {@code places} places of {@code segment}, which is borrowed; the stripe's holder sees to it that it is reachable. */
    LetterBatch(Core core, Stripe stripe, int segment, int places) {
        this.core = core;
        this.segment = segment;
        this.unfinished = places;
        this.token = stripe.registerHolder(this, core.counts().raise(segment), 0, null);
    }

    /** Notes, for the receiver, that it passes a place that nobody will look at any more. */
    void pass() {
        passed++;
    }

    /** Notes that the receiver passed all places. */
    void leave() {
        finish(passed);
    }

    /** Notes that the receiver passed all places but the last {@code rest}, which it will never come to. */
    void leave(Stripe stripe, int rest) {
        finish(passed + rest, stripe);
    }

    /** Notes that {@code count} more places hold nothing that anybody will look at. */
    void finish(int count) {
        if (isLast(count)) {
            core.reassign(this::end);
        }
    }

    /** As {@link #finish(int)}, for who holds a stripe. */
    void finish(int count, Stripe stripe) {
        if (isLast(count)) {
            end(stripe);
        }
    }

    /** Settles a place of a letter that is going to have another owner; returns what the place owned. */
    int takeOut(Stripe stripe, int place) {
        Memory memory = core.memory();
        long at = Segment.place(memory, segment, place);
        int owned = memory.getInt(at);
        memory.setInt(at, 0);
        finish(1, stripe);
        return owned;
    }

    private boolean isLast(int count) {
        return count > 0 && (int) UNFINISHED.getAndAdd(this, -count) == count;
    }

    private void end(Stripe stripe) {
        stripe.giveUp(Objects.requireNonNull(token));
    }
}
