package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import java.lang.ref.Reference;

/** A received letter whose words lay in its place. It has copies of the words, so the place is free. */
class ShortEnvelope extends Envelope {
    private final int words;
    private final long first;
    private final long second;

    ShortEnvelope(Core core, int words, long first, long second) {
        super(core);
        this.words = words;
        this.first = first;
        this.second = second;
    }

    @Override
    public final int words() {
        return words;
    }

    @Override
    public final long word(long index) {
        return index == 0 ? first : second;
    }

    @Override
    void drop() {}

    @Override
    void fill(Stripe stripe, Lane lane, long claim) {
        lane.fill(claim, words, first, second);
    }

    /** A received stone. Its place owns the header until the letter is opened, sent or dropped. */
    static final class Stone extends ShortEnvelope {
        private final LetterBatch batch;
        private final int place;

        /** The stone in the place {@code place} of the segment that {@code batch} owns. */
        Stone(Core core, LetterBatch batch, int place, long first, long second) {
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
}
