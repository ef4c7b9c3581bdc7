package dev.cairn.tool;

import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A reader: takes snapshots while writers work, checks each, and keeps the newest ones. At each step it checks a random old snapshot
 * again and drops the oldest.
 */
final class SnapshotChecker<S extends Snapshot> implements Runnable {
    private static final long PAUSE_NANOS = 20_000;

    /*
     * Concurrency: `finishing` is the only field that another thread writes. Other threads read the findings and the snapshots only after
     * they have joined the checker's thread.
     */
    private final Supplier<S> latest;
    private final @Nullable Snapshot[] held;
    private final RandomGenerator random;
    private volatile boolean finishing;
    private @Nullable Object newest;
    private long checked;
    private long failures;
    private @Nullable String firstFault;
    private long taken;

    SnapshotChecker(Supplier<S> latest, int hold, long seed) {
        this.latest = latest;
        this.held = new @Nullable Snapshot[hold];
        this.random = new SplittableRandom(seed);
    }

    /** The findings of several checkers. */
    record Findings(
            long checked,
            long failures,
            long held,
            @Nullable String firstFault) {
        static final Findings NONE = new Findings(0, 0, 0, null);

        Findings plus(Findings more) {
            return new Findings(
                    checked + more.checked,
                    failures + more.failures,
                    held + more.held,
                    firstFault != null ? firstFault : more.firstFault);
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the purpose of Snapshot.version()
    public void run() {
        boolean more = true;
        while (more) {
            // Read before the snapshot is taken, so that the last snapshot is checked, too.
            more = !finishing;
            Snapshot snapshot = latest.get();
            Object version = snapshot.version();
            if (version == newest) {
                LockSupport.parkNanos(PAUSE_NANOS);
            } else {
                newest = version;
                check(snapshot);
                keep(snapshot);
            }
        }
    }

    /** Ends {@link #run} after it has checked the latest snapshot. */
    void finish() {
        finishing = true;
    }

    Findings findings() {
        return new Findings(checked, failures, holding(), firstFault);
    }

    private int holding() {
        return (int) Math.min(taken, held.length);
    }

    private void keep(Snapshot snapshot) {
        if (held.length == 0) {
            return;
        }
        int place = (int) (taken++ % held.length);
        held[place] = snapshot;
        int other = random.nextInt(holding());
        Snapshot old = held[other];
        if (old != null && other != place) {
            check(old);
        }
    }

    private void check(Snapshot snapshot) {
        checked++;
        try {
            String fault = snapshot.fault(random);
            if (fault != null) {
                fail(fault);
            }
        } catch (RuntimeException | Error e) {
            fail(e.toString());
        }
    }

    private void fail(String fault) {
        failures++;
        if (firstFault == null) {
            firstFault = fault;
        }
    }
}
