package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;

/** A short letter that was received: its words, which its place needs no more. */
sealed class ShortEnvelope extends Envelope permits StoneEnvelope {
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
}
