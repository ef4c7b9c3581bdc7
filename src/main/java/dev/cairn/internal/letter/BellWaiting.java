package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Waiting;
import dev.cairn.internal.memory.Doorbell;

/** Lets threads of several processes wait at a doorbell in the store. Who rings wakes all of them. */
final class BellWaiting implements Waiting {
    private final Core core;
    private final Doorbell bell;

    /** At the doorbell at {@code offset}, which stays as long as the caller reaches its node. */
    BellWaiting(Core core, long offset) {
        this.core = core;
        this.bell = new Doorbell(core.memory(), offset);
    }

    @Override
    public Waiting.Visit enter() {
        return new Visit();
    }

    @Override
    public void wakeFirst() {
        if (!core.isDetached()) {
            bell.ring();
        }
    }

    private final class Visit implements Waiting.Visit {
        private int seen;

        @Override
        public void look() {
            core.check();
            seen = bell.mark();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
            bell.sleep(seen, nanos);
        }

        /** The mark stays: one ring may be in vain. */
        @Override
        public void leave() {}
    }
}
