package dev.cairn.internal.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** An allocator alone, and the blocks that were taken from it. They are filled, so that overlaps are seen. */
final class Blocks {
    final Memory memory;
    final Allocator allocator;
    final Magazines magazines;
    private final NavigableMap<Long, Integer> taken;
    private final List<Magazines> all;

    Blocks(long bytes, int slabBytes) {
        this(new Memory(Region.reserve(bytes)), slabBytes);
    }

    private Blocks(Memory memory, int slabBytes) {
        this(memory, new Allocator(memory, 5, slabBytes, 1));
    }

    /** No blocks of a store without blocks. */
    Blocks(Memory memory, Allocator allocator) {
        this(memory, allocator, new TreeMap<>(), new ArrayList<>());
    }

    private Blocks(Memory memory, Allocator allocator, NavigableMap<Long, Integer> taken, List<Magazines> all) {
        this.memory = memory;
        this.allocator = allocator;
        this.magazines = allocator.magazines();
        this.taken = taken;
        this.all = all;
        all.add(magazines);
    }

    /** The same blocks, some of which another process takes by {@code allocator}. */
    Blocks beside(Memory memory, Allocator allocator) {
        return new Blocks(memory, allocator, taken, all);
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

    /** Adds a block that another process took and filled. */
    void adopt(int reference) {
        requireIntact(reference);
        assertNull(taken.put(memory.at(reference), reference));
    }

    /** Checks that nobody else wrote to a block. */
    void requireIntact(int reference) {
        long at = memory.at(reference);
        long size = allocator.blockBytes(reference);
        for (long i = 0; i < size; i++) {
            assertEquals((byte) reference, memory.getByte(at + i));
        }
    }

    /** Frees a block, after checking that nobody else wrote to it. */
    void free(int reference) {
        freeBy(allocator, reference);
    }

    /** As {@link #free}; only {@code leader} frees. */
    void freeBy(Allocator leader, int reference) {
        requireIntact(reference);
        long size = allocator.blockBytes(reference);
        taken.remove(memory.at(reference));
        assertEquals(size, leader.free(reference));
    }

    void freeAll() {
        taken().forEach(this::free);
    }

    /** The references of all blocks that are taken. */
    List<Integer> taken() {
        return List.copyOf(taken.values());
    }

    /** The bytes that are taken, or wait in magazines. */
    long bytes() {
        long bytes = allocator.waitingBytes(all);
        for (int reference : taken.values()) {
            bytes += allocator.blockBytes(reference);
        }
        return bytes;
    }

    /** The blocks that count as allocated, but were not taken here. Checks that those which were taken count, too. */
    Map<Integer, Long> others() {
        return others(allocator);
    }

    /** As {@link #others()}, in a copy of the store that {@code copied} works on. */
    Map<Integer, Long> others(Allocator copied) {
        Map<Integer, Long> found = new TreeMap<>();
        copied.walk().forEachAllocated(List.of(), found::put);
        for (int reference : taken.values()) {
            assertNotNull(found.remove(reference), () -> reference + " is free and taken");
        }
        return found;
    }

    /** Checks that the allocator knows exactly the taken blocks. */
    void check() {
        Map<Long, Integer> found = new TreeMap<>();
        allocator.walk().forEachAllocated(all, (reference, bytes) -> {
            assertEquals(bytes, allocator.blockBytes(reference));
            found.put(memory.at(reference), reference);
        });
        assertEquals(taken, found);
    }
}
