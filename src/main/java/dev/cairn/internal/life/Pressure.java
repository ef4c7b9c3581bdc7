package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;

/**
 * Decides when the store must ask for a collection. The collector would run too late by itself, since it sees only the small part of a
 * dead version that is on the heap.
 */
final class Pressure {
    /*
     * floor   the bytes held after the last full collection and drain, or less; without the bytes that were taken since that collection
     *         began. These may be garbage already: with them the limits would rise with the garbage.
     * soft    floor + max(budget, floor / 2): the reclaimer asks for a collection, a young one first; allocating threads go on
     * hard    floor + 3/2 of that: allocating threads wait until cycles that followed a collection have brought it below
     */
    private final Allocator allocator;
    private final long budget;
    private volatile long floor;

    Pressure(Allocator allocator, long budget) {
        this.allocator = allocator;
        this.budget = budget;
    }

    /** Whether a collection is due. */
    boolean isOverSoft() {
        return isOver(2, 0);
    }

    /**
     * Whether a collection is due after one that began when {@code takenBefore} bytes were taken: what was taken since then is none that it
     * could find. A thread that makes garbage faster than the budget takes half of it while the last half is freed.
     */
    boolean isOverSoftSince(long takenBefore) {
        return isOver(2, allocator.takenBytes() - takenBefore);
    }

    /** Whether allocating threads must wait. */
    boolean isOver() {
        return isOver(3, 0);
    }

    /** Whether more is held above the floor than {@code halves} of the allowance, without {@code apart} bytes. */
    private boolean isOver(int halves, long apart) {
        long known = floor;
        return allocator.heldBytes() - apart - known > Math.max(budget, known / 2) / 2 * halves;
    }

    /** Called once, before the first change: what a file has was not taken just now. */
    void begin() {
        floor = allocator.heldBytes();
    }

    /** Called by the reclaimer at the end of a cycle after a collection; {@code takenBefore} are the bytes taken before the collection. */
    void collected(long takenBefore) {
        long held = allocator.heldBytes();
        floor = Math.max(0, held - (allocator.takenBytes() - takenBefore));
    }

    /** Called by the reclaimer at the end of any other cycle. */
    void drained() {
        floor = Math.min(floor, allocator.heldBytes());
    }
}
