package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import java.util.concurrent.TimeUnit;

/**
 * Decides when a collection must come sooner than the collector would run by itself: it sees a small part of what a dead
 * version holds.
 */
final class Pressure {
    /*
     * floor   what was held after the last full collection and drain, or less
     * soft    floor + max(budget, floor / 2): the reclaimer asks for a collection; allocators go on
     * hard    floor + 3/2 of that: allocators wait until a cycle that followed a collection has ended
     */
    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Allocator allocator;
    private final Reclaimer reclaimer;
    private final long budget;
    private volatile long floor;

    Pressure(Allocator allocator, Reclaimer reclaimer, long budget) {
        this.allocator = allocator;
        this.reclaimer = reclaimer;
        this.budget = budget;
    }

    /** Called by mutators that took more groups and hold no stripe. */
    void relieve() {
        long allowance = Math.max(budget, floor / 2);
        long garbage = allocator.heldBytes() - floor;
        if (garbage > allowance + allowance / 2) {
            reclaimer.awaitCollection(WAIT_NANOS);
        } else if (garbage > allowance) {
            reclaimer.askCollection();
        }
    }

    /** Called by the reclaimer at the end of each cycle. */
    void cycleEnded(boolean collected) {
        long held = allocator.heldBytes();
        floor = collected ? held : Math.min(floor, held);
    }
}
