package dev.cairn.internal.life;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Region;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A reader pins what a cell holds, while the process that writes takes it out and asks what is pinned. The results: what the reader has pinned
 * (0: it saw that the cell was emptied), and whether the writer may free what was in the cell.
 */
public final class PinStress {
    private static final int HELD = 7;
    private static final int PLACES = PinFile.ROWS * PinFile.PLACES;
    private static final Region REGION = Region.reserve(PinFile.BYTES);
    private static final PinFile FILE = new PinFile(REGION);
    private static final Memory CELL_MEMORY = new Memory(Region.reserve(64L * PLACES));
    private static final AtomicInteger NEXT = new AtomicInteger();

    private PinStress() {}

    /** A cell, and a place of a reader. */
    static class Place {
        final int row;
        final int place;
        final long cell;

        Place() {
            int number = Math.floorMod(NEXT.getAndIncrement(), PLACES);
            row = number / PinFile.PLACES;
            place = number % PinFile.PLACES;
            cell = CELL_MEMORY.atOffset(64L * number);
            CELL_MEMORY.setLong(cell, HELD);
            FILE.free(row, place);
        }

        final int current() {
            return (int) CELL_MEMORY.getLongAcquire(cell);
        }

        /** Whether what was in the cell is pinned. */
        final boolean isPinned() {
            VarHandle.fullFence();
            return PinFile.state(FILE.get(row, place)) != PinFile.FREE;
        }
    }

    /** As {@link PinRow} and {@link Pins} do it. */
    @JCStressTest
    @JCStressMeta(PinStress.class)
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the reader came too late")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the reader came too late, and had tried")
    @Outcome(id = "7, 0", expect = ACCEPTABLE, desc = "pinned")
    @Outcome(id = "7, 1", expect = FORBIDDEN, desc = "freed under the reader's feet")
    @State
    public static class Sound extends Place {
        /** The reader. */
        @Actor
        public void reader(II_Result r) {
            int reference = current();
            if (reference != 0) {
                FILE.tryOne(row, place, reference);
                r.r1 = current() == reference && FILE.keep(row, place, reference) ? reference : 0;
            }
        }

        /** The process that writes. */
        @Actor
        public void writer(II_Result r) {
            CELL_MEMORY.casLong(cell, HELD, 0);
            r.r2 = isPinned() ? 0 : 1;
        }
    }

    /** The reader does not look at the cell again. */
    @JCStressTest
    @JCStressMeta(PinStress.class)
    @Outcome(
            id = {"0, 1", "0, 0", "7, 0"},
            expect = ACCEPTABLE,
            desc = "right by luck")
    @Outcome(id = "7, 1", expect = FORBIDDEN, desc = "freed under the reader's feet")
    @State
    public static class BrokenLook extends Place {
        /** The reader. */
        @Actor
        public void reader(II_Result r) {
            int reference = current();
            if (reference != 0) {
                FILE.tryOne(row, place, reference);
                r.r1 = FILE.keep(row, place, reference) ? reference : 0;
            }
        }

        /** The process that writes. */
        @Actor
        public void writer(II_Result r) {
            CELL_MEMORY.casLong(cell, HELD, 0);
            r.r2 = isPinned() ? 0 : 1;
        }
    }

    /** A repair ends what is tried, and keeps what is kept; the cell was emptied before, by a process that died. */
    @JCStressTest
    @JCStressMeta(PinStress.class)
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "not kept")
    @Outcome(id = "7, 0", expect = ACCEPTABLE, desc = "kept")
    @Outcome(id = "7, 1", expect = FORBIDDEN, desc = "freed under the reader's feet")
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "kept for nobody")
    @State
    public static class Repairing extends Place {
        /** The reader has looked at the cell for the second time, before the process that emptied it did so. */
        public Repairing() {
            FILE.tryOne(row, place, HELD);
        }

        /** The reader. */
        @Actor
        public void reader(II_Result r) {
            r.r1 = FILE.keep(row, place, HELD) ? HELD : 0;
        }

        /** The process that repairs. */
        @Actor
        public void repair(II_Result r) {
            r.r2 = PinFile.state(FILE.endTry(row, place)) == PinFile.KEPT ? 0 : 1;
        }
    }

    /** The repair only looks, and does not end what is tried. */
    @JCStressTest
    @JCStressMeta(PinStress.class)
    @Outcome(
            id = {"0, 1", "7, 0", "0, 0"},
            expect = ACCEPTABLE,
            desc = "right by luck")
    @Outcome(id = "7, 1", expect = FORBIDDEN, desc = "freed under the reader's feet")
    @State
    public static class BrokenRepairing extends Place {
        /** As in the other. */
        public BrokenRepairing() {
            FILE.tryOne(row, place, HELD);
        }

        /** The reader. */
        @Actor
        public void reader(II_Result r) {
            r.r1 = FILE.keep(row, place, HELD) ? HELD : 0;
        }

        /** The process that repairs. */
        @Actor
        public void repair(II_Result r) {
            r.r2 = PinFile.state(FILE.get(row, place)) == PinFile.KEPT ? 0 : 1;
        }
    }
}
