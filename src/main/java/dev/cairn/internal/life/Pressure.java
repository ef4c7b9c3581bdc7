package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * Decides when the store must ask for a collection. The collector would run too late by itself, since it sees only the small part of a
 * dead version that is on the heap.
 */
final class Pressure {
    /*
     * floor   the bytes held after the last full collection and drain, or less; without the bytes that this process took since that collection
     *         began. These may be garbage already: with them the limits would rise with the garbage.
     * excess  the bytes held above the floor
     * own     the part of the excess that this process may have taken: at most what it took since that collection, or since a cycle after which the
     *         excess was less
     * soft    max(budget, floor / 2 / processes that write): the reclaimer asks for a collection, a young one first; allocating threads go on
     * hard    own of 3/2 of that: a thread waits some milliseconds for each group that it took, the longer the more is held
     * stop    own of 7/4 of that: allocating threads wait until cycles that followed a collection have brought it below
     * So a thread that makes garbage faster than it can be found is slowed down, and rarely stands still for a whole collection.
     *
     * A process is soft if its own excess is, or if the whole excess is that of all processes: the versions that it has read may be what is held. No thread
     * waits for what others took: a collection here does not find it. The floor has garbage of the others, so it must not raise the limit of each
     * of them by half: five would raise one another's limits without an end.
     */
    private static final int SOFT = 4;
    private static final int HARD = 6;
    private static final int STOP = 7;

    /** The longest wait between hard and stop. */
    private static final int MILLIS_MOST = 8;

    private final Allocator allocator;
    private final long budget;
    private final IntSupplier writers;
    private volatile long floor;
    private volatile long takenBefore;

    /** A copy of what {@link #writers} says, which also a thread reads that finds the store closed. */
    private volatile int processes = 1;

    /** {@code writers}: at most how many processes take blocks. */
    Pressure(Allocator allocator, long budget, IntSupplier writers) {
        this.writers = writers;
        this.allocator = allocator;
        this.budget = budget;
    }

    /** Whether a collection is due. */
    boolean isOverSoft() {
        return isSoft(0);
    }

    /**
     * Whether a collection is due after one that began when {@code takenBefore} bytes were taken: what was taken since then is none that it
     * could find. A thread that makes garbage faster than the budget takes half of it while the last half is freed.
     */
    boolean isOverSoftSince(long takenBefore) {
        return isSoft(allocator.takenBytes() - takenBefore);
    }

    /** Whether allocating threads must wait until less is held. */
    boolean isOver() {
        return own() > allowance() / 4 * STOP;
    }

    /** How many milliseconds a thread waits that took a group: 0 below hard. */
    int waitMillis() {
        long allowance = allowance();
        long excess = own() - allowance / 4 * HARD;
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
        return Math.max(budget, floor / 2 / processes);
    }

    private long excess() {
        return allocator.heldBytes() - floor;
    }

    private long own() {
        return Math.min(excess(), allocator.takenBytes() - takenBefore);
    }

    /** Whether a collection is due, without {@code apart} bytes of what this process took. */
    private boolean isSoft(long apart) {
        long soft = allowance() / 4 * SOFT;
        return own() - apart > soft || excess() - apart > soft * processes;
    }

    /** Called once, before the first change: what a file has was not taken just now. */
    void begin() {
        floor = allocator.heldBytes();
        takenBefore = allocator.takenBytes();
        count();
    }

    /** Called by the reclaimer at the end of a cycle after a collection; {@code takenBefore} are the bytes taken before the collection. */
    void collected(long takenBefore) {
        long held = allocator.heldBytes();
        floor = Math.max(0, held - (allocator.takenBytes() - takenBefore));
        this.takenBefore = takenBefore;
        count();
    }

    /** Called by the reclaimer at the end of any other cycle. */
    void drained() {
        floor = Math.min(floor, allocator.heldBytes());
        takenBefore = allocator.takenBytes() - own();
        count();
    }

    private void count() {
        processes = Math.max(1, writers.getAsInt());
    }
}
