package dev.cairn.internal.trie.vector;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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

    /** Rows of a thread that takes no part, so that copies of them belong to all. */
    private static final Tail TAIL = byAnotherThread(() -> new Tail(0, 0, 4, PLACE));

    private static final Delta DELTA = byAnotherThread(() -> Delta.of(0, 0, null));

    private PlacesStress() {}

    private static <T> T byAnotherThread(Callable<T> make) {
        var task = new FutureTask<>(make);
        Thread.ofPlatform().start(task);
        try {
            return task.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

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
        private final Tail tail = new Tail(0, 0, 4, PLACE, TAIL);

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
        private final Delta delta = DELTA.copyAnd(PLACE, 4, 0, 0, null);

        @Actor
        public void first(ZZ_Result result) {
            result.r1 = delta.take(PLACE + 1);
        }

        @Actor
        public void second(ZZ_Result result) {
            result.r2 = delta.take(PLACE + 1);
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
            result.r1 = mine.take(PLACE);
        }

        @Actor
        public void other(ZZ_Result result) {
            Tail seen = tail;
            result.r2 = seen != null && seen.take(PLACE);
        }
    }

    /** Takes for anybody as an owner does. */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "only who made it may")
    @State
    public static class BrokenOwnTail {
        private int taken = PLACE;

        private boolean take() {
            boolean isFree = taken == PLACE;
            if (isFree) {
                taken = PLACE + 1;
            }
            return isFree;
        }

        @Actor
        public void owner(ZZ_Result result) {
            result.r1 = take();
        }

        @Actor
        public void other(ZZ_Result result) {
            result.r2 = take();
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
