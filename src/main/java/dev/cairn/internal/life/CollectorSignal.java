package dev.cairn.internal.life;

import java.lang.management.ManagementFactory;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The reclaimer's daemon thread, and the one queued reference a store that tells it that a collection happened. */
final class CollectorSignal implements Runnable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final long TIMER_MILLIS = 200;
    private static final int COLLECTIONS_MAX = 4;

    /** Whether this JVM's collector is one: Epsilon only allocates. */
    static final boolean COLLECTS = ManagementFactory.getGarbageCollectorMXBeans().stream()
            .noneMatch(collector -> collector.getName().startsWith("Epsilon"));

    private final WeakReference<Core> core;
    private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
    private volatile Reference<Object> sentinel = sentinel();

    CollectorSignal(Core core) {
        this.core = new WeakReference<>(core);
    }

    private Reference<Object> sentinel() {
        return new PhantomReference<>(new Object(), queue);
    }

    void start() {
        Thread thread = Thread.ofPlatform()
                .name("cairn-reclaimer-" + NUMBER.incrementAndGet())
                .daemon()
                .inheritInheritableThreadLocals(false)
                .unstarted(this);
        thread.setContextClassLoader(null);
        thread.start();
    }

    /** Makes the thread look now. */
    void wake() {
        sentinel.enqueue();
    }

    @Override
    public void run() {
        for (boolean alive = true; alive; ) {
            try {
                alive = tick();
                if (alive) {
                    await();
                }
            } catch (Throwable e) {
                // what must not go on was noted by who saw it fail; anything else is tried again
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(TIMER_MILLIS));
            }
        }
    }

    private void await() throws InterruptedException {
        if (queue.remove(TIMER_MILLIS) != null || sentinel.refersTo(null)) {
            sentinel = sentinel();
        }
    }

    /** Does one round, holding the core no longer than that, so that an unreachable store can be collected. */
    private boolean tick() {
        Core now = core.get();
        if (now == null) {
            return false;
        }
        if (!now.hasFailed()) {
            now.reclaimer().tick();
        }
        return true;
    }

    /**
     * Asks for a full collection, and again if it did not clear a reference that was dead before. Where collections can't be
     * asked for, fills the young generation until one happens; ZGC does not clear references then. Does nothing where nothing
     * is ever collected.
     *
     * @return whether the reference was cleared
     */
    static boolean collect() {
        if (!COLLECTS) {
            return false; // and to fill the heap would end the process
        }
        WeakReference<Object> canary = new WeakReference<>(new Object());
        int asked = 0;
        do {
            // once at least: a young collection that just happened would clear the canary, too
            System.gc();
        } while (++asked < COLLECTIONS_MAX && !canary.refersTo(null));
        return YoungGeneration.fill(canary, Runtime.getRuntime().maxMemory());
    }
}
