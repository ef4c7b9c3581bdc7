package dev.cairn.internal.alloc;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Region;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two living processes want a lock that a dead one has. The results: how often one of them was under the lock, as a number that is counted under it
 * says, and how many found the lock left half done.
 */
public final class OwnerWordStress {
    private static final int WORDS = 1 << 14;
    private static final int DISTANCE = 64;
    private static final int DEAD = 9;
    private static final Memory MEMORY = new Memory(Region.reserve((long) DISTANCE * WORDS));
    private static final AtomicInteger NEXT = new AtomicInteger();

    private OwnerWordStress() {}

    private record Living(int row) implements Owners {
        @Override
        public int generation() {
            return 1;
        }

        @Override
        public boolean isAlive(int other) {
            return other != DEAD;
        }
    }

    /** Makes the view that a process has of the word. */
    @FunctionalInterface
    interface View {
        OwnerWord of(long offset, Owners owners);
    }

    /** A word, and what is counted under the lock. */
    static class Left {
        final OwnerWord first;
        final OwnerWord second;
        private int inside;
        private int halfDone;

        Left(View view) {
            long offset = (long) DISTANCE * (NEXT.getAndIncrement() & (WORDS - 1));
            first = view.of(offset, new Living(1));
            second = view.of(offset, new Living(2));
            MEMORY.setLong(MEMORY.atOffset(offset), OwnerWord.word(DEAD, 1));
        }

        final void enter(OwnerWord word) {
            boolean isHalfDone = word.acquire();
            inside++;
            halfDone += isHalfDone ? 1 : 0;
            word.release();
        }

        final void see(II_Result result) {
            result.r1 = inside;
            result.r2 = halfDone;
        }
    }

    /** As {@link OwnerWord} does it; nobody waits a millisecond before it asks. */
    @JCStressTest
    @JCStressMeta(OwnerWordStress.class)
    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "one stole it, the other took it after that")
    @Outcome(expect = FORBIDDEN, desc = "both at once, or nobody mends")
    @State
    public static class Sound extends Left {
        /** Both are living. */
        public Sound() {
            super((offset, owners) -> new OwnerWord(MEMORY, offset, owners, 0));
        }

        /** A process. */
        @Actor
        public void first() {
            enter(first);
        }

        /** Another process. */
        @Actor
        public void second() {
            enter(second);
        }

        /** What was counted. */
        @Arbiter
        public void arbiter(II_Result result) {
            see(result);
        }
    }

    /** Who steals looks at the word and then writes it. */
    @JCStressTest
    @JCStressMeta(OwnerWordStress.class)
    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "right by luck")
    @Outcome(expect = FORBIDDEN, desc = "both at once, or nobody mends")
    @State
    public static class BrokenSteal extends Left {
        /** Both are living. */
        public BrokenSteal() {
            super(PlainWord::new);
        }

        /** A process. */
        @Actor
        public void first() {
            enter(first);
        }

        /** Another process. */
        @Actor
        public void second() {
            enter(second);
        }

        /** What was counted. */
        @Arbiter
        public void arbiter(II_Result result) {
            see(result);
        }
    }

    private static final class PlainWord extends OwnerWord {
        private final long at;

        PlainWord(long offset, Owners owners) {
            super(MEMORY, offset, owners, 0);
            at = MEMORY.atOffset(offset);
        }

        @Override
        boolean steal(long dead) {
            if (MEMORY.getLong(at) != dead) {
                return false;
            }
            MEMORY.setLong(at, mine());
            return true;
        }
    }
}
