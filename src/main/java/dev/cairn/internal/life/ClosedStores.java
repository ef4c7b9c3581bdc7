package dev.cairn.internal.life;

import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** Frees the memory of closed stores, by one collection for many of them. */
final class ClosedStores {
    /** So much may wait for a collection that happens by itself. */
    private static final long LEAST = 32L << 20;

    /** A collection takes time by what is on the heap, so more may wait beside a large heap: this part of it. */
    private static final int HEAP_SHARE = 4;

    private static final AtomicLong WAITING = new AtomicLong();

    /** Stores that kept much when they were closed, since a caller could still reach a version. */
    private static final Queue<WeakReference<Closed>> HOLDING = new ConcurrentLinkedQueue<>();

    /** Held while a collection for closed stores runs: one is enough at a time. */
    private static final ReentrantLock COLLECTING = new ReentrantLock();

    private ClosedStores() {}

    /** A closed store. */
    interface Closed {
        /** The bytes that the system provides for it. */
        long residentBytes();

        /** Frees all that no reachable version needs, by a collection, and gives the memory back. */
        void free();
    }

    /**
     * Called when {@code store} was closed. Frees it if closed stores had much memory for which no collection was asked; else the thread of
     * the store's reclaimer does that after the next collection.
     */
    static void end(Closed store) {
        StackRoom.require();
        long waiting = CollectorSignal.COLLECTS ? WAITING.addAndGet(store.residentBytes()) : 0;
        if (waiting >= most() && WAITING.compareAndSet(waiting, 0)) {
            free(store);
            if (store.residentBytes() >= LEAST) {
                HOLDING.add(new WeakReference<>(store));
            }
        }
    }

    /** Called when another store begins, which will need memory. Tries once again to free stores that kept much when they were closed. */
    static void beforeNext() {
        for (WeakReference<Closed> next = HOLDING.poll(); next != null; next = HOLDING.poll()) {
            Closed store = next.get();
            if (store != null) {
                try {
                    free(store);
                } catch (RuntimeException ignored) {
                    // that store knows it
                }
            }
        }
    }

    private static void free(Closed store) {
        COLLECTING.lock();
        try {
            store.free();
        } finally {
            COLLECTING.unlock();
        }
    }

    private static long most() {
        Runtime runtime = Runtime.getRuntime();
        return Math.max(LEAST, (runtime.totalMemory() - runtime.freeMemory()) / HEAP_SHARE);
    }
}
