package dev.cairn.internal.life;

import dev.cairn.internal.memory.Backoff;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

/** How changes come by a stripe, and how a recount, which needs all of them, keeps changes out. */
final class StripeGate {
    /*
     * Protocol
     *   a recount   1  under turn: waits until shutOut is 0, for LET_IN_NANOS at most; 2 shuts; 3 takes every stripe; works;
     *               4  opens, and lets the stripes go
     *   a change    1  finds it shut: shutOut + 1; 2 waits until it is open and it has a stripe; 3 shutOut - 1
     *   What excludes them is that a recount holds every stripe. The rest is for progress: recounts one after another leave gaps
     *   that a thread which sleeps in 2 would miss. So each recount first lets those in who waited for the one before.
     * Evidence: StripeStress (jcstress) for exclusion, ExclusiveTest for progress.
     */
    static final long LET_IN_NANOS = 10_000_000;

    private final Stripe[] stripes;
    private final AtomicInteger shutOut = new AtomicInteger();
    private volatile boolean isShut;

    StripeGate(Stripe[] stripes) {
        this.stripes = stripes;
    }

    /** Takes a stripe, which the caller lets go by writing 0 to its {@code busy}. */
    Stripe enter() {
        int start = (int) Thread.currentThread().threadId();
        for (int tries = 0; ; tries++) {
            if (isShut) {
                return enterWhenOpen(start);
            }
            Stripe stripe = stripes[(start + tries) & (stripes.length - 1)];
            if (stripe.tryAcquire()) {
                return stripe;
            }
            Backoff.pause(tries);
        }
    }

    private Stripe enterWhenOpen(int start) {
        StackRoom.require(); // for the call that follows the taking of a stripe
        shutOut.incrementAndGet();
        try {
            for (int tries = 0; ; tries++) {
                Stripe stripe = stripes[(start + tries) & (stripes.length - 1)];
                if (!isShut && stripe.tryAcquire()) {
                    return stripe;
                }
                Backoff.pause(tries);
            }
        } finally {
            shutOut.decrementAndGet();
        }
    }

    /**
     * Runs {@code action} under {@code turn} and all stripes. Waits first for changes that waited for another such action, but no longer
     * than {@code nanos}.
     */
    <R> R exclusively(Lock turn, Supplier<R> action, long nanos) {
        StackRoom.require();
        turn.lock();
        try {
            letIn(nanos);
            isShut = true;
            int taken = 0;
            try {
                for (; taken < stripes.length; taken++) {
                    stripes[taken].acquire();
                }
                return action.get();
            } finally {
                isShut = false;
                while (taken > 0) {
                    stripes[--taken].busy = 0;
                }
            }
        } finally {
            turn.unlock();
        }
    }

    private void letIn(long nanos) {
        long begin = System.nanoTime();
        for (int tries = 0; shutOut.get() > 0 && System.nanoTime() - begin < nanos; tries++) {
            Backoff.pause(tries);
        }
    }

    /** How many changes wait until it is open. */
    int shutOut() {
        return shutOut.get();
    }
}
