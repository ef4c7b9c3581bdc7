package dev.cairn.internal.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An allocator alone, and the blocks that were taken from it. They are filled, so that overlaps are seen. */
final class Blocks {
    final Memory memory;
    final Allocator allocator;
    final Magazines magazines;
    private final TreeMap<Long, Integer> taken = new TreeMap<>();

    Blocks(long bytes, int slabBytes) {
        memory = new Memory(Region.reserve(bytes));
        allocator = new Allocator(memory, 5, slabBytes, 1);
        magazines = allocator.magazines();
    }

    /** Takes a block and writes all of it. */
    int take(int bytes) {
        int reference = allocator.allocate(magazines, bytes);
        long at = memory.at(reference);
        long size = allocator.blockBytes(reference);
        assertTrue(size >= bytes && size == allocator.blockBytesFor(bytes));
        assertEquals(0, memory.offset(at) % Memory.GRANULE);
        assertEquals(reference, memory.reference(at));
        Map.Entry<Long, Integer> before = taken.lowerEntry(at);
        assertTrue(before == null || before.getKey() + allocator.blockBytes(before.getValue()) <= at);
        Long after = taken.ceilingKey(at);
        assertTrue(after == null || at + size <= after);
        taken.put(at, reference);
        memory.fill(at, size, (byte) reference);
        return reference;
    }

    /** Takes blocks until there is none. */
    List<Integer> takeAll(int bytes) {
        List<Integer> all = new ArrayList<>();
        try {
            while (true) {
                all.add(take(bytes));
            }
        } catch (OutOfBlocks e) {
            assertTrue(e.bytes() >= bytes);
            return all;
        }
    }

    /** Frees a block, after checking that nobody else wrote to it. */
    void free(int reference) {
        long at = memory.at(reference);
        long size = allocator.blockBytes(reference);
        for (long i = 0; i < size; i++) {
            assertEquals((byte) reference, memory.getByte(at + i));
        }
        taken.remove(at);
        assertEquals(size, allocator.free(reference));
    }

    void freeAll() {
        List.copyOf(taken.values()).forEach(this::free);
    }

    /** Checks that the allocator knows exactly the taken blocks. */
    void check() {
        Map<Long, Integer> found = new TreeMap<>();
        allocator.forEachAllocated(List.of(magazines), (reference, bytes) -> {
            assertEquals(bytes, allocator.blockBytes(reference));
            found.put(memory.at(reference), reference);
        });
        assertEquals(taken, found);
    }
}
