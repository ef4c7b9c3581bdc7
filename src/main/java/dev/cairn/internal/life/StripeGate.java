package dev.cairn.internal.life;

import dev.cairn.internal.memory.Backoff;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives stripes to changes, and lets a recount, which needs all stripes, keep changes out. */
final class StripeGate {
    /*
     * Protocol
     *   a recount   1  under turn: waits until shutOut is 0, for LET_IN_NANOS at most; 2 shuts the gate; 3 takes every stripe; works;
     *               4  opens the gate, and lets the stripes go
     *   a change    1  finds the gate shut: shutOut + 1; 2 waits until it is open and a stripe is free; 3 shutOut - 1
     *   A recount excludes changes because it holds every stripe. The rest is for progress. Recounts one after another leave gaps, which
     *   a thread that sleeps in 2 would miss. So each recount first lets the changes in that waited for the recount before.
     * Evidence: StripeStress (jcstress) for exclusion, ExclusiveTest for progress.
     */
    static final long LET_IN_NANOS = 10_000_000;

    private final Stripe[] stripes;
    private final AtomicInteger shutOut = new AtomicInteger();
    private volatile boolean isShut;
    private final @Nullable StoreErrors refusing;

    StripeGate(Stripe[] stripes) {
        this.stripes = stripes;
        this.refusing = null;
    }

    /** A gate that stays shut: the store is only read. */
    StripeGate(StoreErrors errors) {
        this.stripes = new Stripe[0];
        this.refusing = errors;
        this.isShut = true;
    }

    /** Takes a stripe. The caller lets it go by writing 0 to its {@code busy}. */
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
        if (refusing != null) {
            throw refusing.readOnly("change it");
        }
        StackRoom.require(); // for the call of decrementAndGet, after the stripe is taken
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
     * Runs {@code action} under {@code turn} and all stripes. Lets changes in before that were kept out by another such action, but waits
     * for them no longer than {@code nanos}.
     */
    <R> R exclusively(Lock turn, Supplier<R> action, long nanos) {
        if (refusing != null) {
            throw refusing.readOnly("count its references");
        }
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

    /** How many changes wait until the gate is open. */
    int shutOut() {
        return shutOut.get();
    }
}
