package dev.cairn.internal.alloc;

import dev.cairn.internal.memory.Memory;
import java.util.function.LongUnaryOperator;

/** Walks over all slabs of a store, in the order of their addresses. */
public final class BlockWalk {
    private final Memory memory;
    private final SizeClasses classes;
    private final Slabs slabs;
    private final Groups groups;

    BlockWalk(Memory memory, SizeClasses classes, Slabs slabs, Groups groups) {
        this.memory = memory;
        this.classes = classes;
        this.slabs = slabs;
        this.groups = groups;
    }

    /** The bits of the allocated blocks of one group; {@code inMagazines} gives the waiting blocks by the group's address. */
    private long allocatedBits(int c, long slab, int g, LongUnaryOperator inMagazines) {
        long free = groups.bits(SlabTable.group(slab, g));
        long waiting = inMagazines.applyAsLong(SlabTable.group(slab, g));
        if ((free & waiting) != 0) {
            throw new IllegalStateException("I11: block both free in its slab and in a magazine, group "
                    + memory.offset(SlabTable.group(slab, g)));
        }
        long all = classes.blocksIn(c, g) == 64 ? -1L : (1L << classes.blocksIn(c, g)) - 1;
        return all & ~free & ~waiting;
    }

    /** Visits every allocated block. Only while no stripe is held and no reclaiming goes on, or as an estimate. */
    public void forEachAllocated(Iterable<Magazines> magazines, BlockVisitor visitor) {
        LongUnaryOperator waiting = Magazines.waitingBits(magazines);
        for (int slab = 0; slab < slabs.frontier(); slab++) {
            int c = slabs.sizeClass(slab);
            long at = slabs.at(slab);
            if (c < 0) {
                if (slabs.isRunHead(slab)) {
                    visitor.visit(memory.reference(at), (long) slabs.runSlabs(slab) * slabs.slabBytes());
                }
                continue;
            }
            for (int g = 0; g < classes.groups(c); g++) {
                long first = classes.firstBlock(c, at, g);
                for (long bits = allocatedBits(c, at, g, waiting); bits != 0; bits &= bits - 1) {
                    long block = first + (long) Long.numberOfTrailingZeros(bits) * classes.blockBytes(c);
                    visitor.visit(memory.reference(block), classes.blockBytes(c));
                }
            }
        }
    }

    /** Sums the slabs up by size class; blocks in magazines count as in use. An estimate while others allocate. */
    public void forEachSizeClass(SizeClassVisitor visitor) {
        int runs = classes.count();
        long[] slabCount = new long[runs + 1];
        long[] live = new long[runs + 1];
        for (int slab = 0; slab < slabs.frontier(); slab++) {
            int c = slabs.sizeClass(slab);
            if (c >= 0) {
                slabCount[c]++;
                for (int g = 0; g < classes.groups(c); g++) {
                    live[c] += classes.blocksIn(c, g) - Long.bitCount(groups.bits(SlabTable.group(slabs.at(slab), g)));
                }
            } else if (slabs.isRunHead(slab)) {
                slabCount[runs] += slabs.runSlabs(slab);
                live[runs]++;
            }
        }
        for (int c = 0; c <= runs; c++) {
            if (slabCount[c] > 0) {
                visitor.visit(c == runs ? 0 : classes.blockBytes(c), slabCount[c], live[c]);
            }
        }
    }

    /** Receives the sums of a size class. */
    @FunctionalInterface
    public interface SizeClassVisitor {
        /** Slabs with blocks of {@code blockBytes} (0: runs of slabs), and how many blocks are in use. */
        void visit(int blockBytes, long slabs, long liveBlocks);
    }

    /** Receives allocated blocks. */
    @FunctionalInterface
    public interface BlockVisitor {
        /** A block of {@code bytes}, or a run of slabs. */
        void visit(int reference, long bytes);
    }
}
