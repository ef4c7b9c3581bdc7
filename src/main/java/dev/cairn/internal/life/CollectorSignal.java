package dev.cairn.internal.life;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The reclaimer's daemon thread, and the one queued reference a store that tells it that a collection happened. */
final class CollectorSignal implements Runnable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final long TIMER_MILLIS = 200;
    private static final int COLLECTIONS_MAX = 4;

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
        Thread thread = new Thread(this, "cairn-reclaimer-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
    }

    /** Makes the thread look now. */
    void wake() {
        sentinel.enqueue();
    }

    @Override
    public void run() {
        while (tick()) {
            await();
        }
    }

    private void await() {
        try {
            @Nullable Reference<?> signalled = queue.remove(TIMER_MILLIS);
            if (signalled != null) {
                sentinel = sentinel();
            }
        } catch (InterruptedException e) {
            // nobody interrupts this thread on purpose, and it must not end
            Thread.onSpinWait();
        }
    }

    /** Does one round, holding the core no longer than that, so that an unreachable store can be collected. */
    private boolean tick() {
        Core now = core.get();
        if (now == null) {
            return false;
        }
        try {
            now.reclaimer().tick();
        } catch (RuntimeException e) {
            now.reclaimerFailed(e);
        }
        return true;
    }

    /** Asks for a full collection, and again if it did not clear a reference that was dead before. */
    static void collect() {
        WeakReference<Object> canary = new WeakReference<>(new Object());
        for (int i = 0; i < COLLECTIONS_MAX && !canary.refersTo(null); i++) {
            System.gc();
        }
    }
}
