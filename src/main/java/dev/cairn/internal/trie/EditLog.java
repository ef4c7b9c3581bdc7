package dev.cairn.internal.trie;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** Pending edits in a row, to be written in one pass. Versions share the row and find its entries by hash. */
public abstract class EditLog extends ClaimableRow {
    /*
     * An entry links to the previous entry whose hash has the same head. A version knows how many entries are its own, and skips newer ones.
     *
     * Concurrency
     *   A thread that claimed a place writes the entry, links it, and then makes a version that includes it. Only a version made from
     *   that one can claim the next place. So links are made one at a time, each after the previous one (L1). A reader of an older version
     *   may read a head while it is set: a release sets the head after the entry's own link (L2).
     * Invariant: L3  From a head, entries descend. Every entry before a version's end is reached from the head of its hash.
     * Evidence: EditLogStress (jcstress) with its twin that sets the head first.
     */
    private static final VarHandle HEADS = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int SPREAD = 0x9E37_79B9;

    /** The most pending edits, however large the collection is. */
    public static final int LIMIT_MAX = 32_768;

    /** The most pending edits of a small collection. */
    public static final int LIMIT_MIN = 64;

    private static final int SHARE = 4;

    /** Up to so many entries are copied when a second version, or another thread, continues from the same one. More are written instead. */
    public static final int FEW = 32;

    /** The room of a new log. */
    public static final int CAPACITY_MIN = 16;

    private static final int GROWTH = 4;

    private final int[] heads;
    private final int[] links;
    private final int shift;

    /** A log with room for {@code capacity} entries: a power of two and at least 2. The other arguments are those of a row. */
    protected EditLog(int capacity, int taken, @Nullable EditLog before) {
        super(capacity, taken, before);
        this.heads = new int[capacity];
        this.links = new int[capacity];
        this.shift = Integer.numberOfLeadingZeros(capacity) + 1;
    }

    /**
     * The most pending edits of a collection of {@code size} elements: a quarter. So each node that is copied to write them takes several
     * edits, and the pending edits on the heap are a fraction of the collection off the heap.
     */
    public static int limit(int size) {
        return Math.clamp(Integer.highestOneBit(size) / SHARE, LIMIT_MIN, LIMIT_MAX);
    }

    /**
     * The room of a new log after {@code count} entries of {@code row} were written: the same room if {@code limit} entries were pending,
     * else the least.
     */
    public static int roomAfterWriting(ClaimableRow row, int count, int limit) {
        return count < limit ? CAPACITY_MIN : Math.min(row.capacity(), limit);
    }

    /** The room of a copy of the first {@code count} entries of {@code row} and one more; {@code limit} at most. */
    public static int roomAfter(ClaimableRow row, int count, int limit) {
        return count < row.capacity() ? row.capacity() : Math.min(row.capacity() * GROWTH, limit);
    }

    /** Makes {@code entry} findable. The caller claimed and wrote it. */
    protected final void link(int entry, int hash) {
        link(heads, links, head(hash), entry);
    }

    /** Links {@code entry} before the entries of {@code head}. */
    protected static void link(int[] heads, int[] links, int head, int entry) {
        links[entry] = heads[head];
        HEADS.setRelease(heads, head, entry + 1);
    }

    /** The newest entry before {@code end} that may have this hash, or -1. */
    protected final int newest(int hash, int end) {
        return newest(heads, links, head(hash), end);
    }

    /** The newest entry of {@code head} before {@code end}, or -1. */
    protected static int newest(int[] heads, int[] links, int head, int end) {
        int entry = (int) HEADS.getAcquire(heads, head) - 1;
        while (entry >= end) {
            entry = links[entry] - 1;
        }
        return entry;
    }

    /** The newest entry before {@code entry} that may have the same hash, or -1. */
    protected final int older(int entry) {
        return links[entry] - 1;
    }

    private int head(int hash) {
        return (hash * SPREAD) >>> shift;
    }
}
