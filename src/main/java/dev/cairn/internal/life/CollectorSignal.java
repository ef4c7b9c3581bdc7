package dev.cairn.internal.life;

import java.lang.management.ManagementFactory;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The reclaimer's daemon thread, and a queued reference, one a store, by which the thread learns of a collection. */
final class CollectorSignal implements Runnable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final long TIMER_MILLIS = 200;
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(TIMER_MILLIS);
    private static final int COLLECTIONS_MAX = 4;

    /** Whether this JVM's collector collects. Epsilon only allocates. */
    static final boolean COLLECTS = ManagementFactory.getGarbageCollectorMXBeans().stream()
            .noneMatch(collector -> collector.getName().startsWith("Epsilon"));

    private final WeakReference<Work> work;
    private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
    private volatile Reference<Object> sentinel = sentinel();
    private volatile @Nullable Thread thread;
    private volatile boolean ends;
    private volatile int restarts;

    /** The signal for {@code work}, which it refers to weakly: else its thread would keep the store alive. */
    CollectorSignal(Work work) {
        this.work = new WeakReference<>(work);
    }

    /** What the thread does: the store's reclaimer. */
    interface Work {
        /** Does one round. */
        void round();

        /** Tells the program what happened to the thread. */
        void tell(String message);
    }

    private Reference<Object> sentinel() {
        return new PhantomReference<>(new Object(), queue);
    }

    /** Starts the thread. */
    synchronized void start() {
        Thread next = Thread.ofPlatform()
                .name("cairn-reclaimer-" + NUMBER.incrementAndGet())
                .daemon()
                .inheritInheritableThreadLocals(false)
                .unstarted(this);
        next.setContextClassLoader(null);
        ends = false;
        next.start();
        thread = next;
    }

    /** Starts another thread if the last one has ended, and tells the program. */
    void ensureRunning() {
        Thread last = thread;
        if (last != null && !last.isAlive()) {
            restart(last);
        }
    }

    private synchronized void restart(Thread ended) {
        Work now = work.get();
        if (ended.equals(thread) && now != null) {
            start();
            restarts++;
            now.tell("the thread " + ended.getName() + " has ended, and another one was started");
        }
    }

    /** How often another thread was started. */
    int restarts() {
        return restarts;
    }

    /** The thread that runs now, or that ran last. */
    @Nullable
    Thread thread() {
        return thread;
    }

    /** Ends the thread; for tests. */
    void end() {
        ends = true;
        wake();
    }

    /** Wakes the thread. */
    void wake() {
        sentinel.enqueue();
    }

    /*
     * The thread ends when the store is gone, and never before. So the handler calls nothing: in a full heap the call could throw the
     * same error again. Work that must not go on after an error is stopped by Health. All other work is tried again after a while.
     */
    @Override
    public void run() {
        boolean isRested = true;
        for (boolean isAlive = true; isAlive; ) {
            try {
                if (!isRested) {
                    isRested = true;
                    LockSupport.parkNanos(REST_NANOS);
                }
                isAlive = tick();
                if (isAlive) {
                    await();
                }
            } catch (Throwable e) {
                isRested = false;
            }
        }
    }

    private void await() throws InterruptedException {
        if (queue.remove(TIMER_MILLIS) != null || sentinel.refersTo(null)) {
            sentinel = sentinel();
        }
    }

    /** Does one round. Refers to the store no longer than that, so that an unreachable store can be collected. */
    private boolean tick() {
        Work now = work.get();
        if (now == null || ends) {
            return false;
        }
        now.round();
        return true;
    }

    /**
     * Asks for a full collection, and again if the collection did not clear a reference to a dead object. If the JVM ignores such
     * requests, fills the young generation until a collection happens; ZGC does not clear references then. Does nothing if the JVM
     * never collects.
     *
     * @return whether the reference was cleared
     */
    static boolean collect() {
        if (!COLLECTS) {
            return false; // filling the heap would end the process
        }
        WeakReference<Object> canary = new WeakReference<>(new Object());
        int asked = 0;
        do {
            // at least once: a young collection would clear the canary, too
            System.gc();
        } while (++asked < COLLECTIONS_MAX && !canary.refersTo(null));
        return YoungGeneration.fill(canary, Runtime.getRuntime().maxMemory());
    }
}
