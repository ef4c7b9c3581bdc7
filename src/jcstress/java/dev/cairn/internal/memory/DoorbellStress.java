package dev.cairn.internal.memory;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A thread that is about to sleep, and one that rings twice. The first result: whether the thread would sleep although something happened. The other
 * one is 0.
 */
public final class DoorbellStress {
    private static final int BELLS = 1 << 14;
    private static final Memory MEMORY = new Memory(Region.reserve(128L * BELLS));
    private static final AtomicInteger NEXT = new AtomicInteger();

    private DoorbellStress() {}

    /** A bell, and a word that says what has happened. */
    static class Bell {
        final long offset = 128L * (NEXT.getAndIncrement() & (BELLS - 1));
        final long thing = MEMORY.atOffset(offset + 64);
        final Doorbell bell = new Doorbell(MEMORY, offset);

        Bell() {
            MEMORY.setLong(MEMORY.atOffset(offset), 0);
            MEMORY.setLong(thing, 0);
        }

        final int count() {
            return MEMORY.getIntAcquire(MEMORY.atOffset(offset));
        }

        final void happen() {
            MEMORY.getAndAddLong(thing, 1);
        }
    }

    /** As {@link Doorbell} does it. */
    @JCStressTest
    @JCStressMeta(DoorbellStress.class)
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "seen, or woken")
    @Outcome(expect = FORBIDDEN, desc = "asleep")
    @State
    public static class Sound extends Bell {
        private int seen;
        private boolean looked;

        /** The thread that waits. */
        @Actor
        public void sleeper() {
            seen = bell.mark();
            looked = MEMORY.getLongAcquire(thing) == 2;
        }

        /** The thread that rings. */
        @Actor
        public void ringer() {
            happen();
            bell.ring();
            happen();
            bell.ring();
        }

        /** Whether the sleeper has missed both. */
        @Arbiter
        public void arbiter(II_Result r) {
            r.r1 = looked || count() != seen ? 0 : 1;
        }
    }

    /** The sleeper looks before it makes its mark. */
    @JCStressTest
    @JCStressMeta(DoorbellStress.class)
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "seen, or woken")
    @Outcome(expect = FORBIDDEN, desc = "asleep")
    @State
    public static class BrokenLook extends Bell {
        private int seen;
        private boolean looked;

        /** The thread that waits. */
        @Actor
        public void sleeper() {
            looked = MEMORY.getLongAcquire(thing) == 2;
            seen = bell.mark();
        }

        /** The thread that rings. */
        @Actor
        public void ringer() {
            happen();
            bell.ring();
            happen();
            bell.ring();
        }

        /** Whether the sleeper has missed both. */
        @Arbiter
        public void arbiter(II_Result r) {
            r.r1 = looked || count() != seen ? 0 : 1;
        }
    }
}
