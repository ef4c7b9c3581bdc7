package dev.cairn.internal.alloc;

import dev.cairn.internal.memory.Memory;
import java.util.Arrays;
import java.util.BitSet;

/** A set of blocks that its owner holds, so that none of them is freed. It gives them in the order of their places. For one thread. */
public final class BlockSet {
    private final Memory memory;
    private final Allocator allocator;

    /** The slabs in which the set has blocks, and perhaps that of the block that was taken last. */
    private final BitSet occupied = new BitSet();

    /** A bit for each block of a slab. */
    private long[][] bits = {};

    private int slab;
    private int index;

    /** An empty set of blocks of {@code allocator}. */
    public BlockSet(Memory memory, Allocator allocator) {
        this.memory = memory;
        this.allocator = allocator;
    }

    /** Takes neighbours. */
    @FunctionalInterface
    public interface RunVisitor<E extends Exception> {
        /** Takes {@code count} blocks of {@code blockBytes}, of which {@code first} is the first one. */
        void visit(int first, int blockBytes, int count) throws E;
    }

    /** Adds block {@code added} of the slab {@code ofSlab}. */
    public void add(int ofSlab, int added) {
        if (ofSlab >= bits.length) {
            int length = bits.length;
            bits = Arrays.copyOf(bits, Math.max(ofSlab + 1, 2 * length));
            Arrays.fill(bits, length, bits.length, new long[0]);
        }
        if (bits[ofSlab].length == 0) {
            bits[ofSlab] = new long[(allocator.blocks(ofSlab) + Long.SIZE - 1) / Long.SIZE];
        }
        if (bits[ofSlab][added / Long.SIZE] == 0) {
            occupied.set(ofSlab);
        }
        bits[ofSlab][added / Long.SIZE] |= 1L << added;
    }

    /** Whether the set has block {@code asked} of the slab {@code ofSlab}. */
    public boolean has(int ofSlab, int asked) {
        return ofSlab < bits.length
                && asked / Long.SIZE < bits[ofSlab].length
                && (bits[ofSlab][asked / Long.SIZE] >>> asked & 1) != 0;
    }

    /**
     * Takes the next block out, and returns whether there was one; {@link #slab} and {@link #index} say which. It is the next one behind the
     * block that was taken before; behind the last one of all comes the first one again.
     */
    public boolean take() {
        while (true) {
            int found = slab < bits.length ? nextIn(bits[slab], index) : -1;
            if (found >= 0) {
                bits[slab][found / Long.SIZE] &= ~(1L << found);
                index = found;
                return true;
            }
            if (slab < bits.length && nextIn(bits[slab], 0) < 0) {
                occupied.clear(slab);
            }
            int next = occupied.nextSetBit(slab + 1);
            slab = next >= 0 ? next : occupied.nextSetBit(0);
            index = 0;
            if (slab < 0) {
                slab = 0;
                return false;
            }
        }
    }

    /** The slab of the block that was taken last. */
    public int slab() {
        return slab;
    }

    /** The number of that block in its slab. */
    public int index() {
        return index;
    }

    /** The first member from {@code from} on; -1 if there is none. */
    private static int nextIn(long[] words, int from) {
        int word = from / Long.SIZE;
        if (word >= words.length) {
            return -1;
        }
        long rest = words[word] & -1L << from;
        while (rest == 0) {
            if (++word == words.length) {
                return -1;
            }
            rest = words[word];
        }
        return word * Long.SIZE + Long.numberOfTrailingZeros(rest);
    }

    /** The first block from {@code from} on that is no member. */
    private static int endIn(long[] words, int from) {
        int word = from / Long.SIZE;
        long gaps = ~words[word] & -1L << from;
        while (gaps == 0 && ++word < words.length) {
            gaps = ~words[word];
        }
        return gaps == 0 ? words.length * Long.SIZE : word * Long.SIZE + Long.numberOfTrailingZeros(gaps);
    }

    /** Visits all members as runs of neighbours, which lie in one slab each. */
    public <E extends Exception> void forEachRun(RunVisitor<E> visitor) throws E {
        for (int in = occupied.nextSetBit(0); in >= 0; in = occupied.nextSetBit(in + 1)) {
            long[] words = bits[in];
            int end = 0;
            for (int first = nextIn(words, 0);
                    first >= 0;
                    first = end < words.length * Long.SIZE ? nextIn(words, end) : -1) {
                end = endIn(words, first);
                visitor.visit(reference(in, first), (int) allocator.blockBytesIn(in), end - first);
            }
        }
    }

    /** The reference of block {@code ofIndex} of the slab {@code ofSlab}. */
    public int reference(int ofSlab, int ofIndex) {
        SlabTable table = allocator.slabs();
        int c = table.sizeClass(ofSlab);
        long first = c < 0 ? 0 : allocator.classes().headerBytes(c);
        return memory.reference(table.at(ofSlab) + first + ofIndex * allocator.blockBytesIn(ofSlab));
    }
}
