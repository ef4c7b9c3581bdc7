package dev.cairn.internal.life;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Region;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.node.Tracer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** The reclaimer against mutators, on nodes of a real store. */
public final class ReleaserStress {
    private static final int ALL = ~0;
    private static final int INNER_BYTES = Node.BEARING_HEADER + Tracer.POSITIONS_MAX * Integer.BYTES;
    private static final int NODES = 1 << 16;
    private static final Core CORE = core();
    private static final Releaser RELEASER = new Releaser(CORE);
    private static final int[] LASTING = new int[NODES];
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static int done;

    static {
        for (int i = 0; i < NODES; i++) {
            LASTING[i] = fresh();
        }
    }

    private ReleaserStress() {}

    static Core core() {
        Memory memory = new Memory(Region.reserve(1L << 30));
        StoreSpace.Settings settings = new StoreSpace.Settings(1L << 40, true, false);
        return new Core(memory, new Allocator(memory, 5, 1 << 16, 0), 5, settings, new NoFaults());
    }

    private record NoFaults() implements StoreErrors {
        @Override
        public RuntimeException storeFull(long requested, long live, long max, boolean collected) {
            return new IllegalStateException("full");
        }

        @Override
        public RuntimeException noRoom(long requested, long live, long max, String reason) {
            return new IllegalStateException("no room: " + requested);
        }

        @Override
        public RuntimeException readOnly(String action) {
            return new IllegalStateException(action);
        }

        @Override
        public RuntimeException tooManyVersions(int most) {
            return new IllegalStateException("more than " + most);
        }

        @Override
        public RuntimeException inUse(String message) {
            return new IllegalStateException(message);
        }

        @Override
        public RuntimeException storeClosed() {
            return new IllegalStateException("closed");
        }

        @Override
        public RuntimeException notPortable(String message) {
            return new IllegalStateException(message);
        }

        @Override
        public void tell(String message) {}

        @Override
        public RuntimeException corrupt(List<String> violations) {
            return new IllegalStateException(violations.toString());
        }
    }

    /** A node without children. */
    private static int fresh() {
        int node = CORE.change(stripe -> stripe.allocate(INNER_BYTES, Kind.INNER, 0, 0));
        long at = CORE.memory().at(node);
        CORE.memory().zeroWords(at + Node.AT_LINEAGE, INNER_BYTES - Node.AT_LINEAGE);
        return node;
    }

    /** One of the nodes that these tests use again and again; own is 1, and it owns all. */
    private static int lasting() {
        int node = LASTING[NEXT.getAndIncrement() & (NODES - 1)];
        CORE.memory().setLong(CORE.memory().at(node), Node.OWN_ONE);
        Node.ownAll(CORE.memory(), CORE.memory().at(node));
        return node;
    }

    private static void inherit(int heir, int origin) {
        if (CORE.counts().share(origin, heir, ALL, true, CORE.shapes().children(), INNER_BYTES)) {
            CORE.counts().enlist(heir, CORE.shapes().children(), INNER_BYTES);
        }
    }

    private static void lower(int node) {
        synchronized (RELEASER) {
            RELEASER.drops.add(node);
            RELEASER.step(Integer.MAX_VALUE);
            if (++done % 1024 == 0) {
                CORE.allocator().endCycle();
            }
        }
    }

    private static long count(int node) {
        return CORE.memory().getLongAcquire(CORE.memory().at(node));
    }

    /** A raise and a lowering of a node that somebody else holds, too. */
    @JCStressTest
    @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "both count")
    @State
    public static class RaiseAgainstLower {
        private final int node = CORE.counts().raise(lasting());

        @Actor
        public void raise() {
            CORE.counts().raise(node);
        }

        @Actor
        public void reclaim() {
            lower(node);
        }

        @Arbiter
        public void see(II_Result result) {
            result.r1 = Node.own(count(node));
            result.r2 = Node.heirs(count(node));
        }
    }

    /**
     * A node between its origin and its one heir dies, so the heir becomes the origin's, while the origin gets another.
     * Results are the origin's own and heirs, whether its XOR names both heirs, and whether the first now borrows from it.
     */
    @JCStressTest
    @Outcome(id = "2, 2, 1, 1", expect = ACCEPTABLE, desc = "both are heirs of the origin")
    @State
    public static class MergeAgainstHeir {
        private final int origin = lasting();
        private final int heir = lasting();
        private final int another = lasting();
        private final int between = fresh();

        public MergeAgainstHeir() {
            inherit(between, origin);
            inherit(heir, between);
        }

        @Actor
        public void mutate() {
            CORE.counts().raise(origin);
            inherit(another, origin);
        }

        @Actor
        public void reclaim() {
            lower(between);
        }

        @Arbiter
        public void see(IIII_Result result) {
            result.r1 = Node.own(count(origin));
            result.r2 = Node.heirs(count(origin));
            result.r3 = Node.xor(count(origin)) == (heir ^ another) ? 1 : 0;
            long lineage = CORE.memory().getLong(CORE.memory().at(heir) + Node.AT_LINEAGE);
            result.r4 = Node.origin(lineage) == origin && Node.borrowed(lineage) == ALL ? 1 : 0;
        }
    }

    /** The reclaimer, when it finds one heir, reads that heir's lineage. */
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "not an heir yet")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "an heir whose lineage is there")
    public static final class Lineage {
        private Lineage() {}

        private static void read(int origin, II_Result result) {
            long seen = count(origin);
            result.r1 = Node.heirs(seen);
            if (Node.heirs(seen) == 1) {
                long lineage = CORE.memory().getLong(CORE.memory().at(Node.xor(seen)) + Node.AT_LINEAGE);
                result.r2 = Node.origin(lineage) == origin ? 1 : 0;
            }
        }
    }

    @JCStressTest
    @JCStressMeta(Lineage.class)
    @State
    public static class RealLineage {
        private final int origin = lasting();
        private final int heir = lasting();

        @Actor
        public void mutate() {
            inherit(heir, origin);
        }

        @Actor
        public void reclaim(II_Result result) {
            Lineage.read(origin, result);
        }
    }

    /** Writes the lineage when the heir can be found already. */
    @JCStressTest
    @JCStressMeta(Lineage.class)
    @State
    public static class BrokenLineage {
        private final int origin = lasting();
        private final int heir = lasting();

        @Actor
        public void mutate() {
            Memory memory = CORE.memory();
            memory.casLong(memory.at(origin), Node.OWN_ONE, Node.count(1, 1, heir));
            memory.setLong(memory.at(heir) + Node.AT_LINEAGE, Node.lineage(origin, ALL));
        }

        @Actor
        public void reclaim(II_Result result) {
            Lineage.read(origin, result);
        }
    }
}
