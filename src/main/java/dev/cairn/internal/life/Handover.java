package dev.cairn.internal.life;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What one cycle of the reclaimer left to the process that leads, and how long its caller waits until that one has lowered it. */
final class Handover {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long REST_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    /** Null if this process alone has the store. */
    private final @Nullable Crew crew;

    private final long until;
    private int number;

    /** {@code waits}: whether the caller waits at all. */
    Handover(@Nullable Crew crew, boolean waits) {
        this.crew = crew;
        this.until = System.nanoTime() + (waits ? LONGEST_NANOS : 0);
    }

    /** What is to be lowered stands in the ledger, or this process leads, and has begun a cycle. Under turn. */
    void begin() {
        if (crew != null) {
            number = crew.drainNow() - (crew.isLeading() ? 1 : 0);
        }
    }

    private boolean isInTime() {
        return System.nanoTime() - until < 0;
    }

    /** Whether another process has yet to lower what was handed over, and will soon. */
    boolean awaitsLeader() {
        return crew != null
                && !crew.isLeading()
                && !crew.isDrained(number)
                && !crew.hasFailed()
                && !crew.isCalled()
                && isInTime();
    }

    /** Whether something of it may not be lowered yet, whoever leads, and whoever led meanwhile. */
    boolean isPending() {
        return crew != null && !crew.isDrainedWholly(number) && isInTime();
    }

    /** Lets the process work that leads. The caller does not hold turn. */
    void rest() {
        LockSupport.parkNanos(REST_NANOS);
    }
}
