package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Scratch;

/**
 * The notes of a recount: an entry for each block. They lie off the heap and are found by the number of the block. So they need no heap
 * and no hashing, however many nodes there are. Valid while no slab is taken or given back.
 */
final class RecountTable implements AutoCloseable {
    /*
     * Layout
     *   8 a slab:    number of its first block; blocks are numbered through all slabs, a run of slabs is one block
     *   16 a block:  own32 | heirs32 | xor32 | marks32
     */
    static final long NONE = -1;
    static final int ALLOCATED = 1;
    static final int REACHED = 2;
    static final int WAITING = 4;
    static final int WALKED = 8;
    static final int ENDS = 16;
    static final int NAMED = 32;

    private static final int FIRST_BYTES = 8;
    private static final int ENTRY_BYTES = 16;
    private static final int AT_HEIRS = 4;
    private static final int AT_XOR = 8;
    private static final int AT_MARKS = 12;

    private final Allocator allocator;
    private final Scratch scratch;
    private final Memory notes;
    private final long entries;

    RecountTable(Allocator allocator) {
        this.allocator = allocator;
        int slabs = allocator.slabs().frontier();
        long blocks = 0;
        for (int slab = 0; slab < slabs; slab++) {
            blocks += allocator.blocks(slab);
        }
        this.scratch = new Scratch((long) slabs * FIRST_BYTES + blocks * ENTRY_BYTES);
        this.notes = scratch.memory();
        this.entries = notes.atOffset((long) slabs * FIRST_BYTES);
        long first = 0;
        for (int slab = 0; slab < slabs; slab++) {
            notes.setLong(first(slab), first);
            first += allocator.blocks(slab);
        }
    }

    private long first(int slab) {
        return notes.atOffset((long) slab * FIRST_BYTES);
    }

    /** The address of the entry of the block {@code reference}; NONE if no block begins there. */
    private long block(int reference) {
        int index = allocator.blockIndex(reference);
        return index < 0 ? NONE : entries + (notes.getLong(first(allocator.slab(reference))) + index) * ENTRY_BYTES;
    }

    /** Notes that the block {@code reference} is allocated. */
    void allocated(int reference) {
        mark(block(reference), ALLOCATED);
    }

    /** The address of the entry of {@code reference}; NONE if it names no allocated block. */
    long entry(int reference) {
        long entry = block(reference);
        return entry == NONE || !has(entry, ALLOCATED) ? NONE : entry;
    }

    /** Sets a mark; returns whether it was not set before. */
    boolean mark(long entry, int mark) {
        int before = notes.getInt(entry + AT_MARKS);
        notes.setInt(entry + AT_MARKS, before | mark);
        return (before & mark) == 0;
    }

    boolean has(long entry, int mark) {
        return (notes.getInt(entry + AT_MARKS) & mark) != 0;
    }

    void addOwn(long entry) {
        notes.setInt(entry, own(entry) + 1);
    }

    int own(long entry) {
        return notes.getInt(entry);
    }

    void addHeir(long entry, int heir) {
        notes.setInt(entry + AT_HEIRS, heirs(entry) + 1);
        notes.setInt(entry + AT_XOR, xor(entry) ^ heir);
    }

    int heirs(long entry) {
        return notes.getInt(entry + AT_HEIRS);
    }

    int xor(long entry) {
        return notes.getInt(entry + AT_XOR);
    }

    @Override
    public void close() {
        scratch.close();
    }
}
