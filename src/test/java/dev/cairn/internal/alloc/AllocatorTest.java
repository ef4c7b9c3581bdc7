package dev.cairn.internal.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.memory.Memory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocatorTest {
    private static final long BYTES = 2 << 20;

    @Property(tries = 100)
    void blocksNeverOverlapAndAreReused(@ForAll long seed, @ForAll @IntRange(min = 12, max = 16) int slabBits) {
        var random = new Random(seed);
        Blocks blocks = new Blocks(8 * BYTES, 1 << slabBits);
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            if (taken.size() < 200 && random.nextInt(3) > 0) {
                taken.add(blocks.take(1 + random.nextInt(random.nextInt(20) == 0 ? 20_000 : 400)));
            } else if (!taken.isEmpty()) {
                Collections.swap(taken, random.nextInt(taken.size()), taken.size() - 1);
                blocks.free(taken.removeLast());
            }
            if (i % 50 == 0) {
                blocks.allocator.endCycle();
                blocks.check();
            }
            if (i % 200 == 199) {
                blocks.allocator.trim(true);
                blocks.check();
            }
        }
        blocks.freeAll();
        blocks.check();
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 65536})
    void anEmptySlabServesAnyClass(int slabBytes) {
        Blocks blocks = new Blocks(BYTES, slabBytes);
        for (int bytes : new int[] {48, 1600, 16, 320, 100_000, 48}) {
            List<Integer> all = blocks.takeAll(bytes);
            double used = (double) all.size() * blocks.allocator.blockBytesFor(bytes) / BYTES;
            assertTrue(used > (bytes > slabBytes ? 0.7 : 0.75), () -> "full at " + used + " with " + bytes);
            blocks.freeAll();
            empty(blocks);
        }
    }

    /** Puts the rest of the magazines back by taking and freeing it, and gives all slabs back. */
    private static void empty(Blocks blocks) {
        for (int c = 0; c < blocks.allocator.classes().count(); c++) {
            while (blocks.magazines.bits[c] != 0) {
                blocks.take(blocks.allocator.classes().blockBytes(c));
            }
        }
        blocks.freeAll();
        blocks.allocator.trim(true);
        blocks.check();
        assertEquals(0, blocks.allocator.heldBytes());
        blocks.allocator.walk().forEachSizeClass((bytes, slabs, live) -> {
            throw new AssertionError(slabs + " slabs of " + bytes + " are left");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 65536})
    void anObjectMayBeAsLargeAsTheStore(int slabBytes) {
        Blocks blocks = new Blocks(BYTES, slabBytes);
        int slabs = blocks.allocator.slabs().slabsMax();
        int all = slabs * slabBytes;
        assertTrue(all > BYTES * 0.85);
        blocks.take(all);
        assertThrows(OutOfBlocks.class, () -> blocks.take(16));
        blocks.freeAll();
        assertThrows(OutOfBlocks.class, () -> blocks.take(all + 1));
        int small = blocks.take(16);
        blocks.take(all - slabBytes);
        blocks.free(small);
        blocks.freeAll();
        blocks.check();
    }

    @Test
    void freedBlocksAreTakenAgainBeforeFreshOnes() {
        Blocks blocks = new Blocks(BYTES, 4096);
        var before = new HashSet<Integer>();
        for (int i = 0; i < 500; i++) {
            before.add(blocks.take(64));
        }
        long committed = blocks.allocator.slabs().committedBytes();
        before.forEach(blocks::free);
        blocks.allocator.endCycle();
        for (int i = 0; i < 500; i++) {
            blocks.take(64);
        }
        assertEquals(committed, blocks.allocator.slabs().committedBytes());
    }

    @Test
    void aBlockFreedTwiceIsSeen() {
        Blocks blocks = new Blocks(BYTES, 4096);
        int small = blocks.take(64);
        int large = blocks.take(10_000);
        blocks.free(small);
        blocks.free(large);
        for (int reference : new int[] {small, large, small + 1}) {
            var e = assertThrows(IllegalStateException.class, () -> blocks.allocator.free(reference));
            assertTrue(e.getMessage().startsWith("I11"), e::getMessage);
        }
    }

    @Test
    void aFreedBlockIsPoisonedWhereAccessIsChecked() {
        Blocks blocks = new Blocks(BYTES, 4096);
        int reference = blocks.take(64);
        blocks.free(reference);
        byte expected = Memory.CHECKED ? (byte) 0xDB : (byte) reference;
        assertEquals(expected, blocks.memory.getByte(blocks.memory.at(reference) + 63));
    }

    @Test
    void failuresCanBeInjected() {
        Blocks blocks = new Blocks(BYTES, 4096);
        blocks.allocator.failAt(3);
        blocks.take(16);
        blocks.take(16);
        assertThrows(OutOfBlocks.class, () -> blocks.take(16));
        blocks.take(16);
        blocks.check();
    }

    @Test
    void figuresCountSlabsAndBlocks() {
        Blocks blocks = new Blocks(BYTES, 4096);
        blocks.take(5000);
        blocks.allocator.walk().forEachSizeClass((bytes, slabs, live) -> {
            assertEquals(0, bytes);
            assertEquals(2, slabs);
            assertEquals(1, live);
        });
        assertEquals(8192, blocks.allocator.heldBytes());
    }
}
