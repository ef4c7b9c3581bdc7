package dev.cairn.internal.life;

import dev.cairn.internal.memory.SpinLock;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A list of threads that wait for the same thing: a letter, or room for one. Each takes one. */
public final class Waiters implements Waiting {
    /*
     * Protocol
     *   a waiting thread   1  enters the list, and the set of all waiting threads of the store
     *                      2  clears woken
     *                      3  looks whether the thing is there, and whether the store is closed
     *                      4  parks, unless woken was set; then 2 again
     *                      5  leaves, and wakes the thread that is first now: this thread may have been woken for more than it took
     *   a bringing thread  1  makes the thing visible by a volatile write; 2 reads first, sets its woken, unparks it
     *   a closing thread   1  closes the store; 2 sets woken of each thread in the set, unparks it
     * Invariants
     *   W1  a thread enters (1) before it looks (3), and the others write before they read: one of the two sees the other.
     *   W2  woken is set after the write that it tells of, and cleared before a look. A look may park, for a stripe or a collection, and
     *       so use up an unpark that was meant for 4. That does no harm, since 4 reads woken.
     *   W3  the links are written under the lock, without a call, so no overflow of the stack comes between two of them.
     * Evidence: WaitersStress (jcstress) with its twins; ClosedWaitTest, MailboxThreadsTest.
     */
    private final SpinLock linking = new SpinLock();
    private final Set<Waiter> ofStore;
    private volatile @Nullable Waiter first;
    private @Nullable Waiter last;

    /** An empty list. {@code ofStore} is the set of all waiting threads of the store. */
    Waiters(Set<Waiter> ofStore) {
        this.ofStore = ofStore;
    }

    /** A waiting thread. Only that thread calls its methods. */
    public final class Waiter implements Waiting.Visit {
        private final Thread thread = Thread.currentThread();
        private @Nullable Waiter before;
        private @Nullable Waiter after;
        volatile boolean woken;

        private Waiter() {}

        @Override
        public void look() {
            woken = false;
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
            if (!woken) {
                LockSupport.parkNanos(Waiters.this, nanos);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }

        @Override
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

    /** Enters the calling thread, until it leaves. The stack has room for that. */
    @Override
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

    @Override
    public void wakeFirst() {
        Waiter longest = first;
        if (longest != null) {
            longest.wake();
        }
    }

    /** Wakes all threads that wait for anything in a store that was closed. */
    static void wakeAll(Set<Waiter> ofStore) {
        ofStore.forEach(Waiter::wake);
    }
}
