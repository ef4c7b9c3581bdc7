package dev.cairn;

import dev.cairn.internal.memory.Doorbell;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The thread that tells the watchers of a store's atoms of changes by other processes. It does not keep the store alive. */
final class RemoteChanges implements Runnable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final WeakReference<Watched> watched;
    private final Doorbell bell;

    private RemoteChanges(Watched watched, Doorbell bell) {
        this.bell = bell;
        this.watched = new WeakReference<>(watched);
    }

    /** What is watched: the atoms of a store. */
    interface Watched {
        /** Whether the store was closed. */
        boolean isEnded();

        /** Whether another process changed an atom that is watched here. */
        boolean haveRemoteChanges();

        /** Tells the watchers of what other processes changed. */
        void tellRemoteChanges();
    }

    /** Starts the thread. {@code bell} rings when a process has changed an atom. */
    static void start(Watched atoms, Doorbell bell) {
        Thread.ofPlatform()
                .name("cairn-watch-" + NUMBER.incrementAndGet())
                .daemon()
                .inheritInheritableThreadLocals(false)
                .start(new RemoteChanges(atoms, bell));
    }

    @Override
    public void run() {
        boolean goesOn = true;
        while (goesOn) {
            try {
                goesOn = look();
            } catch (Throwable e) {
                // an interrupt by an action, or an error of a full heap: other actions wait for this thread
                LockSupport.parkNanos(Doorbell.REST_NANOS);
            }
        }
    }

    /** Waits for a change, for a while, and tells of it; returns whether to go on. */
    private boolean look() throws InterruptedException {
        bell.await(this::isOver, Doorbell.REST_NANOS);
        Watched now = watched.get();
        if (now == null || now.isEnded()) {
            return false;
        }
        now.tellRemoteChanges();
        return true;
    }

    private boolean isOver() {
        Watched now = watched.get();
        return now == null || now.isEnded() || now.haveRemoteChanges();
    }
}
