package dev.cairn.internal.life;

import dev.cairn.internal.memory.SpinLock;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Threads of one store that wait for the same thing. Each takes one of it. */
public final class Waiters {
    /*
     * Protocol
     *   a waiting thread   1  enters the list, and the set of all waiting threads of the store
     *                      2  clears woken
     *                      3  looks whether the thing is there, and whether the store is closed
     *                      4  parks, unless woken was set; then 2 again
     *                      5  leaves, and wakes the thread that is first now: it may have been woken for more than it took
     *   who brings it      1  makes it visible by a volatile write; 2 reads first, sets its woken, unparks it
     *   who closes         1  closes the store; 2 sets woken of each thread in the set, unparks it
     * Invariants
     *   W1  a thread enters (1) before it looks (3), and the others write before they read: one of the two sees the other.
     *   W2  woken is set after the write that it tells of, and cleared before a look. So it does not matter whether a look parks,
     *       for a stripe or a collection, and so uses up an unpark that was meant for 4.
     *   W3  the links are written under the lock, without a call, so no overflow of the stack comes between two of them.
     * Evidence: WaitersStress (jcstress) with its twins; ClosedWaitTest, MailboxThreadsTest.
     */
    private final SpinLock linking = new SpinLock();
    private final Set<Waiter> ofStore;
    private volatile @Nullable Waiter first;
    private @Nullable Waiter last;

    /** Nobody yet; {@code ofStore} are all threads of the store that wait for anything. */
    Waiters(Set<Waiter> ofStore) {
        this.ofStore = ofStore;
    }

    /** A thread that waits. Its methods are for that thread. */
    public final class Waiter {
        private final Thread thread = Thread.currentThread();
        private @Nullable Waiter before;
        private @Nullable Waiter after;
        volatile boolean woken;

        private Waiter() {}

        /** To be called before each look whether there is something. */
        public void look() {
            woken = false;
        }

        /** Waits until something was brought since the last {@link #look}, or {@code nanos} are over, or for no reason. */
        public void sleep(long nanos) throws InterruptedException {
            if (!woken) {
                LockSupport.parkNanos(Waiters.this, nanos);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }

        /** Ends the wait. */
        public void leave() {
            ofStore.remove(this);
            unlink(this);
            wakeFirst();
        }

        private void wake() {
            woken = true;
            LockSupport.unpark(thread);
        }
    }

    /** Makes the calling thread wait from now on, until it leaves, for which the stack has room then. */
    public Waiter enter() {
        StackRoom.require();
        Waiter waiter = new Waiter();
        ofStore.add(waiter);
        linking.acquire();
        try {
            waiter.before = last;
            if (last == null) {
                first = waiter;
            } else {
                last.after = waiter;
            }
            last = waiter;
        } finally {
            linking.held = 0;
        }
        return waiter;
    }

    private void unlink(Waiter waiter) {
        linking.acquire();
        try {
            if (waiter.before == null) {
                first = waiter.after;
            } else {
                waiter.before.after = waiter.after;
            }
            if (waiter.after == null) {
                last = waiter.before;
            } else {
                waiter.after.before = waiter.before;
            }
        } finally {
            linking.held = 0;
        }
    }

    /** Wakes the thread that waits longest, if one waits; for who brought something. */
    public void wakeFirst() {
        Waiter longest = first;
        if (longest != null) {
            longest.wake();
        }
    }

    /** Wakes all threads that wait for anything in one store, which was closed. */
    static void wakeAll(Set<Waiter> ofStore) {
        ofStore.forEach(Waiter::wake);
    }
}
