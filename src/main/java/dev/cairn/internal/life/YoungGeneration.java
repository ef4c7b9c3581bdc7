package dev.cairn.internal.life;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Lets the collector run sooner than it would by itself: fills the part of the heap where objects are made, so that it collects
 * the young ones only, which takes it a small part of the time of a full collection, and finds the holders that died young.
 */
final class YoungGeneration {
    /** How many bytes can be filled in the time in which a full collection passes over one byte that is in use. */
    private static final long BYTES_FILLED = 8;

    /** Small enough to be made in the young generation. */
    private static final int GARBAGE_BYTES = 1 << 16;

    private static final byte[] NO_GARBAGE = {};
    private static final @Nullable MemoryPoolMXBean EDEN = eden();

    @SuppressWarnings("UnusedVariable") // so that the garbage is made
    private static volatile byte[] garbage = NO_GARBAGE;

    private YoungGeneration() {}

    /** Of the collectors that have such a pool, all clear references to what died in it. */
    private static @Nullable MemoryPoolMXBean eden() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().contains("Eden"))
                .findFirst()
                .orElse(null);
    }

    /** Whether filling it up takes less than a full collection, as far as one can tell. */
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

    /** Makes garbage, {@code most} bytes at most, until {@code canary} is cleared; returns whether it was. */
    static boolean fill(WeakReference<?> canary, long most) {
        for (long made = 0; made < most && !canary.refersTo(null); made += GARBAGE_BYTES) {
            garbage = new byte[GARBAGE_BYTES];
        }
        garbage = NO_GARBAGE;
        return canary.refersTo(null);
    }

    /** Has the young generation collected, if it can; returns whether it was seen to happen. */
    static boolean collect() {
        return fill(new WeakReference<>(new Object()), Runtime.getRuntime().maxMemory());
    }
}
