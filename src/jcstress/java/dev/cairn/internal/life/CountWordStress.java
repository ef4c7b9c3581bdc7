package dev.cairn.internal.life;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Region;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.node.Tracer;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** Mutators that race on one count word. Results are own, heirs, whether the XOR is right, and own of the node's child. */
public final class CountWordStress {
    private static final int NODE_BYTES = 192;
    private static final int NODES = 1 << 17;
    private static final Memory MEMORY = new Memory(Region.reserve(2L * NODES * NODE_BYTES));
    private static final Counts COUNTS = new Counts(MEMORY, true);
    private static final Tracer TRACER = Tracer.ofChildren(Tracer.POSITIONS_MAX);
    private static final AtomicInteger NEXT = new AtomicInteger();

    private CountWordStress() {}

    /** A node with one child, and two copies of it that may become its heirs. */
    interface Word {
        void raise();

        void addHeir(int copy);

        void see(IIII_Result result);
    }

    private static boolean isXorRight(int admitted, int xor, int first, int second) {
        return switch (admitted) {
            case 0 -> xor == 0;
            case 1 -> xor == first || xor == second;
            default -> xor == (first ^ second);
        };
    }

    /** What must come out, by numbers under a lock. */
    static final class Model implements Word {
        private final int heirsBefore;
        private int own;
        private int heirs;
        private int xor;
        private int childOwn = 1;

        Model(int own, int heirs) {
            this.own = own;
            this.heirs = heirs;
            this.heirsBefore = heirs;
        }

        @Override
        public synchronized void raise() {
            own = Math.min(own + 1, Node.OWN_MAX);
        }

        @Override
        public synchronized void addHeir(int copy) {
            if (heirs < Node.HEIRS_MAX) {
                heirs++;
                xor ^= copy + 1;
            } else {
                childOwn++;
            }
        }

        @Override
        public synchronized void see(IIII_Result result) {
            result.r1 = own;
            result.r2 = heirs;
            result.r3 = isXorRight(heirs - heirsBefore, xor, 1, 2) ? 1 : 0;
            result.r4 = childOwn;
        }
    }

    /** Nodes in memory, as a store has them. */
    static class Real implements Word {
        final int node = fresh();
        final int child = fresh();
        final int[] copies = {fresh(), fresh()};
        private final int heirsBefore;

        Real(int own, int heirs) {
            heirsBefore = heirs;
            MEMORY.setLong(MEMORY.at(child), Node.OWN_ONE);
            MEMORY.setLong(MEMORY.at(node), Node.count(own, heirs, 0));
            for (int parent : new int[] {node, copies[0], copies[1]}) {
                MEMORY.setInt(MEMORY.at(parent) + Node.BEARING_HEADER, child);
            }
        }

        private static int fresh() {
            int number = NEXT.getAndIncrement() & (NODES - 1);
            return (number + 1) * (NODE_BYTES / Memory.GRANULE);
        }

        @Override
        public void raise() {
            COUNTS.raise(node);
        }

        @Override
        public void addHeir(int copy) {
            if (COUNTS.share(node, copies[copy], 1, true, TRACER, NODE_BYTES)) {
                COUNTS.enlist(copies[copy], TRACER, NODE_BYTES);
            }
        }

        @Override
        public final void see(IIII_Result result) {
            long count = MEMORY.getLongAcquire(MEMORY.at(node));
            result.r1 = Node.own(count);
            result.r2 = Node.heirs(count);
            result.r3 = isXorRight(Node.heirs(count) - heirsBefore, Node.xor(count), copies[0], copies[1]) ? 1 : 0;
            result.r4 = Node.own(MEMORY.getLongAcquire(MEMORY.at(child)));
        }
    }

    /** Looks whether there is room, and then adds blindly. */
    static final class Broken extends Real {
        Broken(int own, int heirs) {
            super(own, heirs);
        }

        @Override
        public void raise() {
            if (Node.own(MEMORY.getLongAcquire(MEMORY.at(node))) != Node.OWN_MAX) {
                add(Node.OWN_ONE, 0);
            }
        }

