package dev.cairn.internal.life;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A page that was offered is taken while one more of its slots dies: that slot is taken now, or its page is offered again. */
public final class DeadPageStress {
    private static final int FIRST = 3;
    private static final int SECOND = 5;

    private DeadPageStress() {}

    @Outcome(id = "8, 0", expect = ACCEPTABLE, desc = "both slots were taken, each once")
    public static final class BothTaken {
        private BothTaken() {}
    }

    /** A page with one dead slot, which was offered. */
    private static class Page extends PagePlace {
        final DeadPages stack = new DeadPages(MEMORY, head);

        Page() {
            LedgerPage.fill(MEMORY, page, 0, LedgerPage.DEAD, FIRST, 0);
            stack.offer(page);
        }

        final void offerSecond() {
            LedgerPage.fill(MEMORY, page, 1, LedgerPage.DEAD, SECOND, 0);
            stack.offer(page);
        }

        final void takeRest(II_Result result) {
            stack.begin();
            stack.take(drops);
            while (drops.size() > 0) {
                result.r1 += drops.pop();
            }
            result.r2 = MEMORY.getInt(page + LedgerPage.AT_STACKED);
        }
    }

    @JCStressTest
    @JCStressMeta(BothTaken.class)
    @State
    public static class OfferAndTake extends Page {
        @Actor
        public void offer() {
            offerSecond();
        }

        @Actor
        public void take() {
            stack.begin();
            stack.take(drops);
        }

        @Arbiter
        public void rest(II_Result result) {
            takeRest(result);
        }
    }

    /** Looks at the slots before it takes the mark off. */
    @JCStressTest
    @JCStressMeta(BothTaken.class)
    @State
    public static class BrokenOfferAndTake extends Page {
        @Actor
        public void offer() {
            offerSecond();
        }

        @Actor
        public void take() {
            MEMORY.getAndSetLong(head, 0);
            LedgerPage.takeDead(MEMORY, page, drops);
            VarHandle.fullFence();
            MEMORY.setIntRelease(page + LedgerPage.AT_STACKED, 0);
        }

        @Arbiter
        public void rest(II_Result result) {
            takeRest(result);
        }
    }
}
