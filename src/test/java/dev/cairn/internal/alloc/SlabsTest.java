package dev.cairn.internal.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Region;
import org.junit.jupiter.api.Test;

class SlabsTest {
    private static final int SLAB = 4096;

    private final Slabs slabs = of(1 << 20);
    private final int all = slabs.slabsMax();

    private static Slabs of(long bytes) {
        return new Slabs(new Memory(Region.reserve(bytes)), SLAB, false);
    }

    @Test
    void slabsLieSideBySideWithinTheRegion() {
        assertEquals(slabs.at(0) + SLAB, slabs.at(1));
        assertEquals(7, slabs.indexOf(slabs.at(7)));
        assertEquals(7, slabs.indexOf(slabs.at(8) - 1));
        for (long bytes = 1 << 20; bytes < (1 << 20) + 3 * SLAB; bytes += 16) {
            Memory memory = new Memory(Region.reserve(bytes));
            Slabs some = new Slabs(memory, SLAB, false);
            assertTrue(memory.offset(some.at(some.slabsMax())) <= bytes);
            long tableEnd = Superblock.BYTES + 16L * some.slabsMax();
            assertTrue(memory.offset(some.at(0)) >= tableEnd && memory.offset(some.at(0)) % SLAB == 0);
        }
    }

    @Test
    void aRunMayTakeAllSlabs() {
        assertEquals(-1, slabs.takeRun(all + 1));
        assertEquals(0, slabs.takeRun(all));
        assertTrue(slabs.isRunHead(0));
        assertEquals(all, slabs.runSlabs(0));
        assertEquals(-1, slabs.takeToCarve());
        slabs.giveBack(0);
        assertEquals(0, slabs.takeRun(all));
    }

    @Test
    void aRunGrowsFromTheFreeSlabsBelowTheFrontierBeyondIt() {
        int kept = slabs.takeRun(all / 4);
        int given = slabs.takeRun(all / 2);
        slabs.giveBack(given);
        assertEquals(given, slabs.takeRun(all - all / 4));
        assertEquals(all, slabs.frontier());
        slabs.giveBack(given);
        slabs.giveBack(kept);
        assertEquals(0, slabs.takeRun(all));
    }

    @Test
    void freeSlabsAreTakenAgainWhereverTheyAre() {
        for (int i = 0; i < all; i++) {
            assertEquals(i, slabs.takeToCarve());
            slabs.publish(i, 2);
            assertEquals(2, slabs.sizeClass(i));
        }
        assertEquals(-1, slabs.takeToCarve());
        for (int i = 0; i < all; i += 2) {
            slabs.giveBack(i);
            assertEquals(-1, slabs.sizeClass(i));
        }
        assertEquals(-1, slabs.takeRun(2), "no two are neighbours");
        slabs.giveBack(5);
        assertEquals(4, slabs.takeRun(3));
        for (int i = 0; i < all; i += 2) {
            assertTrue(i == 4 || i == 6 || slabs.takeToCarve() >= 0);
        }
        assertEquals(-1, slabs.takeToCarve());
    }

    @Test
    void aRegionWithoutRoomForASlabIsRefused() {
        assertThrows(OutOfBlocks.class, () -> of(Superblock.BYTES + SLAB));
    }
}
