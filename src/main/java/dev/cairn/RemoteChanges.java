package dev.cairn;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.memory.Doorbell;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;

/** The thread that tells the watchers of a store's atoms of changes by other processes. It does not keep the store alive. */
final class RemoteChanges implements Runnable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final WeakReference<Watched> watched;

    private RemoteChanges(Watched watched) {
        this.watched = new WeakReference<>(watched);
    }

    /** What is watched: the atoms of a store. */
    interface Watched {
        /** The store. */
        Core core();

        /** Whether another process changed an atom that is watched here. */
        boolean haveRemoteChanges();

        /** Tells the watchers of what other processes changed. */
        void tellRemoteChanges();
    }

    /** Starts the thread. */
    static void start(Watched atoms) {
        Thread.ofPlatform()
                .name("cairn-watch-" + NUMBER.incrementAndGet())
                .daemon()
                .inheritInheritableThreadLocals(false)
                .start(new RemoteChanges(atoms));
    }

    @Override
    public void run() {
        boolean goesOn = true;
        while (goesOn) {
            try {
                goesOn = look();
            } catch (InterruptedException | RuntimeException e) {
                // an action of a watch can interrupt this thread; a closed store ends it at the next look
            }
        }
    }

    /** Waits for a change, for a while, and tells of it; returns whether to go on. */
    private boolean look() throws InterruptedException {
        Watched now = watched.get();
        if (now == null) {
            return false;
        }
        Core core = now.core();
        if (core.isClosed()) {
            return false;
        }
        core.await(now::haveRemoteChanges, Doorbell.REST_NANOS);
        now.tellRemoteChanges();
        return true;
    }
}
