package dev.cairn.internal.life;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Region;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The reclaimer takes what a slot owns while a stripe fills the slot again: the reclaimer must get what was there before. */
public final class SlotReuseStress {
    private static final int PAGE = 64;
    private static final int OLD = 3;
    private static final int NEW = 5;

    private SlotReuseStress() {}

    @Outcome(id = "3, 0", expect = ACCEPTABLE, desc = "the slot was not free yet")
    @Outcome(id = "3, 1", expect = ACCEPTABLE, desc = "the slot was filled again")
    public static final class TakenOnce {
        private TakenOnce() {}
    }

    private static Ledger ledger() {
        Ledger made = new Ledger(new Memory(Region.reserve(1 << 16)));
        made.addSlots(PAGE);
        fill(made, OLD);
        return made;
    }

    private static int fillAgain(Ledger ledger) {
        if ((ledger.freeSlots(PAGE) & 1) == 0) {
            return 0;
        }
        fill(ledger, NEW);
        return 1;
    }

    private static void fill(Ledger ledger, int reference) {
        ledger.fill(ledger.body(PAGE) - Ledger.AT_BODY, 0, Ledger.LIVE, reference, 0);
    }

    @JCStressTest
    @JCStressMeta(TakenOnce.class)
    @State
    public static class TakeAndFill {
        private final Ledger ledger = ledger();
        private final IntStack drops = new IntStack();

        @Actor
        public void take(II_Result result) {
            ledger.take(0, drops);
            result.r1 = drops.pop();
        }

        @Actor
        public void fill(II_Result result) {
            result.r2 = fillAgain(ledger);
        }
    }

    /** Frees the slot before it reads the slot. */
    @JCStressTest
    @JCStressMeta(TakenOnce.class)
    @State
    public static class BrokenTakeAndFill {
        private final Ledger ledger = ledger();
        private final IntStack drops = new IntStack();

        @Actor
        public void take(II_Result result) {
            ledger.free(0);
            ledger.visit(0, drops::addUnlessNil);
            result.r1 = drops.pop();
        }

        @Actor
        public void fill(II_Result result) {
            result.r2 = fillAgain(ledger);
        }
    }
}
