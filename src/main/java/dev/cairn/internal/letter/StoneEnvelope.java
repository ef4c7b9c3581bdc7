package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import java.lang.ref.Reference;

/** A stone that was received: its words, and the place that owns what they refer to, until that is given to whoever opens it. */
final class StoneEnvelope extends ShortEnvelope {
    private final LetterBatch batch;
    private final int place;

    /** The stone in the place {@code place} of the segment that {@code batch} owns. */
    StoneEnvelope(Core core, LetterBatch batch, int place, long first, long second) {
        super(core, Segment.WORDS, first, second);
        this.batch = batch;
        this.place = place;
    }

    @Override
    public int give(Stripe stripe, int stone) {
        become(State.OPENED);
        return takeOut(stripe);
    }

    @Override
    void drop() {
        core.reassign(stripe -> stripe.drop(takeOut(stripe)));
    }

    @Override
    void fill(Stripe stripe, Lane lane, long claim) {
        core.objects().holdHeader((int) word(1), Lane.segmentOf(claim));
        lane.fillStone(claim, takeOut(stripe), word(0), word(1));
    }

    private int takeOut(Stripe stripe) {
        try {
            return batch.takeOut(stripe, place);
        } finally {
            Reference.reachabilityFence(this);
        }
    }
}
