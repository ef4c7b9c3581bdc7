package dev.cairn.internal.alloc;

import dev.cairn.internal.memory.Memory;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Copies the slabs in use from the bytes of another store, whose slab table may say anything. Alone in the store, until a repair counts all nodes. */
public final class LoadedSlabs {
    private static final int CHUNK = 1 << 16;
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final Memory memory;
    private final Slabs slabs;
    private final SizeClasses classes;
    private final LoadedBlocks blocks;
    private final Bytes from;
    private final byte[] chunk = new byte[CHUNK];

    /** Where the bytes of the other store are. */
    @FunctionalInterface
    public interface Bytes {
        /** Reads {@code length} bytes of the store, from {@code offset} on. */
        void read(long offset, byte[] into, int length) throws IOException;
    }

    /** The first {@code frontier} slabs of {@code from}, which has so many bytes, go into the fresh store. */
    public LoadedSlabs(Memory memory, Allocator allocator, int frontier, Bytes from) {
        this.memory = memory;
        this.slabs = allocator.slabs();
        this.classes = allocator.classes();
        this.blocks = new LoadedBlocks(memory, allocator, frontier);
        this.from = from;
    }

    /** The bytes that a store with such an allocator has, if it has {@code frontier} slabs; -1 if it cannot have so many. */
    public static long bytes(Memory memory, Allocator allocator, int frontier) {
        Slabs slabs = allocator.slabs();
        return frontier < 0 || frontier > slabs.slabsMax() ? -1 : memory.offset(slabs.at(frontier));
    }

    /**
     * Copies all slabs in use. What a killed process had not finished counts as free.
     *
     * @throws IllegalArgumentException if the table describes no slabs; the message says where
     */
    public void load() throws IOException {
        for (int slab = 0; slab < slabs.frontier(); ) {
            int state = word(SlabTable.entryOffset(slab));
            if (state == SlabTable.RUN_HEAD) {
                slab += loadRun(slab);
            } else {
                if (state != SlabTable.FREE && state != SlabTable.CARVING && state != SlabTable.RUN_REST) {
                    loadBlocks(slab, state - 1);
                }
                slab++;
            }
        }
    }

    private int word(long offset) throws IOException {
        from.read(offset, chunk, Integer.BYTES);
        return (int) WORD.get(chunk, 0);
    }

    private int loadRun(int slab) throws IOException {
        int count = word(SlabTable.entryOffset(slab) + SlabTable.AT_RUN_SLABS);
        if (count < 1 || count > slabs.frontier() - slab) {
            throw new IllegalArgumentException("slab " + slab + " begins a run of " + count + " slabs");
        }
        for (int i = 1; i < count; i++) {
            if (word(SlabTable.entryOffset(slab + i)) != SlabTable.RUN_REST) {
                throw new IllegalArgumentException("slab " + (slab + i) + " is not in the run of slab " + slab);
            }
        }
        slabs.mark(slab, count, SlabTable.RUN_HEAD);
        copy(slabs.at(slab), (long) count * slabs.slabBytes());
        return count;
    }

    private void loadBlocks(int slab, int c) throws IOException {
        long at = slabs.at(slab);
        if (c < 0 || c >= classes.count()) {
            throw new IllegalArgumentException("slab " + slab + " has the state " + (c + 1));
        }
        int there = word(memory.offset(at));
        int count = word(memory.offset(at) + SlabTable.AT_BLOCKS);
        if (there != c || count != classes.blocksPerSlab(c)) {
            throw new IllegalArgumentException("slab " + slab + " says of itself that it has " + count
                    + " blocks of the size class " + there + ", and the table says " + c);
        }
        blocks.cut(slab, c);
        int header = classes.headerBytes(c);
        copy(at + header, (long) slabs.slabBytes() - header);
    }

    private void copy(long at, long bytes) throws IOException {
        for (long done = 0; done < bytes; done += CHUNK) {
            int length = (int) Math.min(CHUNK, bytes - done);
            from.read(memory.offset(at) + done, chunk, length);
            memory.copyIn(chunk, 0, at + done, length);
        }
    }
}
