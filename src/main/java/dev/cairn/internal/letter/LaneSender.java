package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.StackRoom;
import dev.cairn.internal.life.Stripe;

/** Claims places of a lane, with fresh segments where they are needed. */
final class LaneSender {
    private LaneSender() {}

    /** As {@link Lane#claim}, but makes a segment if one is needed. */
    static long claim(Core core, Stripe stripe, Lane lane) {
        long claim = lane.claim(0);
        if (claim != Lane.NO_SEGMENT) {
            return claim;
        }
        // an overflow after the claim would leave a segment that is not linked, and a repair would free it
        StackRoom.require();
        return claimWith(stripe, lane, Segment.make(core, stripe));
    }

    private static long claimWith(Stripe stripe, Lane lane, int fresh) {
        long claim = lane.claim(fresh);
        if (claim != Lane.claim(fresh, 0)) {
            stripe.drop(fresh);
        }
        return claim;
    }

    /** Claims a place for the letter that is {@code owned}, which is dropped if the claim fails. */
    static long claim(Core core, Stripe stripe, Lane lane, int owned) {
        long claim = Lane.FULL;
        try {
            claim = claim(core, stripe, lane);
        } finally {
            if (claim < 0) {
                stripe.drop(owned);
            }
        }
        return claim;
    }
}
