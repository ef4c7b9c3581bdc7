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
public final class PlacesStress {
    private static final int PLACE = 1;

    private PlacesStress() {}

    @JCStressTest
    @JCStressMeta(PlacesStress.class)
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
    @JCStressMeta(PlacesStress.class)
    @State
    public static class RealTail {
        private final Tail tail = new Tail(0, 0, 4, PLACE);

        @Actor
        public void first(ZZ_Result result) {
            result.r1 = tail.take(PLACE);
        }

        @Actor
        public void second(ZZ_Result result) {
            result.r2 = tail.take(PLACE);
        }
    }

    @JCStressTest
    @JCStressMeta(PlacesStress.class)
    @State
    public static class RealDelta {
        private final Delta delta = Delta.of(0, 0, null);

        @Actor
        public void first(ZZ_Result result) {
            result.r1 = delta.take(PLACE);
        }

        @Actor
        public void second(ZZ_Result result) {
            result.r2 = delta.take(PLACE);
        }
    }

    /** Looks and then takes. */
    @JCStressTest
    @JCStressMeta(PlacesStress.class)
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
