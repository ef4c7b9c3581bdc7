package dev.cairn.internal.alloc;

import dev.cairn.internal.memory.Memory;
import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.function.LongUnaryOperator;

/** The blocks that one stripe took and has not used yet: the free bits of one group a size class. */
public final class Magazines {
    static final int ROW_BYTES = 16;
    static final int AT_GROUP = 8;

    final long[] bits;
    final long[] firstBlock;
    final long[] group;

    long takenBytes;

    /**
     * The address of a copy of the bits and groups in the store, 16 bytes a class; 0 if there is none. If the process is killed, the next one
     * frees the blocks that the copy has. So a block leaves the copy before it is used, or is freed.
     */
    long row;

    /** The bytes of all groups and runs that were ever taken, including the blocks left in the magazines. */
    public long takenBytes() {
        return takenBytes;
    }

    Magazines(int classes) {
        bits = new long[classes];
        firstBlock = new long[classes];
        group = new long[classes];
    }

    /** The bytes of a copy in the store. */
    public int rowBytes() {
        return ROW_BYTES * bits.length;
    }

    /** Keeps a copy at {@code at} from now on, where zeros are. The caller holds the stripe. */
    public void mirror(Memory memory, long at) {
        for (int c = 0; c < bits.length; c++) {
            memory.setInt(at + (long) ROW_BYTES * c + AT_GROUP, group[c] == 0 ? 0 : memory.reference(group[c]));
        }
        VarHandle.releaseFence(); // before the bits
        for (int c = 0; c < bits.length; c++) {
            memory.setLong(at + (long) ROW_BYTES * c, bits[c]);
        }
        row = at;
    }

    /** Writes the copy again, if there is one. The caller holds the stripe. */
    public void mirrorAgain(Memory memory) {
        if (row != 0) {
            mirror(memory, row);
        }
    }

    /** Keeps no copy any more. The caller holds the stripe, and no block waits here. */
    public void endMirror() {
        row = 0;
    }

    /** Lets the blocks {@code left} of class {@code c} wait here, and no others. The caller holds the stripe. */
    void keep(Memory memory, int c, long left) {
        bits[c] = left;
        if (row != 0) {
            memory.setLong(row + (long) ROW_BYTES * c, left);
        }
    }

    /**
     * Takes waiting blocks of class {@code c}, which have {@code bytes} each, for the places {@code from} to {@code to} of {@code taken}, or for fewer.
     * Returns the place behind them. The caller holds the stripe.
     */
    int take(Memory memory, int c, int bytes, int[] taken, int from, int to) {
        long left = bits[c];
        int next = from;
        for (; next < to && left != 0; left &= left - 1) {
            taken[next++] = memory.reference(firstBlock[c] + (long) Long.numberOfTrailingZeros(left) * bytes);
        }
        keep(memory, c, left);
        return next;
    }

    /** The bytes of the blocks that wait here. */
    long waitingBytes(SizeClasses classes) {
        long bytes = 0;
        for (int c = 0; c < bits.length; c++) {
            bytes += (long) Long.bitCount(bits[c]) * classes.blockBytes(c);
        }
        return bytes;
    }

    /** The magazines whose copy another process keeps at {@code row}, as they are while that process stands still. */
    static Magazines ofCopy(Memory memory, long row, int classes) {
        Magazines read = new Magazines(classes);
        for (int c = 0; c < classes; c++) {
            long at = row + (long) ROW_BYTES * c;
            read.bits[c] = memory.getLongAcquire(at);
            read.group[c] = memory.at(memory.getInt(at + AT_GROUP));
        }
        return read;
    }

    /** Gives the waiting blocks back to their groups; returns their bytes. */
    long putBack(SizeClasses classes, Groups groups) {
        long bytes = waitingBytes(classes);
        for (int c = 0; c < bits.length; c++) {
            if (bits[c] != 0) {
                groups.addBits(group[c], bits[c]);
                bits[c] = 0;
            }
        }
        return bytes;
    }

    /**
     * Gives the blocks that the copy at {@code row} has back to their groups; returns their bytes. Blocks of a group that is none stay lost, since
     * bits that are written elsewhere would damage the store.
     */
    static long putBackRow(Memory memory, long row, SizeClasses classes, Slabs slabs, Groups groups) {
        long bytes = 0;
        for (int c = 0; c < classes.count(); c++) {
            long at = row + (long) ROW_BYTES * c;
            long waiting = memory.getLong(at);
            long group = memory.at(memory.getInt(at + AT_GROUP));
            if (waiting != 0) {
                memory.setLong(at, 0); // first: a block that is given back twice would be two nodes
                VarHandle.releaseFence();
            }
            if (waiting != 0 && isGroup(group, c, classes, slabs)) {
                groups.addBits(group, waiting);
                bytes += (long) Long.bitCount(waiting) * classes.blockBytes(c);
            }
        }
        return bytes;
    }

    /** Whether the header of a group of the size class {@code c} is at {@code at}. */
    private static boolean isGroup(long at, int c, SizeClasses classes, Slabs slabs) {
        int slab = slabs.indexOf(at);
        if (slab < 0 || slab >= slabs.frontier() || slabs.sizeClass(slab) != c) {
            return false;
        }
        long offset = at - SlabTable.group(slabs.at(slab), 0);
        return offset >= 0 && offset % Groups.HEADER == 0 && offset / Groups.HEADER < classes.groups(c);
    }

    /** Maps the address of a group to the bits of its blocks that wait in any of {@code magazines}. */
    static LongUnaryOperator waitingBits(Iterable<Magazines> magazines) {
        HashMap<Long, Long> waiting = new HashMap<>();
        for (Magazines m : magazines) {
            for (int c = 0; c < m.bits.length; c++) {
                if (m.bits[c] != 0) {
                    waiting.merge(m.group[c], m.bits[c], Magazines::bothWaiting);
                }
            }
        }
        return group -> waiting.getOrDefault(group, 0L);
    }

    private static long bothWaiting(long a, long b) {
        if ((a & b) != 0) {
            throw new IllegalStateException("I11: block in two magazines");
        }
        return a | b;
    }
}
