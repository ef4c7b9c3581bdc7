package dev.cairn.message;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Threads that wait for one thing, of which each takes one. */
final class Waiters {
    /*
     * Who waits enters first, then looks whether it is there, and only then sleeps; who brings it looks for waiters afterwards.
     * Only the first is woken, who may need it no more: so who leaves wakes the next.
     */
    private final Queue<Thread> waiting = new ConcurrentLinkedQueue<>();

    void enter() {
        waiting.add(Thread.currentThread());
    }

    void leave() {
        waiting.remove(Thread.currentThread());
        wake();
    }

    /** Waits until it is woken, or {@code nanos} are over, or for no reason; for who has entered. */
    void sleep(long nanos) throws InterruptedException {
        LockSupport.parkNanos(this, nanos);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    void wake() {
        @Nullable Thread first = waiting.peek();
        if (first != null) {
            LockSupport.unpark(first);
        }
    }
}
