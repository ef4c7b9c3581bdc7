package dev.cairn.internal.life;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.Semaphore;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two threads take a stripe and count, plainly, how often it was held before. A thread that found it busy gives -1. */
@Outcome(
        id = {"0, 1", "1, 0"},
        expect = ACCEPTABLE,
        desc = "one after the other; the second sees the write of the first")
@Outcome(
        id = {"0, -1", "-1, 0"},
        expect = ACCEPTABLE,
        desc = "one found it busy")
public final class StripeStress {
    private static final Core CORE = ReleaserStress.core();

    private StripeStress() {}

    @JCStressTest
    @JCStressMeta(StripeStress.class)
    @State
    public static class ModelStripe {
        private final Semaphore lock = new Semaphore(1);
        private int held;

        private int hold() {
            if (!lock.tryAcquire()) {
                return -1;
            }
            int before = held++;
            lock.release();
            return before;
        }

        @Actor
        public void first(II_Result result) {
            result.r1 = hold();
        }

        @Actor
        public void second(II_Result result) {
            result.r2 = hold();
        }
    }

    @JCStressTest
    @JCStressMeta(StripeStress.class)
    @State
    public static class RealStripe {
        private final Stripe stripe = new Stripe(CORE);

        private int hold() {
            if (!stripe.tryAcquire()) {
                return -1;
            }
            int before = (int) stripe.basesMade++;
            stripe.busy = 0;
            return before;
        }

        @Actor
        public void first(II_Result result) {
            result.r1 = hold();
        }

        @Actor
        public void second(II_Result result) {
            result.r2 = hold();
        }
    }

    /** Looks and then takes. */
    @JCStressTest
    @JCStressMeta(StripeStress.class)
    @State
    public static class BrokenStripe {
        private volatile boolean busy;
        private int held;

        private int hold() {
            if (busy) {
                return -1;
            }
            busy = true;
            int before = held++;
            busy = false;
            return before;
        }

        @Actor
        public void first(II_Result result) {
            result.r1 = hold();
        }

        @Actor
        public void second(II_Result result) {
            result.r2 = hold();
        }
    }
}
