package dev.cairn.internal.life;

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

/** Two processes add the same text to the list of descriptors: it is there once. */
public final class DescriptorTableStress {
    private static final int NODE_BYTES = 64;
    private static final int NODES = 1 << 18;
    private static final Memory MEMORY = new Memory(Region.reserve(2L * NODES * NODE_BYTES));
    private static final AtomicInteger NEXT = new AtomicInteger();

    private DescriptorTableStress() {}

    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "one node with one number")
    public static final class Once {
        private Once() {}
    }

    private static int fresh() {
        int number = NEXT.getAndIncrement() & (NODES - 1);
        return (number + 1) * (NODE_BYTES / Memory.GRANULE);
    }

    /** An empty list, and two caches of it. */
    static class List {
        private final long head = MEMORY.at(fresh());
        final DescriptorTable left;
        final DescriptorTable right;

        List() {
            MEMORY.setInt(head, 0);
            left = new DescriptorTable(MEMORY, head);
            right = new DescriptorTable(MEMORY, head);
        }

        static int node(DescriptorTable table) {
            int node = fresh();
            table.write(node, "t", TypeLayout.NONE);
            return node;
        }

        static int enter(DescriptorTable table) {
            return table.enter(node(table), "t");
        }

        /** Looks for the text before it reads the head, so a node that comes between the two is not seen. */
        static int enterBroken(DescriptorTable table) {
            int node = node(table);
            while (true) {
                int known = table.number("t");
                int next = table.first();
                if (known != 0) {
                    return known;
                }
                if (table.publish(node, next)) {
                    return table.number(node);
                }
            }
        }

        int length() {
            int length = 0;
            for (int node = left.first(); node != 0; node = left.next(node)) {
                length++;
            }
            return length;
        }
    }

    @JCStressTest
    @JCStressMeta(Once.class)
    @State
    public static class AddTwice extends List {
        @Actor
        public void left(III_Result result) {
            result.r1 = enter(left);
        }

        @Actor
        public void right(III_Result result) {
            result.r2 = enter(right);
        }

        @Arbiter
        public void see(III_Result result) {
            result.r3 = length();
        }
    }

    @JCStressTest
    @JCStressMeta(Once.class)
    @State
    public static class BrokenAddTwice extends List {
        @Actor
        public void left(III_Result result) {
            result.r1 = enterBroken(left);
        }

        @Actor
        public void right(III_Result result) {
            result.r2 = enterBroken(right);
        }

        @Arbiter
        public void see(III_Result result) {
            result.r3 = length();
        }
    }
}
