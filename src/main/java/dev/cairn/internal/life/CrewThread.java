package dev.cairn.internal.life;

import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The thread by which a process knows of the others that write the same file. It does not keep the store alive. */
final class CrewThread implements Runnable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final WeakReference<Work> work;
    private final Runnable leave;

    private CrewThread(Work work, Runnable leave) {
        this.work = new WeakReference<>(work);
        this.leave = leave;
    }

    /** What the thread does. */
    interface Work {
        /** Looks at the other processes once; returns whether to go on. */
        boolean look();
    }

    /** Starts a thread for {@code work}. If that is gone, the thread calls {@code leave}: others would wait for this process. */
    static void start(Work work, Runnable leave) {
        Thread thread = Thread.ofPlatform()
                .name("cairn-crew-" + NUMBER.incrementAndGet())
                .daemon()
                .inheritInheritableThreadLocals(false)
                .unstarted(new CrewThread(work, leave));
        thread.setContextClassLoader(null);
        thread.start();
    }

    /** An error, say of a full heap, ends one look only: other processes wait for this thread. */
    @Override
    public void run() {
        for (boolean goesOn = true; goesOn; ) {
            LockSupport.parkNanos(REST_NANOS);
            try {
                goesOn = look();
            } catch (Throwable e) {
                goesOn = true;
            }
        }
    }

    private boolean look() {
        Work now = work.get();
        if (now == null) {
            leave.run();
            return false;
        }
        return now.look();
    }
}
