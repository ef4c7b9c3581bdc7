package dev.cairn.internal.alloc;

/** The blocks that one stripe took and has not used yet: of each size class the free bits of one group. */
public final class Magazines {
    final long[] bits;
    final long[] firstBlock;
    final long[] group;

    long takenBytes;

    /** Bytes of the groups and runs taken in all; what is left in the magazines included. */
    public long takenBytes() {
        return takenBytes;
    }

    Magazines(int classes) {
        bits = new long[classes];
        firstBlock = new long[classes];
        group = new long[classes];
    }
}
