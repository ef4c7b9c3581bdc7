package dev.cairn;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.memory.Doorbell;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;

/** The thread that tells the watchers of a store's atoms of changes by other processes. It does not keep the store alive. */
final class RemoteChanges implements Runnable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final WeakReference<Atoms> atoms;

    private RemoteChanges(Atoms atoms) {
        this.atoms = new WeakReference<>(atoms);
    }

    /** Starts the thread. */
    static void start(Atoms atoms) {
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
        Atoms now = atoms.get();
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
