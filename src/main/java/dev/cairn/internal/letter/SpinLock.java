package dev.cairn.internal.letter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock for moments. Its holder lets it go by writing 0 to {@link #held} in the frame that took it: a call there could overflow the
 * stack, and it would be held for ever.
 */
final class SpinLock extends SpinLockWord {
    /* As many bytes behind the word as before it: 64, a cache line. */
    @SuppressWarnings("unused")
    private int after0, after1;
    @SuppressWarnings("unused")
    private long after2, after3, after4, after5, after6, after7, after8;

    private static final VarHandle HELD;

    static {
        try {
            HELD = MethodHandles.lookup().findVarHandle(SpinLockWord.class, "held", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final int SPINS = 64;
    private static final long REST_NANOS = 20_000;

    /** Waits until nobody holds it, and takes it. */
    void acquire() {
        for (int tries = 0; held != 0 || !HELD.compareAndSet(this, 0, 1); tries++) {
            pause(tries);
        }
    }

    /** Gives way to who is about to do something, the longer the more {@code tries} have shown that it was not done. */
    static void pause(int tries) {
        if (tries < SPINS) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(REST_NANOS);
        }
    }
}