        @Override
        public void addHeir(int copy) {
            if (Node.heirs(MEMORY.getLongAcquire(MEMORY.at(node))) != Node.HEIRS_MAX) {
                add(Node.HEIR_ONE, copies[copy]);
            } else {
                COUNTS.raise(child);
            }
        }

        private void add(long more, int flipped) {
            long at = MEMORY.at(node);
            long seen;
            do {
                seen = MEMORY.getLongAcquire(at);
            } while (!MEMORY.casLong(at, seen, (seen + more) ^ (flipped & 0xFFFF_FFFFL)));
        }
    }

    /** Two raises where one reaches the maximum. */
    @Outcome(id = "1048575, 0, 1, 1", expect = ACCEPTABLE, desc = "own stays at its maximum")
    public static final class Raises {
        private Raises() {}
    }

    @JCStressTest
    @JCStressMeta(Raises.class)
    @State
    public static class ModelRaises {
        private final Word word = new Model(Node.OWN_MAX - 1, 0);

        @Actor
        public void first() {
            word.raise();
        }

        @Actor
        public void second() {
            word.raise();
        }

        @Arbiter
        public void see(IIII_Result result) {
            word.see(result);
        }
    }

    @JCStressTest
    @JCStressMeta(Raises.class)
    @State
    public static class RealRaises {
        private final Word word = new Real(Node.OWN_MAX - 1, 0);

        @Actor
        public void first() {
            word.raise();
        }

        @Actor
        public void second() {
            word.raise();
        }

        @Arbiter
        public void see(IIII_Result result) {
            word.see(result);
        }
    }

    @JCStressTest
    @JCStressMeta(Raises.class)
    @State
    public static class BrokenRaises {
        private final Word word = new Broken(Node.OWN_MAX - 1, 0);

        @Actor
        public void first() {
            word.raise();
        }

        @Actor
        public void second() {
            word.raise();
        }

        @Arbiter
        public void see(IIII_Result result) {
            word.see(result);
        }
    }

    /** Two copies where there is room for one more heir. */
    @Outcome(id = "1, 4095, 1, 2", expect = ACCEPTABLE, desc = "one is an heir, the other counts the child")
    public static final class Heirs {
        private Heirs() {}
    }

    @JCStressTest
    @JCStressMeta(Heirs.class)
    @State
    public static class ModelHeirs {
        private final Word word = new Model(1, Node.HEIRS_MAX - 1);

        @Actor
        public void first() {
            word.addHeir(0);
        }

        @Actor
        public void second() {
            word.addHeir(1);
        }

        @Arbiter
        public void see(IIII_Result result) {
            word.see(result);
        }
    }

    @JCStressTest
    @JCStressMeta(Heirs.class)
    @State
    public static class RealHeirs {
        private final Word word = new Real(1, Node.HEIRS_MAX - 1);

        @Actor
        public void first() {
            word.addHeir(0);
        }

        @Actor
        public void second() {
            word.addHeir(1);
        }

        @Arbiter
        public void see(IIII_Result result) {
            word.see(result);
        }
    }

    @JCStressTest
    @JCStressMeta(Heirs.class)
    @State
    public static class BrokenHeirs {
        private final Word word = new Broken(1, Node.HEIRS_MAX - 1);

        @Actor
        public void first() {
            word.addHeir(0);
        }

        @Actor
        public void second() {
            word.addHeir(1);
        }

        @Arbiter
        public void see(IIII_Result result) {
            word.see(result);
        }
    }

    @JCStressTest
    @Outcome(id = "1048575, 2, 1, 1", expect = ACCEPTABLE, desc = "no field carries into another")
    @State
    public static class RaisesAgainstHeirs {
        private final Word word = new Real(Node.OWN_MAX - 1, 0);

        @Actor
        public void raise() {
            word.raise();
            word.addHeir(0);
        }

        @Actor
        public void addHeir() {
            word.addHeir(1);
            word.raise();
        }

        @Arbiter
        public void see(IIII_Result result) {
            word.see(result);
        }
    }
}
