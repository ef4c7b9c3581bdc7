package dev.cairn.internal.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Threads;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Region;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Slabs that are free at two looks are given back to the system, where that is possible. */
class EmptyChunksTest {
    private static final int SLAB = 1 << 16;
    private static final long BYTES = 16L << 20;

    private final Region region = Region.reserve(BYTES);
    private final Memory memory = new Memory(region);
    private final Slabs slabs = new Slabs(memory, SLAB, false);
    private final int all = slabs.slabsMax();
    private final long chunk = region.givenBackAtOnce();

    private void fill(int first, int count) {
        memory.fill(slabs.at(first), (long) count * SLAB, (byte) 7);
    }

    private long given() {
        return slabs.committedBytes() - slabs.residentBytes();
    }

    @Test
    void whatIsFreeAtTwoLooksGoesAndReadsAsZeros() {
        int run = slabs.takeRun(all);
        fill(run, all);
        slabs.giveBackEmpty();
        slabs.giveBackEmpty();
        assertEquals(0, given());
        slabs.giveBack(run);
        slabs.giveBackEmpty();
        assertEquals(0, given());
        slabs.giveBackEmpty();
        if (chunk == 0) {
            assertEquals(0, given());
            return;
        }
        assertTrue(given() > BYTES - 3 * Math.max(chunk, SLAB));
        long given = given();
        slabs.giveBackEmpty();
        assertEquals(given, given());
        assertEquals(0, slabs.usedBytes());
        assertEquals(run, slabs.takeRun(all));
        assertEquals(0, given());
        assertEquals(0, memory.getLong(slabs.at(all / 2)));
        fill(run, all);
        slabs.giveBackEmpty();
        slabs.giveBackEmpty();
        assertEquals(0, given());
        assertEquals(7, memory.getByte(slabs.at(all) - 1));
    }

    @Test
    void aSlabThatIsTakenBetweenTwoLooksKeepsItsChunk() {
        slabs.giveBack(slabs.takeRun(all));
        slabs.giveBackEmpty();
        int one = slabs.takeRun(all / 2);
        fill(one, all / 2);
        slabs.giveBack(one);
        int rest = slabs.takeRun(all);
        slabs.giveBack(rest);
        slabs.giveBackEmpty();
        assertEquals(0, given());
        assertEquals(7, memory.getByte(slabs.at(1)));
    }

    @Test
    void aChunkWithOneSlabInUseStays() {
        slabs.takeRun(all / 2);
        int kept = slabs.takeToCarve();
        int last = slabs.takeRun(all - all / 2 - 1);
        slabs.giveBack(0);
        slabs.giveBack(last);
        fill(kept, 1);
        for (int look = 0; look < 3; look++) {
            slabs.giveBackEmpty();
        }
        assertEquals(7, memory.getByte(slabs.at(kept + 1) - 1));
        assertEquals(SLAB, slabs.usedBytes());
        assertTrue(chunk == 0 || given() > BYTES - 5 * Math.max(chunk, SLAB));
        // the chunk of a slab that is taken counts as resident, whatever the system does
        long before = given();
        slabs.takeToCarve();
        assertTrue(chunk == 0 || before - given() <= Math.max(chunk, SLAB));
    }

    @Test
    void whatWasToBeTouchedIsKept() {
        Region touched = Region.reserve(BYTES);
        touched.preTouch(BYTES / 2);
        Slabs some = new Slabs(new Memory(touched), SLAB, false);
        some.giveBack(some.takeRun(some.slabsMax()));
        some.giveBackEmpty();
        some.giveBackEmpty();
        long gone = some.committedBytes() - some.residentBytes();
        assertTrue(chunk == 0 ? gone == 0 : gone > 0 && gone <= BYTES / 2);
    }

    @Test
    void afterTheCloseSlabsGoOneByOne() {
        int first = slabs.takeRun(5);
        int kept = slabs.takeToCarve();
        int last = slabs.takeRun(70);
        fill(first, 76);
        slabs.giveBack(first);
        slabs.giveBack(last);
        slabs.giveBackAll();
        assertEquals(7, memory.getLong(slabs.at(kept)) & 0xFF);
        assertEquals(7, memory.getByte(slabs.at(kept + 1) - 1));
        if (chunk > 0) {
            assertEquals(75L * SLAB, given());
            for (int slab = 0; slab < 76; slab++) {
                assertEquals(slab == kept ? 7 : 0, memory.getByte(slabs.at(slab)));
            }
        }
        // a change that was under way when the store was closed
        assertTrue(slabs.takeRun(70) >= 0);
        assertTrue(slabs.residentBytes() <= slabs.committedBytes());
    }

    /** What a thread writes into its run stays there, while another thread gives everything back that is free. */
    @Test
    void nobodyLosesASlabThatIsTaken() throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        Thread giver = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                slabs.giveBackEmpty();
            }
        });
        try {
            Threads.run(2, thread -> {
                int size = all / 2 - 1;
                for (int round = 1; round <= 3_000; round++) {
                    int run = slabs.takeRun(size);
                    long from = slabs.at(run);
                    for (int slab = 0; slab < size; slab++) {
                        memory.setLong(from + (long) slab * SLAB, round);
                    }
                    for (int slab = 0; slab < size; slab++) {
                        assertEquals(round, memory.getLong(from + (long) slab * SLAB));
                    }
                    slabs.giveBack(run);
                }
            });
        } finally {
            done.set(true);
            giver.join();
        }
        assertTrue(given() >= 0 && given() <= slabs.committedBytes());
    }
}
