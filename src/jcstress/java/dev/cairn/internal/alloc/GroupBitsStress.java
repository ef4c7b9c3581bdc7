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
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A mutator takes the free blocks of a group that it popped while the reclaimer frees one more. Results are the blocks
 * taken, those left, and whether the reclaimer found that it may push the group.
 */
@Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "freed after the taking, before its end was seen")
@Outcome(id = "1, 2, 1", expect = ACCEPTABLE, desc = "freed after the taking")
@Outcome(id = "3, 0, 0", expect = ACCEPTABLE, desc = "freed before the taking")
@Outcome(id = "3, 0, 1", expect = ACCEPTABLE, desc = "freed before the taking, whose end was seen")
public final class GroupBitsStress {
    private static final int GROUPS = 1 << 16;
    private static final Memory MEMORY = new Memory(Region.reserve(4 << 20));
    private static final Groups ALL = new Groups(MEMORY);
    private static final AtomicInteger NEXT = new AtomicInteger();

    private GroupBitsStress() {}

    private static long popped() {
        long group = MEMORY.atOffset((1L + (NEXT.getAndIncrement() & (GROUPS - 1))) * Groups.HEADER);
        ALL.format(group, 1);
        return group;
    }

    @JCStressTest
    @JCStressMeta(GroupBitsStress.class)
    @State
    public static class RealBits {
        private final long group = popped();

        @Actor
        public void take(III_Result result) {
            result.r1 = (int) ALL.take(group);
        }

        @Actor
        public void free(III_Result result) {
            ALL.addBits(group, 2);
            result.r3 = ALL.isOff(group) ? 1 : 0;
        }

        @Arbiter
        public void see(III_Result result) {
            result.r2 = (int) ALL.bits(group);
        }
    }

    /** Reads the bits and then clears them. */
    @JCStressTest
    @JCStressMeta(GroupBitsStress.class)
    @State
    public static class BrokenBits {
        private final long group = popped();

        @Actor
        public void take(III_Result result) {
            result.r1 = (int) MEMORY.getLongAcquire(group);
            MEMORY.setLong(group, 0);
            ALL.putAside(group);
        }

        @Actor
        public void free(III_Result result) {
            ALL.addBits(group, 2);
            result.r3 = ALL.isOff(group) ? 1 : 0;
        }

        @Arbiter
        public void see(III_Result result) {
            result.r2 = (int) ALL.bits(group);
        }
    }
}
