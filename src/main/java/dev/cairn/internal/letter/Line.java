package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The receiver's end of a lane. All of it only by who has the right to receive. */
final class Line {
    final Lane lane;
    private final Core core;

    /** What of the receiver's segment is nodes; null while it has come to none. */
    private @Nullable Batch batch;

    Line(Core core, Lane lane) {
        this.core = core;
        this.lane = lane;
    }

    /** The next letter; null if none is there. */
    @Nullable
    Envelope take() {
        int next = lane.following();
        if (next != 0) {
            core.reassign(stripe -> enter(stripe, next));
        }
        int state = lane.state();
        if (state == Segment.EMPTY) {
            return null;
        }
        if (state == Segment.NODE) {
            Envelope letter = node();
            lane.advance();
            return letter;
        }
        Envelope letter = new ShortEnvelope(core, state, lane.word(0), lane.word(1));
        lane.advance();
        if (batch != null) {
            batch.pass();
        }
        return letter;
    }

    private Envelope node() {
        if (batch == null) {
            core.reassign(stripe -> batch = new Batch(core, stripe, lane.segment(), lane.rest()));
        }
        return new NodeEnvelope(core, Objects.requireNonNull(batch), lane.place(), lane.letter());
    }

    private void enter(Stripe stripe, int next) {
        leave(stripe, 0);
        stripe.drop(lane.enter(next));
    }

    /** Drops all letters, which are written. */
    void sweep(Stripe stripe) {
        leave(stripe, lane.rest());
        stripe.drop(lane.clear());
    }

    private void leave(Stripe stripe, int rest) {
        Batch left = batch;
        if (left != null) {
            batch = null;
            left.leave(stripe, rest);
        }
    }
}
