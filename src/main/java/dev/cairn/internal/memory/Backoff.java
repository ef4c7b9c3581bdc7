package dev.cairn.internal.memory;

import java.util.concurrent.locks.LockSupport;

/** Waits for another thread that needs a moment: first by spinning, then by sleeping, since that thread may have been preempted. */
public final class Backoff {
    /** The length of a sleep. */
    public static final long SLEEP_NANOS = 20_000;

    private static final int SPINS = 64;

    private Backoff() {}

    /** Waits for a moment. {@code tries}: how often the caller has waited before, in the same wait. */
    public static void pause(int tries) {
        if (tries < SPINS) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(SLEEP_NANOS);
        }
    }
}
