package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Decides when the store must ask for a collection. The collector would run too late by itself, since it sees only the small part of a
 * dead version that is on the heap.
 */
final class Pressure {
    /*
     * floor   the bytes held after the last full collection and drain, or less; without the bytes that were taken since that collection
     *         began. These may be garbage already: with them the limits would rise with the garbage.
     * excess  the bytes held above the floor, but not more than this process took since that collection began. The rest is of other
     *         processes that write the file: no collection here finds it, so nobody here waits for it.
     * soft    excess of max(budget, floor / 2): the reclaimer asks for a collection, a young one first; allocating threads go on
     * hard    3/2 of that: a thread waits some milliseconds for each group that it took, the longer the more is held
     * stop    7/4 of that: allocating threads wait until cycles that followed a collection have brought it below
     * So a thread that makes garbage faster than it can be found is slowed down, and rarely stands still for a whole collection.
     */
    private static final int SOFT = 4;
    private static final int HARD = 6;
    private static final int STOP = 7;

    /** The longest wait between hard and stop. */
    private static final int MILLIS_MOST = 8;

    private final Allocator allocator;
    private final long budget;
    private volatile long floor;
    private volatile long takenBefore;

    Pressure(Allocator allocator, long budget) {
        this.allocator = allocator;
        this.budget = budget;
    }

    /** Whether a collection is due. */
    boolean isOverSoft() {
        return isOver(SOFT, 0);
    }

    /**
     * Whether a collection is due after one that began when {@code takenBefore} bytes were taken: what was taken since then is none that it
     * could find. A thread that makes garbage faster than the budget takes half of it while the last half is freed.
     */
    boolean isOverSoftSince(long takenBefore) {
        return isOver(SOFT, allocator.takenBytes() - takenBefore);
    }

    /** Whether allocating threads must wait until less is held. */
    boolean isOver() {
        return isOver(STOP, 0);
    }

    /** How many milliseconds a thread waits that took a group: 0 below hard. */
    int waitMillis() {
        long allowance = allowance();
        long excess = excess() - allowance / 4 * HARD;
        return excess <= 0 ? 0 : (int) Math.min(MILLIS_MOST, 1 + excess / (allowance / (4 * MILLIS_MOST) + 1));
    }

    /** Lets a thread wait that took a group, if much is held. */
    void slowDown() {
        int millis = waitMillis();
        if (millis > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        }
    }

    private long allowance() {
        return Math.max(budget, floor / 2);
    }

    private long excess() {
        return Math.min(allocator.heldBytes() - floor, allocator.takenBytes() - takenBefore);
    }

    /** Whether the excess is more than {@code quarters} of the allowance, without {@code apart} bytes. */
    private boolean isOver(int quarters, long apart) {
        return excess() - apart > allowance() / 4 * quarters;
    }

    /** Called once, before the first change: what a file has was not taken just now. */
    void begin() {
        floor = allocator.heldBytes();
        takenBefore = allocator.takenBytes();
    }

    /** Called by the reclaimer at the end of a cycle after a collection; {@code takenBefore} are the bytes taken before the collection. */
    void collected(long takenBefore) {
        long held = allocator.heldBytes();
        floor = Math.max(0, held - (allocator.takenBytes() - takenBefore));
        this.takenBefore = takenBefore;
    }

    /** Called by the reclaimer at the end of any other cycle. */
    void drained() {
        floor = Math.min(floor, allocator.heldBytes());
    }
}
