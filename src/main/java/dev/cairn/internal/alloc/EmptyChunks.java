package dev.cairn.internal.alloc;

import dev.cairn.internal.memory.Region;
import java.util.BitSet;

/**
 * Which parts of a store have no slab in use, and which of them were given back to the system. A part, called chunk, is as large as a large
 * page, or a slab if that is larger.
 */
final class EmptyChunks {
    /*
     * Concurrency
     *   Everything is under the slabs' lock, in which slabs become free and are taken. The pages are given back in the lock, too, chunk
     *   by chunk, so nobody can take a slab of a chunk whose pages are just going.
     * Invariants
     *   E1  a chunk in gone has only free slabs, and its pages were given back after the last of them became free. Who takes one of
     *       them takes the chunk out of gone before anybody writes to it.
     *   E2  a chunk in seen was empty at a look and had no slab taken since. At the next look it is still empty, and goes.
     *   E3  in a closed store free slabs go alone, also inside a large page: nobody will take them, but for a change that is still
     *       under way. From then on gone is empty, and goneBytes a sum over the free slabs.
     * Evidence: EmptyChunksTest, EmptySlabsTest.
     */
    private final Region region;
    private final long chunkBytes;
    private final long slabsBegin;
    private final int slabShift;
    private final int first;
    private final BitSet seen;
    private final BitSet gone;
    private volatile long goneBytes;

    /** The chunks of {@code slabs} slabs from the offset {@code slabsBegin} on. */
    EmptyChunks(Region region, long slabsBegin, int slabs, int slabShift) {
        this.region = region;
        this.chunkBytes = Math.max(region.givenBackAtOnce(), 1L << slabShift);
        this.slabsBegin = slabsBegin;
        this.slabShift = slabShift;
        this.first = (int) ((Math.max(slabsBegin, region.keptBytes()) + chunkBytes - 1) / chunkBytes);
        int chunks = isUsed() ? (int) ((slabsBegin + ((long) slabs << slabShift)) / chunkBytes) + 1 : 0;
        this.seen = new BitSet(chunks);
        this.gone = new BitSet(chunks);
    }

    /** Whether empty chunks are given back at all. */
    boolean isUsed() {
        return region.givenBackAtOnce() > 0;
    }

    /** The bytes that were given back and not taken since. */
    long goneBytes() {
        return goneBytes;
    }

    /** The first chunk that can be given back. */
    int first() {
        return first;
    }

    /** One past the last chunk of which all slabs are below {@code frontier}. */
    int end(int frontier) {
        return (int) ((slabsBegin + ((long) frontier << slabShift)) / chunkBytes);
    }

    /** The first slab of {@code chunk}. */
    int firstSlab(int chunk) {
        return (int) ((chunk * chunkBytes - slabsBegin) >> slabShift);
    }

    /** How many slabs a chunk has. */
    int slabs() {
        return (int) (chunkBytes >> slabShift);
    }

    boolean isGone(int chunk) {
        return gone.get(chunk);
    }

    /** The chunk has a slab in use. */
    void sawUsed(int chunk) {
        seen.clear(chunk);
    }

    /** The chunk is empty. Gives it back, if it was empty the last time, too, and ever since. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // under the slabs' lock
    void sawEmpty(int chunk) {
        if (!seen.get(chunk)) {
            seen.set(chunk);
            return;
        }
        region.giveBack(chunk * chunkBytes, (chunk + 1) * chunkBytes);
        gone.set(chunk);
        goneBytes += chunkBytes;
    }

    /** These slabs are free, in a store that was closed. */
    void giveBack(int slab, int slabs) {
        long from = slabsBegin + ((long) slab << slabShift);
        region.giveBack(from, from + ((long) slabs << slabShift));
    }

    /** The slabs from {@code frontier} on were never used, but the system has the rest of a large page there, and what was to be touched. */
    void giveBackFrom(int frontier) {
        long from = slabsBegin + ((long) frontier << slabShift);
        long to = Math.max((end(frontier) + 1) * chunkBytes, region.keptBytes());
        region.giveBack(from, Math.min(region.bytes(), to));
    }

    /** All free slabs, of so many bytes, went in a store that was closed. */
    void countGone(long freeBytes) {
        gone.clear();
        goneBytes = freeBytes;
    }

    /** These slabs are being taken. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // under the slabs' lock
    void take(int slab, int slabs) {
        if (!isUsed()) {
            return;
        }
        long begin = slabsBegin + ((long) slab << slabShift);
        long end = begin + ((long) slabs << slabShift) - 1;
        for (int chunk = (int) (begin / chunkBytes); chunk <= (int) (end / chunkBytes); chunk++) {
            seen.clear(chunk);
            if (gone.get(chunk)) {
                gone.clear(chunk);
                goneBytes -= chunkBytes;
            }
        }
    }
}
