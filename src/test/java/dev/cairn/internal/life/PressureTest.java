package dev.cairn.internal.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.Magazines;
import dev.cairn.internal.alloc.Row;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.NamedFile;
import dev.cairn.internal.memory.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** When threads are slowed down, and when they stand still. */
class PressureTest {
    private static final int SLAB = 1 << 12;
    private static final int BUDGET = 64 * SLAB;

    private final Allocator allocator = new Allocator(new Memory(Region.reserve(4 << 20)), 5, SLAB, 1);
    private final Magazines magazines = allocator.magazines();
    private final Pressure pressure = new Pressure(allocator, BUDGET, () -> 1);

    /** Lets this many slabs be held. */
    private void hold(int slabs) {
        hold(slabs, allocator, magazines);
    }

    private static void hold(int slabs, Allocator allocator, Magazines magazines) {
        while (allocator.heldBytes() < (long) slabs * SLAB) {
            allocator.allocate(magazines, SLAB);
        }
    }

    /** Lets processes share the bytes of a file. */
    private static void inFile(Consumer<Memory> test) throws IOException {
        Path path = NamedFile.create();
        try {
            test.accept(NamedFile.map(path, 8 << 20));
        } finally {
            Files.delete(path);
        }
    }

    @Test
    void aThreadWaitsLongerTheMoreIsHeldAndStandsStillAtTheEnd() {
        pressure.begin();
        int last = 0;
        for (int slabs = 1; slabs <= 160; slabs++) {
            hold(slabs);
            int millis = pressure.waitMillis();
            assertEquals(slabs > 64, pressure.isOverSoft(), "soft at " + slabs);
            assertEquals(slabs > 96, millis > 0, "hard at " + slabs);
            assertEquals(slabs > 112, pressure.isOver(), "stop at " + slabs);
            assertTrue(millis >= last && millis <= 8, millis + " ms at " + slabs);
            last = millis;
        }
        assertEquals(8, last);
    }

    @Test
    void whatLivesCountsToTheFloor() {
        pressure.begin();
        hold(400);
        pressure.collected(allocator.takenBytes()); // all lives
        assertEquals(0, pressure.waitMillis());
        assertFalse(pressure.isOver() || pressure.isOverSoft());
        hold(400 + 301);
        assertTrue(pressure.isOverSoft());
        assertTrue(pressure.waitMillis() > 0);
        assertFalse(pressure.isOver());
        hold(400 + 351);
        assertTrue(pressure.isOver());
    }

    /** Each has half of what lives as garbage that the others see; that does not raise the limit of each by half of it. */
    @Test
    void theLimitOfAProcessIsItsPartOfWhatLives() throws IOException {
        inFile(file -> {
            Allocator first = new Allocator(file, 5, SLAB, 1, Row.of(0));
            Allocator last = Allocator.join(file, SLAB, Row.of(4));
            Pressure pressure = new Pressure(last, BUDGET, () -> 5);
            hold(1000, first, first.magazines());
            last.refresh();
            pressure.begin();
            hold(1000 + 101, last, last.magazines());
            assertTrue(pressure.isOverSoft());
        });
    }

    @Test
    void whatOtherProcessesHoldSlowsNobodyDownHere() throws IOException {
        inFile(file -> {
            Allocator here = new Allocator(file, 5, SLAB, 1, Row.of(0));
            Allocator there = Allocator.join(file, SLAB, Row.of(1));
            Magazines magazinesThere = there.magazines();
            Pressure pressureHere = new Pressure(here, BUDGET, () -> 2);
            Pressure pressureThere = new Pressure(there, BUDGET, () -> 2);
            pressureHere.begin();
            pressureThere.begin();
            hold(120, there, magazinesThere);
            here.refresh();
            hold(125, here, here.magazines());
            assertFalse(pressureHere.isOverSoft());
            hold(400, there, magazinesThere);
            here.refresh();
            assertTrue(pressureHere.isOverSoft(), "the versions may be held here");
            assertFalse(pressureHere.isOver());
            assertEquals(0, pressureHere.waitMillis());
            pressureHere.collected(here.takenBytes());
            assertFalse(pressureHere.isOverSoft());
            assertTrue(pressureThere.isOver());
            pressureThere.collected(there.takenBytes());
            assertFalse(pressureThere.isOverSoft());
            there.refresh();
            hold(600, here, here.magazines());
            assertTrue(pressureHere.isOver());
            assertTrue(pressureHere.waitMillis() > 0);
        });
    }
}
