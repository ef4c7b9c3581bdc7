package dev.cairn.internal.life;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The reclaimer takes what a slot owns while a stripe fills the slot again: the reclaimer must get what was there before. */
public final class SlotReuseStress {
    private static final int OLD = 3;
    private static final int NEW = 5;

    private SlotReuseStress() {}

    @Outcome(id = "3, 0", expect = ACCEPTABLE, desc = "the slot was not free yet")
    @Outcome(id = "3, 1", expect = ACCEPTABLE, desc = "the slot was filled again")
    public static final class TakenOnce {
        private TakenOnce() {}
    }

    /** A page with one slot that owns something. */
    private static class Page extends PagePlace {
        Page() {
            fill(OLD);
        }

        private void fill(int reference) {
            LedgerPage.fill(MEMORY, page, 0, LedgerPage.LIVE, reference, 0);
        }

        int fillAgain() {
            if ((LedgerPage.freeSlots(MEMORY, page) & 1) == 0) {
                return 0;
            }
            fill(NEW);
            return 1;
        }
    }

    @JCStressTest
    @JCStressMeta(TakenOnce.class)
    @State
    public static class TakeAndFill extends Page {
        @Actor
        public void take(II_Result result) {
            LedgerPage.take(MEMORY, page, 0, drops);
            result.r1 = drops.pop();
        }

        @Actor
        public void fill(II_Result result) {
            result.r2 = fillAgain();
        }
    }

    /** Frees the slot before it reads the slot. */
    @JCStressTest
    @JCStressMeta(TakenOnce.class)
    @State
    public static class BrokenTakeAndFill extends Page {
        @Actor
        public void take(II_Result result) {
            MEMORY.setByteRelease(LedgerPage.state(page, 0), LedgerPage.FREE);
            drops.addUnlessNil((int) MEMORY.getLong(LedgerPage.references(page, 0)));
            result.r1 = drops.pop();
        }

        @Actor
        public void fill(II_Result result) {
            result.r2 = fillAgain();
        }
    }
}
