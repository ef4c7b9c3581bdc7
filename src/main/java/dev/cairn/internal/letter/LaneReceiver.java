package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.StackRoom;
import dev.cairn.internal.life.Stripe;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The receiving side of a lane. Only the thread that has the right to receive calls it. */
final class LaneReceiver {
    final Lane lane;
    private final Core core;

    /** The batch of the receiver's segment. Null before the first letter that is a node or a stone, and after the last letter. */
    private @Nullable LetterBatch batch;

    LaneReceiver(Core core, Lane lane) {
        this.core = core;
        this.lane = lane;
    }

    /** The next letter; null if none is there. */
    @Nullable
    Envelope take() {
        int next = lane.following();
        if (next != 0) {
            StackRoom.require();
            batch = null; // it is null, unless an error came after the last letter of the segment
            core.reassign(stripe -> lane.enter(next, core.counts()::raise, stripe::drop));
            lane.keepEndedNear();
        }
        int state = lane.state();
        if (state == Segment.VOID) {
            skip();
            return take();
        }
        if (state == Segment.EMPTY) {
            return null;
        }
        Envelope letter = switch (state) {
            case Segment.NODE -> new NodeEnvelope(core, batch(), lane.place(), lane.letter());
            case Segment.STONE -> new ShortEnvelope.Stone(core, batch(), lane.place(), lane.word(0), lane.word(1));
            default -> new ShortEnvelope(core, state, lane.word(0), lane.word(1));
        };
        lane.advance();
        if (batch != null) {
            pass(batch, state);
        }
        return letter;
    }

    /**
     * Goes on, if the next place is empty, though it was claimed: its sender is dead. If the place's segment is not linked, links it, if the mailbox
     * {@code isThere}: else a recount may have freed the segment. The caller has found the sender dead after it saw the claim. Returns whether
     * that was done.
     */
    boolean skip(BooleanSupplier isThere) {
        boolean[] isDone = {true};
        if (lane.rest() > 0) {
            skip();
        } else {
            core.reassign(stripe -> {
                isDone[0] = isThere.getAsBoolean();
                if (isDone[0]) {
                    lane.linkNext();
                }
            });
        }
        return isDone[0];
    }

    private void skip() {
        int state = lane.state(); // again: the sender may have filled the place before it died
        if (state == Segment.EMPTY || state == Segment.VOID) {
            lane.skip();
            if (batch != null) {
                pass(batch, 0);
            }
        }
    }

    /** Begins to receive in a lane in which another process may have received. */
    void begin() {
        batch = null;
        core.reassign(stripe -> lane.finishEntering(core.counts()::raise, stripe::drop));
    }

    /** Receives no more. Letters that were taken stay. */
    void end() {
        LetterBatch left = batch;
        batch = null;
        if (left != null) {
            core.reassign(stripe -> left.leave(stripe, lane.rest()));
        }
    }

    private LetterBatch batch() {
        if (batch == null) {
            core.reassign(stripe -> batch = new LetterBatch(core, stripe, lane.segment(), lane.rest()));
        }
        return Objects.requireNonNull(batch);
    }

    private void pass(LetterBatch of, int state) {
        if (state >= 0) {
            of.pass();
        }
        if (lane.rest() == 0) {
            batch = null;
            of.leave();
        }
    }

    /** Drops all letters. All claimed places are written. */
    void sweep(Stripe stripe) {
        LetterBatch left = batch;
        batch = null;
        if (left != null) {
            left.leave(stripe, lane.rest());
        }
        lane.clear(stripe::drop);
    }
}
