package dev.cairn.internal.memory;

import java.util.concurrent.locks.LockSupport;

/** How to wait for a thread that is about to do something: by spinning, then by sleeping, since it may have been preempted. */
public final class Backoff {
    /** How long a sleep is. */
    public static final long SLEEP_NANOS = 20_000;

    private static final int SPINS = 64;

    private Backoff() {}

    /** Waits for a moment; {@code tries} says how often the caller has waited for the same before. */
    public static void pause(int tries) {
        if (tries < SPINS) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(SLEEP_NANOS);
        }
    }
}
