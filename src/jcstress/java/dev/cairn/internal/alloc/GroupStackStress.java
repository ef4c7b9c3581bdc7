package dev.cairn.internal.alloc;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Region;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A pop against two pops and a push that bring the same group back to the head. Results are how often each of two groups
 * is there in the end, in a thread's hands or on the stack.
 */
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "each group is in one place")
public final class GroupStackStress {
    private static final int STACKS = 1 << 16;
    private static final long GROUPS = 1 << 20;
    private static final int GROUPS_A_STACK = 2;
    private static final Memory MEMORY = new Memory(Region.reserve(4 << 20));
    private static final Groups ALL = new Groups(MEMORY);
    private static final AtomicInteger NEXT = new AtomicInteger();

    private GroupStackStress() {}

    /** A stack on which group 2 lies under group 1. */
    interface Stack {
        /** The number of the group that was on top, or 0. */
        int pop();

        void push(int group);
    }

    static final class Model implements Stack {
        private final ArrayDeque<Integer> groups = new ArrayDeque<>();

        Model() {
            groups.push(2);
            groups.push(1);
        }

        @Override
        public synchronized int pop() {
            return groups.isEmpty() ? 0 : groups.pop();
        }

        @Override
        public synchronized void push(int group) {
            groups.push(group);
        }
    }

    /** Each has a class head of its own. */
    static final class Real implements Stack {
        private final int sizeClass = NEXT.getAndIncrement() & (STACKS - 1);

        Real() {
            empty(sizeClass);
            push(2);
            push(1);
        }

        @Override
        public int pop() {
            long at = ALL.pop(sizeClass);
            return at == 0 ? 0 : number(sizeClass, at);
        }

        @Override
        public void push(int group) {
            ALL.push(sizeClass, header(sizeClass, group));
        }
    }

    private static long head(int stack) {
        return MEMORY.atOffset(Superblock.AT_CLASS_HEADS + 8L * stack);
    }

    private static void empty(int stack) {
        MEMORY.setLong(head(stack), 0);
        for (int group = 1; group <= GROUPS_A_STACK; group++) {
            ALL.format(header(stack, group), 1);
        }
    }

    private static long header(int stack, int group) {
        return MEMORY.atOffset(GROUPS + ((long) stack * GROUPS_A_STACK + group - 1) * Groups.HEADER);
    }

    private static int number(int stack, long header) {
        return (int) ((header - header(stack, 1)) / Groups.HEADER) + 1;
    }

    /** The same without a tag. */
    static final class Broken implements Stack {
        private static final int AT_NEXT = 8;
        private final int stack = NEXT.getAndIncrement() & (STACKS - 1);

        Broken() {
            empty(stack);
            push(2);
            push(1);
        }

        @Override
        public int pop() {
            while (true) {
                long seen = MEMORY.getLongAcquire(head(stack));
                if (seen == 0) {
                    return 0;
                }
                long at = MEMORY.at((int) seen);
                if (MEMORY.casLong(head(stack), seen, MEMORY.getIntAcquire(at + AT_NEXT))) {
                    return number(stack, at);
                }
            }
        }

        @Override
        public void push(int group) {
            long at = header(stack, group);
            long seen;
            do {
                seen = MEMORY.getLongAcquire(head(stack));
                MEMORY.setIntRelease(at + AT_NEXT, (int) seen);
            } while (!MEMORY.casLong(head(stack), seen, MEMORY.reference(at)));
        }
    }

    /** What the two threads do. */
    static final class Play {
        private final Stack stack;
        private final int[] times = new int[GROUPS_A_STACK + 1];
        private int first;
        private int second;

        Play(Stack stack) {
            this.stack = stack;
        }

        void pop() {
            first = stack.pop();
        }

        void popTwoAndPushTheFirst() {
            int top = stack.pop();
            second = stack.pop();
            if (top != 0) {
                stack.push(top);
            }
        }

        void see(II_Result result) {
            times[first]++;
            times[second]++;
            // a stack that was damaged may be a ring
            for (int i = 0; i <= GROUPS_A_STACK; i++) {
                times[stack.pop()]++;
            }
            result.r1 = times[1];
            result.r2 = times[2];
        }
    }

    @JCStressTest
    @JCStressMeta(GroupStackStress.class)
    @State
    public static class ModelStack {
        private final Play play = new Play(new Model());

        @Actor
        public void pop() {
            play.pop();
        }

        @Actor
        public void popTwo() {
            play.popTwoAndPushTheFirst();
        }

        @Arbiter
        public void see(II_Result result) {
            play.see(result);
        }
    }

    @JCStressTest
    @JCStressMeta(GroupStackStress.class)
    @State
    public static class RealStack {
        private final Play play = new Play(new Real());

        @Actor
        public void pop() {
            play.pop();
        }

        @Actor
        public void popTwo() {
            play.popTwoAndPushTheFirst();
        }

        @Arbiter
        public void see(II_Result result) {
            play.see(result);
        }
    }

    @JCStressTest
    @JCStressMeta(GroupStackStress.class)
    @State
    public static class BrokenStack {
        private final Play play = new Play(new Broken());

        @Actor
        public void pop() {
            play.pop();
        }

        @Actor
        public void popTwo() {
            play.popTwoAndPushTheFirst();
        }

        @Arbiter
        public void see(II_Result result) {
            play.see(result);
        }
    }
}
