package dev.cairn.internal.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.memory.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BlockSetTest {
    /** The place of a block: its slab, and its number there. */
    private static long place(Allocator allocator, int reference) {
        return (long) allocator.slab(reference) << Integer.SIZE | allocator.blockIndex(reference);
    }

    private static List<Integer> some(Blocks blocks, Random random) {
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            int bytes = random.nextInt(40) == 0 ? 70_000 : 1 + random.nextInt(random.nextBoolean() ? 64 : 900);
            for (int row = random.nextInt(12); row >= 0; row--) {
                taken.add(blocks.take(bytes));
            }
        }
        return taken;
    }

    @Property(tries = 50)
    void membersAreTakenInTheOrderOfTheirPlaces(@ForAll long seed, @ForAll @IntRange(min = 12, max = 16) int slabBits) {
        Random random = new Random(seed);
        Blocks blocks = new Blocks(32 << 20, 1 << slabBits);
        Allocator allocator = blocks.allocator;
        List<Integer> all = some(blocks, random);
        BlockSet set = new BlockSet(blocks.memory, allocator);
        TreeSet<Long> model = new TreeSet<>();
        long last = 0;
        for (int i = 0; i < 4_000; i++) {
            int reference = all.get(random.nextInt(all.size()));
            long place = place(allocator, reference);
            assertEquals(model.contains(place), set.has((int) (place >>> Integer.SIZE), (int) place));
            if (random.nextInt(5) < (i < 2_000 ? 3 : 1)) {
                set.add((int) (place >>> Integer.SIZE), (int) place);
                model.add(place);
                assertEquals(reference, set.reference((int) (place >>> Integer.SIZE), (int) place));
            } else if (set.take()) {
                Long behind = model.ceiling(last);
                last = Objects.requireNonNullElseGet(behind, model::first);
                assertEquals(last, (long) set.slab() << Integer.SIZE | set.index());
                model.remove(last);
            } else {
                assertTrue(model.isEmpty());
                last = 0;
            }
        }
        while (set.take()) {
            assertTrue(model.remove((long) set.slab() << Integer.SIZE | set.index()));
        }
        assertEquals(new TreeSet<>(), model);
        blocks.freeAll();
    }

    @Property(tries = 50)
    void runsAreNeighboursAndAsLongAsCanBe(@ForAll long seed, @ForAll @IntRange(min = 12, max = 16) int slabBits) {
        Random random = new Random(seed);
        Blocks blocks = new Blocks(32 << 20, 1 << slabBits);
        Allocator allocator = blocks.allocator;
        BlockSet set = new BlockSet(blocks.memory, allocator);
        TreeSet<Integer> left = new TreeSet<>(Integer::compareUnsigned);
        for (int reference : some(blocks, random)) {
            if (random.nextInt(8) > 0 && allocator.blockBytes(reference) < 4096) {
                set.add(allocator.slab(reference), allocator.blockIndex(reference));
                left.add(reference);
            }
        }
        set.forEachRun((first, blockBytes, count) -> {
            assertEquals(first, left.first());
            int granules = blockBytes / Memory.GRANULE;
            int last = first + (count - 1) * granules;
            assertEquals(allocator.slab(first), allocator.slab(last));
            assertEquals(blockBytes, allocator.blockBytes(first));
            for (int i = 0; i < count; i++) {
                assertTrue(left.remove(first + i * granules));
            }
            int next = last + granules;
            assertFalse(left.contains(next) && allocator.slab(next) == allocator.slab(first));
        });
        assertEquals(new TreeSet<>(), left);
        blocks.freeAll();
    }
}
