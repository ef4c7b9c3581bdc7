package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.life.Token;
import dev.cairn.internal.memory.FieldHandle;
import dev.cairn.internal.memory.Memory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The letters of one segment that are nodes or stones. The batch owns the segment, and the segment owns the letters, so all of them need
 * one token. Each received letter of them refers to its batch. When the last letter is done, the batch gives up the segment.
 */
final class LetterBatch {
    private static final VarHandle UNFINISHED = FieldHandle.of(MethodHandles.lookup(), "unfinished", int.class);

    private final int segment;
    private final Core core;
    private @Nullable Token token;

    @SuppressWarnings({"UnusedVariable", "FieldMayBeFinal"}) // through UNFINISHED
    private int unfinished;

    /** How many places of short letters the receiver passed. They are counted as done when the receiver leaves the segment. */
    private int passed;

    /** The batch of the last {@code places} places of {@code segment}. Borrows the segment; the caller keeps it reachable. */
    LetterBatch(Core core, Stripe stripe, int segment, int places) {
        this.core = core;
        this.segment = segment;
        this.unfinished = places;
        this.token = stripe.registerHolder(this, core.counts().raise(segment), 0, null);
    }

    /** The receiver passes a place of a short letter, which nobody will read again. */
    void pass() {
        passed++;
    }

    /** The receiver passed all places. */
    void leave() {
        finish(passed);
    }

    /** The receiver passed all places but the last {@code rest}, and will never reach these. */
    void leave(Stripe stripe, int rest) {
        finish(passed + rest, stripe);
    }

    /** Nobody will read {@code count} more places again. Gives up the segment if these were the last. */
    void finish(int count) {
        if (isLast(count)) {
            core.reassign(this::end);
        }
    }

    /** As {@link #finish(int)}, for a caller that holds a stripe. */
    void finish(int count, Stripe stripe) {
        if (isLast(count)) {
            end(stripe);
        }
    }

    /** Empties a place whose letter gets another owner; returns the node or stone that the place owned, owned. */
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
