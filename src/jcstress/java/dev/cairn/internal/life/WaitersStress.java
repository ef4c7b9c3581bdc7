package dev.cairn.internal.life;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.lang.invoke.VarHandle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A thread that is about to sleep, and a thread that brings the awaited thing, or closes the store. */
public final class WaitersStress {
    private WaitersStress() {}

    /** Whether the thread saw the thing, and whether it was woken. If neither, it would sleep for ever. */
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "seen")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "woken")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both")
    public static final class Learns {
        private Learns() {}
    }

    /** Something that is not there yet, and the steps of both threads. */
    static class Play {
        private final Set<Waiters.Waiter> ofStore = ConcurrentHashMap.newKeySet();
        private final OpenFlag openFlag = new OpenFlag(null, true);
        final Waiters waiters = new Waiters(ofStore);
        volatile boolean isThere;
        private Waiters.Waiter waiter;

        int await() {
            waiter = waiters.enter();
            waiter.look();
            return isThere ? 1 : 0;
        }

        final int awaitBeforeEntering() {
            int seen = isThere ? 1 : 0;
            waiter = waiters.enter();
            return seen;
        }

        final int awaitBeforeClearing() {
            waiter = waiters.enter();
            int seen = isThere ? 1 : 0;
            waiter.look();
            return seen;
        }

        final int awaitClosing() {
            waiter = waiters.enter();
            waiter.look();
            return openFlag.isOpen() ? 0 : 1;
        }

        final void bring() {
            isThere = true;
            waiters.wakeFirst();
        }

        final void close() {
            openFlag.close();
            VarHandle.fullFence();
            Waiters.wakeAll(ofStore);
        }

        final void closeAfterWaking() {
            Waiters.wakeAll(ofStore);
            openFlag.close();
        }

        final int woken() {
            return waiter.woken ? 1 : 0;
        }
    }

    @JCStressTest
    @JCStressMeta(Learns.class)
    @State
    public static class BringAndAwait extends Play {
        @Actor
        public void bringIt() {
            bring();
        }

        @Actor
        public void look(II_Result result) {
            result.r1 = await();
        }

        @Arbiter
        public void see(II_Result result) {
            result.r2 = woken();
        }
    }

    /** Looks first, and enters then. */
    @JCStressTest
    @JCStressMeta(Learns.class)
    @State
    public static class BrokenEntersLate extends Play {
        @Actor
        public void bringIt() {
            bring();
        }

        @Actor
        public void look(II_Result result) {
            result.r1 = awaitBeforeEntering();
        }

        @Arbiter
        public void see(II_Result result) {
            result.r2 = woken();
        }
    }

    /** Looks first, and then forgets that it was woken: as a thread that parks after a look that has parked. */
    @JCStressTest
    @JCStressMeta(Learns.class)
    @State
    public static class BrokenClearsLate extends Play {
        @Actor
        public void bringIt() {
            bring();
        }

        @Actor
        public void look(II_Result result) {
            result.r1 = awaitBeforeClearing();
        }

        @Arbiter
        public void see(II_Result result) {
            result.r2 = woken();
        }
    }

    @JCStressTest
    @JCStressMeta(Learns.class)
    @State
    public static class CloseAndAwait extends Play {
        @Actor
        public void closeIt() {
            close();
        }

        @Actor
        public void look(II_Result result) {
            result.r1 = awaitClosing();
        }

        @Arbiter
        public void see(II_Result result) {
            result.r2 = woken();
        }
    }

    /** Wakes first, and closes then. */
    @JCStressTest
    @JCStressMeta(Learns.class)
    @State
    public static class BrokenClosesLate extends Play {
        @Actor
        public void closeIt() {
            closeAfterWaking();
        }

        @Actor
        public void look(II_Result result) {
            result.r1 = awaitClosing();
        }

        @Arbiter
        public void see(II_Result result) {
            result.r2 = woken();
        }
    }
}
