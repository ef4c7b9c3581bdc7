package dev.cairn.internal.alloc;

import dev.cairn.internal.memory.Memory;
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

    /** Keeps a copy at {@code at} from now on. The caller holds the stripe. */
    public void mirror(Memory memory, long at) {
        for (int c = 0; c < bits.length; c++) {
            memory.setLong(at + (long) ROW_BYTES * c, bits[c]);
            memory.setInt(at + (long) ROW_BYTES * c + AT_GROUP, group[c] == 0 ? 0 : memory.reference(group[c]));
        }
        row = at;
    }

    /** The bytes of the blocks that wait here. */
    long waitingBytes(SizeClasses classes) {
        long bytes = 0;
        for (int c = 0; c < bits.length; c++) {
            bytes += (long) Long.bitCount(bits[c]) * classes.blockBytes(c);
        }
        return bytes;
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
