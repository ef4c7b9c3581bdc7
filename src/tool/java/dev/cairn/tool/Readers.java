package dev.cairn.tool;

import dev.cairn.tool.SnapshotChecker.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The threads that check snapshots while other threads write. Their snapshots are held as long as this object is reachable. */
final class Readers {
    private final List<SnapshotChecker<?>> checkers = new ArrayList<>();
    // the threads of an executor drop a checker that has ended; a Thread would hold it for a moment after join()
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("demo-reader-", 1).daemon().factory());

    Readers(int count, int hold, Supplier<? extends Snapshot> latest) {
        for (int i = 0; i < count; i++) {
            checkers.add(new SnapshotChecker<>(latest, hold, i));
        }
    }

    int count() {
        return checkers.size();
    }

    void start() {
        checkers.forEach(threads::execute);
    }

    /** Returns when each reader has checked the latest snapshot. */
    void finish() {
        checkers.forEach(SnapshotChecker::finish);
        threads.close();
    }

    /** The findings of all readers; after {@link #finish}. */
    Findings findings() {
        return checkers.stream().map(SnapshotChecker::findings).reduce(Findings.NONE, Findings::plus);
    }
}
