package dev.cairn.internal.life;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** How much memory closed stores of this process had, for which no collection was asked yet. */
final class ClosedStores {
    /** So much may wait for a collection that happens by itself. */
    private static final long LEAST = 32L << 20;

    /** A collection takes time by what is on the heap, so more may wait beside a large heap: this part of it. */
    private static final int HEAP_SHARE = 4;

    private static final AtomicLong WAITING = new AtomicLong();

    /** Held while a collection for closed stores runs: one is enough at a time. */
    static final ReentrantLock COLLECTING = new ReentrantLock();

    private ClosedStores() {}

    /** A store with so many bytes was closed. Returns whether that is enough for a collection, for which the caller asks. */
    static boolean add(long bytes) {
        long waiting = WAITING.addAndGet(bytes);
        return waiting >= most() && WAITING.compareAndSet(waiting, 0);
    }

    private static long most() {
        Runtime runtime = Runtime.getRuntime();
        return Math.max(LEAST, (runtime.totalMemory() - runtime.freeMemory()) / HEAP_SHARE);
    }
}
