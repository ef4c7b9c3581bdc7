package dev.cairn.internal.alloc;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

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
 * A mutator pops a group and takes all its blocks while the reclaimer offers free blocks. Results are the blocks taken,
 * and those of the group that is on the stack in the end; -1 if there is none.
 */
@Outcome(id = "1, -1", expect = ACCEPTABLE, desc = "no group without free blocks is on the stack")
public final class GroupOfferStress {
    private static final int STACKS = 1 << 16;
    private static final long GROUPS = 1 << 20;
    private static final Memory MEMORY = new Memory(Region.reserve(4 << 20));
    private static final Groups ALL = new Groups(MEMORY);
    private static final AtomicInteger NEXT = new AtomicInteger();

    private GroupOfferStress() {}

    private static int stack() {
        int stack = NEXT.getAndIncrement() & (STACKS - 1);
        MEMORY.setLong(MEMORY.atOffset(Superblock.AT_CLASS_HEADS + 8L * stack), 0);
        ALL.format(group(stack), 1);
        ALL.push(stack, group(stack));
        return stack;
    }

    private static long group(int stack) {
        return MEMORY.atOffset(GROUPS + (long) stack * Groups.HEADER);
    }

    private static int takeAll(int stack) {
        long group = ALL.pop(stack);
        return group == 0 ? -1 : (int) ALL.take(group);
    }

    @JCStressTest
    @JCStressMeta(GroupOfferStress.class)
    @State
    public static class RealOffer {
        private final int stack = stack();

        @Actor
        public void take(II_Result result) {
            result.r1 = takeAll(stack);
        }

        @Actor
        public void offer() {
            ALL.offer(stack, group(stack), 1);
        }

        @Arbiter
        public void see(II_Result result) {
            result.r2 = takeAll(stack);
        }
    }

    /** Reads the bits before the state. */
    @JCStressTest
    @JCStressMeta(GroupOfferStress.class)
    @State
    public static class BrokenOffer {
        private final int stack = stack();

        @Actor
        public void take(II_Result result) {
            result.r1 = takeAll(stack);
        }

        @Actor
        public void offer() {
            if (ALL.bits(group(stack)) != 0 && ALL.isOff(group(stack))) {
                ALL.push(stack, group(stack));
            }
        }

        @Arbiter
        public void see(II_Result result) {
            result.r2 = takeAll(stack);
        }
    }
}
