package dev.cairn.internal.trie.vector;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Two versions want the same place. */
@Outcome(
        id = {"true, false", "false, true"},
        expect = ACCEPTABLE,
        desc = "one takes it")
public final class ClaimableRowStress {
    private static final int PLACE = 1;

    private static final OtherRows OTHERS = OtherRows.make();

    private ClaimableRowStress() {}

    @JCStressTest
    @JCStressMeta(ClaimableRowStress.class)
    @State
    public static class ModelPlaces {
        private int taken = PLACE;

        private synchronized boolean take() {
            boolean free = taken == PLACE;
            taken = PLACE + 1;
            return free;
        }

        @Actor
        public void first(ZZ_Result result) {
            result.r1 = take();
        }

        @Actor
        public void second(ZZ_Result result) {
            result.r2 = take();
        }
    }

    @JCStressTest
    @JCStressMeta(ClaimableRowStress.class)
    @State
    public static class RealTail {
        private final Tail tail = new Tail(0, 0, 4, PLACE, OTHERS.tail());

        @Actor
        public void first(ZZ_Result result) {
            result.r1 = tail.claim(PLACE);
        }

        @Actor
        public void second(ZZ_Result result) {
            result.r2 = tail.claim(PLACE);
        }
    }

    @JCStressTest
    @JCStressMeta(ClaimableRowStress.class)
    @State
    public static class RealDelta {
        private final UpdateLog delta = OTHERS.delta().copyWith(PLACE, 4, 0, 0, null);

        @Actor
        public void first(ZZ_Result result) {
            result.r1 = delta.claim(PLACE + 1);
        }

        @Actor
        public void second(ZZ_Result result) {
            result.r2 = delta.claim(PLACE + 1);
        }
    }

    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "only who made it may")
    @State
    public static class OwnTail {
        private Tail tail;

        @Actor
        public void owner(ZZ_Result result) {
            Tail mine = new Tail(0, 0, 4, PLACE);
            tail = mine;
            result.r1 = mine.claim(PLACE);
        }

        @Actor
        public void other(ZZ_Result result) {
            Tail seen = tail;
            result.r2 = seen != null && seen.claim(PLACE);
        }
    }

    /** A row that anybody takes from as its owner does. */
    private static final class Row {
        private int taken = PLACE;

        boolean take() {
            boolean isFree = taken == PLACE;
            if (isFree) {
                taken = PLACE + 1;
            }
            return isFree;
        }
    }

    @JCStressTest
    @JCStressMeta(ClaimableRowStress.class)
    @State
    public static class BrokenOwnTail {
        private Row row;

        @Actor
        public void owner(ZZ_Result result) {
            Row mine = new Row();
            row = mine;
            result.r1 = mine.take();
        }

        @Actor
        public void other(ZZ_Result result) {
            Row seen = row;
            result.r2 = seen != null && seen.take();
        }
    }

    /** Looks and then takes. */
    @JCStressTest
    @JCStressMeta(ClaimableRowStress.class)
    @State
    public static class BrokenPlaces {
        private volatile int taken = PLACE;

        private boolean take() {
            if (taken != PLACE) {
                return false;
            }
            taken = PLACE + 1;
            return true;
        }

        @Actor
        public void first(ZZ_Result result) {
            result.r1 = take();
        }

        @Actor
        public void second(ZZ_Result result) {
            result.r2 = take();
        }
    }
}
