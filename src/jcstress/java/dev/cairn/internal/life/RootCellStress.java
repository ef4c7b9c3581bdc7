package dev.cairn.internal.life;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Region;
import dev.cairn.internal.node.Node;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * Readers and swaps of one cell. A drop is lowered at once, which is the earliest that a reclaimer may come: a node whose own
 * count falls to 0 more than once was dead while somebody held it.
 */
public final class RootCellStress {
    private static final int NODE_BYTES = 64;
    private static final int NODES = 1 << 18;
    private static final Memory MEMORY = new Memory(Region.reserve(2L * NODES * NODE_BYTES));
    private static final Counts COUNTS = new Counts(MEMORY, true);
    private static final AtomicInteger NEXT = new AtomicInteger();

    private RootCellStress() {}

    private static int fresh(long word) {
        int number = NEXT.getAndIncrement() & (NODES - 1);
        int node = (number + 1) * (NODE_BYTES / Memory.GRANULE);
        MEMORY.setLong(MEMORY.at(node), word);
        return node;
    }

    /** A cell that holds the node {@code first}, while {@code second} waits to be put in its place. */
    static class Cell {
        final int first;
        final int second;
        final long at;
        final RootCell cell;
        private final AtomicInteger firstDied = new AtomicInteger();
        private final AtomicInteger secondDied = new AtomicInteger();

        Cell(int ownOfFirst, int ownOfSecond) {
            first = fresh(Node.count(ownOfFirst, 0, 0));
            second = fresh(Node.count(ownOfSecond, 0, 0));
            at = MEMORY.at(fresh(0));
            cell = new RootCell(MEMORY, COUNTS, at);
            cell.fill(first);
        }

        final void drop(int node) {
            long seen;
            do {
                seen = MEMORY.getLongAcquire(MEMORY.at(node));
            } while (!MEMORY.casLong(MEMORY.at(node), seen, seen - Node.OWN_ONE));
            if (Node.own(seen) == 1) {
                (node == first ? firstDied : secondDied).incrementAndGet();
            }
        }

        int read() {
            return cell.read(this::drop);
        }

        boolean replace(int expected, int next) {
            return cell.replace(this::drop, expected, next);
        }

        final void readAndLetGo() {
            drop(read());
        }

        final int external() {
            return RootCell.external(MEMORY.getLongAcquire(at));
        }

        /** Own of the first and how often it died, the same of the second; 100 more for an external count. */
        final void see(IIII_Result result) {
            result.r1 = Node.own(MEMORY.getLongAcquire(MEMORY.at(first)));
            result.r2 = firstDied.get();
            result.r3 = Node.own(MEMORY.getLongAcquire(MEMORY.at(second)));
            result.r4 = secondDied.get() + 100 * external();
        }
    }

    /** Reads first, and counts then. */
    static final class BrokenRead extends Cell {
        BrokenRead(int ownOfFirst, int ownOfSecond) {
            super(ownOfFirst, ownOfSecond);
        }

        @Override
        int read() {
            return COUNTS.raise(cell.reference());
        }
    }

    /** Moves the units of readers into own after the swap. */
    static final class BrokenReplace extends Cell {
        BrokenReplace(int ownOfFirst, int ownOfSecond) {
            super(ownOfFirst, ownOfSecond);
        }

        @Override
        boolean replace(int expected, int next) {
            long seen;
            do {
                seen = MEMORY.getLongAcquire(at);
            } while (!MEMORY.casLong(at, seen, (long) next << 32));
            for (int i = RootCell.external(seen); i > 0; i--) {
                COUNTS.raise(expected);
            }
            drop(expected);
            return true;
        }
    }

    /** A reader that lets go at once, and a swap; nobody else holds the old node. */
    @Outcome(id = "0, 1, 1, 0", expect = ACCEPTABLE, desc = "the first died once, the cell holds the second")
    public static final class Swap {
        private Swap() {}
    }

    @JCStressTest
    @JCStressMeta(Swap.class)
    @State
    public static class ReadAgainstSwap {
        private final Cell cell = new Cell(1, 1);

        @Actor
        public void read() {
            cell.readAndLetGo();
        }

        @Actor
        public void swap() {
            cell.replace(cell.first, cell.second);
        }

        @Arbiter
        public void see(IIII_Result result) {
            cell.see(result);
        }
    }

    @JCStressTest
    @JCStressMeta(Swap.class)
    @State
    public static class BrokenReadAgainstSwap {
        private final Cell cell = new BrokenRead(1, 1);

        @Actor
        public void read() {
            cell.readAndLetGo();
        }

        @Actor
        public void swap() {
            cell.replace(cell.first, cell.second);
        }

        @Arbiter
        public void see(IIII_Result result) {
            cell.see(result);
        }
    }

    @JCStressTest
    @JCStressMeta(Swap.class)
    @State
    public static class BrokenSwapAgainstRead {
        private final Cell cell = new BrokenReplace(1, 1);

        @Actor
        public void read() {
            cell.readAndLetGo();
        }

        @Actor
        public void swap() {
            cell.replace(cell.first, cell.second);
        }

        @Arbiter
        public void see(IIII_Result result) {
            cell.see(result);
        }
    }

    /** The first comes back while a reader may still be at it. */
    @JCStressTest
    @Outcome(id = "1, 0, 0, 1", expect = ACCEPTABLE, desc = "the cell holds the first again, the second died once")
    @State
    public static class ReadsAgainstSwapAndBack {
        private final Cell cell = new Cell(2, 1);

        @Actor
        public void read() {
            cell.readAndLetGo();
            cell.readAndLetGo();
        }

        @Actor
        public void swapAndBack() {
            cell.replace(cell.first, cell.second);
            cell.replace(cell.second, cell.first);
        }

        @Arbiter
        public void see(IIII_Result result) {
            cell.see(result);
        }
    }

    /** Two swaps of one value, each holding it, one after a read. The loser drops the value that it brought. */
    @JCStressTest
    @Outcome(id = "0, 1, 1, 0", expect = ACCEPTABLE, desc = "one won, the first died once")
    @State
    public static class TwoSwaps {
        private final Cell cell = new Cell(3, 2);

        @Actor
        public void swap() {
            swapAndLetGo();
        }

        @Actor
        public void readAndSwap() {
            cell.readAndLetGo();
            swapAndLetGo();
        }

        private void swapAndLetGo() {
            if (!cell.replace(cell.first, cell.second)) {
                cell.drop(cell.second);
            }
            cell.drop(cell.first);
        }

        @Arbiter
        public void see(IIII_Result result) {
            cell.see(result);
        }
    }
}
