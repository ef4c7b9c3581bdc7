package dev.cairn.internal.alloc;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A small number for each block of a store, which becomes 0 when the block is freed. */
public final class BlockMarks {
    /*
     * Concurrency: one thread sets marks, of nodes that it holds. The reclaimer clears the mark of a block that it frees, before others
     * can take the block. So no two threads touch the mark of one block at a time: the end of a hold and the next use of a block both pass
     * from thread to thread with the block. The arrays of slabs are made by the one thread that sets; the reclaimer may see an older
     * list of them, which has the array of each slab with a mark that it can meet.
     */
    private static final short[] NONE = {};

    private final IntUnaryOperator blocksIn;
    private volatile short[][] slabs = {};
    private long markedBytes;
    private volatile long clearedBytes;

    /** No marks yet. {@code blocksIn} says how many blocks a slab has. The allocator clears the marks after it got them. */
    public BlockMarks(IntUnaryOperator blocksIn) {
        this.blocksIn = blocksIn;
    }

    /** The mark of block {@code index} in {@code slab}; 0 if it has none. */
    public int get(int slab, int index) {
        short[][] all = slabs;
        short @Nullable [] marks = slab < all.length ? all[slab] : null;
        return marks == null || index >= marks.length ? 0 : marks[index];
    }

    /** Marks block {@code index} in {@code slab}, of {@code bytes}. One thread at a time. */
    public void set(int slab, int index, int mark, long bytes) {
        short[] marks = marks(slab);
        if (marks[index] == 0) {
            markedBytes += bytes;
        }
        marks[index] = (short) mark;
    }

    private short[] marks(int slab) {
        short[][] all = slabs;
        if (slab >= all.length) {
            all = Arrays.copyOf(all, Math.max(slab + 1, all.length * 2));
            Arrays.fill(all, slabs.length, all.length, NONE);
            slabs = all;
        }
        int blocks = blocksIn.applyAsInt(slab);
        if (all[slab].length != blocks) { // other blocks than before, so none of those had a mark
            all[slab] = new short[blocks];
            slabs = all;
        }
        return all[slab];
    }

    /** Clears the mark of a block of {@code bytes}, which is being freed. Reclaimer only. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void clear(int slab, int index, long bytes) {
        short[][] all = slabs;
        if (slab < all.length && index < all[slab].length && all[slab][index] != 0) {
            all[slab][index] = 0;
            clearedBytes += bytes;
        }
    }

    /** About the bytes of all blocks with a mark. For the thread that sets marks. */
    public long bytes() {
        return markedBytes - clearedBytes;
    }
}
