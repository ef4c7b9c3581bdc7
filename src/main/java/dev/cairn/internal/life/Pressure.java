package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;

/**
 * Decides when a collection must come sooner than the collector would run by itself: it sees a small part of what a dead
 * version holds.
 */
final class Pressure {
    /*
     * floor   what was held after the last full collection and drain, or less; without what was taken since that collection
     *         began, which may be garbage already: else the limits would rise with the garbage
     * soft    floor + max(budget, floor / 2): the reclaimer asks for a collection, a young one first; allocators go on
     * hard    floor + 3/2 of that: allocators wait until cycles that followed a collection have brought it below
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
        return isOver(2);
    }

    /** Whether allocators must wait. */
    boolean isOver() {
        return isOver(3);
    }

    /** Whether more is held above the floor than {@code halves} of the allowance. */
    private boolean isOver(int halves) {
        long known = floor;
        return allocator.heldBytes() - known > Math.max(budget, known / 2) / 2 * halves;
    }

    /** Called by the reclaimer at the end of a cycle that followed a collection, before which {@code takenBefore} was taken. */
    void collected(long takenBefore) {
        long held = allocator.heldBytes();
        floor = Math.max(0, held - (allocator.takenBytes() - takenBefore));
    }

    /** Called by the reclaimer at the end of any other cycle. */
    void drained() {
        floor = Math.min(floor, allocator.heldBytes());
    }
}
