package dev.cairn.internal.life;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Lets the collector run early: fills the part of the heap where objects are made, so that the collector collects the young generation.
 * That takes a small part of the time of a full collection, and finds the holders that died young.
 */
final class YoungGeneration {
    /** How many bytes can be filled while a full collection passes over one byte in use, and what it gave back to the system is taken again. */
    private static final long BYTES_FILLED = 16;

    /** Small enough to be made in the young generation. */
    private static final int GARBAGE_BYTES = 1 << 16;

    private static final byte[] NO_GARBAGE = {};
    private static final @Nullable MemoryPoolMXBean EDEN = eden();

    @SuppressWarnings("UnusedVariable") // keeps the allocation
    private static volatile byte[] garbage = NO_GARBAGE;

    private YoungGeneration() {}

    /** The pool of the young generation; null if there is none. Collectors that have such a pool clear references to dead objects in it. */
    private static @Nullable MemoryPoolMXBean eden() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().contains("Eden"))
                .findFirst()
                .orElse(null);
    }

    /** Whether filling the young generation probably takes less time than a full collection. */
    static boolean isWorthwhile() {
        if (EDEN == null) {
            return false;
        }
        @Nullable MemoryUsage eden = EDEN.getUsage();
        if (eden == null) {
            return false;
        }
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return eden.getCommitted() - eden.getUsed() <= BYTES_FILLED * (heap.getUsed() - eden.getUsed());
    }

    /** Makes at most {@code most} bytes of garbage, until {@code canary} is cleared; returns whether it was cleared. */
    static boolean fill(WeakReference<?> canary, long most) {
        for (long made = 0; made < most && !canary.refersTo(null); made += GARBAGE_BYTES) {
            garbage = new byte[GARBAGE_BYTES];
        }
        garbage = NO_GARBAGE;
        return canary.refersTo(null);
    }

    /** Fills the young generation until it is collected; returns whether it was. */
    static boolean collect() {
        return fill(new WeakReference<>(new Object()), Runtime.getRuntime().maxMemory());
    }
}
