package dev.cairn.internal.trie;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** A row of changes that wait on the heap to be written in one pass; versions share it, and find its entries by hash. */
public abstract class EditLog extends ClaimableRow {
    /*
     * An entry leads to the one before it whose hash has the same head. A version knows how many entries are its own, and
     * passes over newer ones.
     *
     * Concurrency
     *   Who took a place writes its entry, links it, and then makes a version that includes it; the next place can only be taken
     *   by a version made from that one. So links are made one at a time, each after the one before (L1). A reader of an older
     *   version may meet a head that is being set: it is set by a release, after the entry's own link (L2).
     * Invariant: L3  from a head, entries fall; every entry before a version's end is met on the way from its hash's head.
     * Evidence: EditLogStress (jcstress) with its twin that sets the head first.
     */
    private static final VarHandle HEADS = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int SPREAD = 0x9E37_79B9;

    /** How many changes wait at most, however large the structure is. */
    public static final int LIMIT_MAX = 32_768;

    /** How many changes of a small structure wait at most. */
    public static final int LIMIT_MIN = 64;

    private static final int SHARE = 4;

    /**
     * Up to so many entries are copied for each version that goes on from the same one, or in other threads; more are
     * folded instead.
     */
    public static final int FEW = 32;

    /** The room of a new log. */
    public static final int CAPACITY_MIN = 16;

    private static final int GROWTH = 4;

    private final int[] heads;
    private final int[] links;
    private final int shift;

    /** A log with room for {@code capacity} entries, a power of two and at least 2; else as a row. */
    protected EditLog(int capacity, int taken, @Nullable EditLog before) {
        super(capacity, taken, before);
        this.heads = new int[capacity];
        this.links = new int[capacity];
        this.shift = Integer.numberOfLeadingZeros(capacity) + 1;
    }

    /**
     * How many changes of a structure of {@code size} elements wait at most: a quarter, so that each node that a fold copies takes
     * several changes, and what waits on the heap is a fraction of what lies off it.
     */
    public static int limit(int size) {
        return Math.clamp(Integer.highestOneBit(size) / SHARE, LIMIT_MIN, LIMIT_MAX);
    }

    /** How much room a log has after {@code count} entries of {@code row} were written: as much, if they were as many as may be. */
    public static int roomAfterWriting(ClaimableRow row, int count, int limit) {
        return count < limit ? CAPACITY_MIN : Math.min(row.capacity(), limit);
    }

    /** How many entries a copy of the first {@code count} of {@code row} and one more has room for, {@code limit} at most. */
    public static int roomAfter(ClaimableRow row, int count, int limit) {
        return count < row.capacity() ? row.capacity() : Math.min(row.capacity() * GROWTH, limit);
    }

    /** Lets {@code entry}, which the caller took and wrote, be found. */
    protected final void link(int entry, int hash) {
        link(heads, links, head(hash), entry);
    }

    /** Puts {@code entry} before those that {@code head} leads to. */
    protected static void link(int[] heads, int[] links, int head, int entry) {
        links[entry] = heads[head];
        HEADS.setRelease(heads, head, entry + 1);
    }

    /** The newest entry before {@code end} that may have this hash, or -1. */
    protected final int newest(int hash, int end) {
        return newest(heads, links, head(hash), end);
    }

    /** The newest entry before {@code end} that {@code head} leads to, or -1. */
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
