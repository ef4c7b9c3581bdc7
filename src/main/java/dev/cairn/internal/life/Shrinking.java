package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;

/** Decides when a store looks for memory that it can give back to the system. */
final class Shrinking {
    /** Between two looks. A slab that is taken again within this time costs nothing; else the system makes its pages anew. */
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final int SPARSE = 2;
    private static final int MUCH_FREED = 4;

    private final Allocator allocator;
    private long lookedAt = System.nanoTime();
    private long freedAtTrim;
    private WeakReference<Object> canary = new WeakReference<>(new Object());

    Shrinking(Allocator allocator) {
        this.allocator = allocator;
    }

    /** Whether it is time for a look; then the next is due after a while. */
    boolean isDue() {
        long now = System.nanoTime();
        boolean isDue = now - lookedAt >= REST_NANOS;
        if (isDue) {
            lookedAt = now;
        }
        return isDue;
    }

    /**
     * Whether the slabs have little in use, and much was freed since the last time. Then groups are taken off their stacks, since a slab
     * with a group on a stack is not given back.
     */
    boolean needsTrim() {
        long used = allocator.slabs().usedBytes();
        long freed = allocator.freedBytes();
        boolean isNeeded = allocator.heldBytes() < used / SPARSE && freed - freedAtTrim >= used / MUCH_FREED;
        if (isNeeded) {
            freedAtTrim = freed;
        }
        return isNeeded;
    }

    /** Whether the collector ran since this was last asked. Under turn. */
    boolean sawCollection() {
        boolean saw = canary.refersTo(null);
        if (saw) {
            canary = new WeakReference<>(new Object());
        }
        return saw;
    }

    /** Whether anything was freed in a closed store since this was last asked. */
    boolean hasFreed() {
        long freed = allocator.freedBytes();
        boolean has = freed != freedAtTrim;
        freedAtTrim = freed;
        return has;
    }
}
