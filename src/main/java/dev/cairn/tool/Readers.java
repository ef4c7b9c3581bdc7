package dev.cairn.tool;

import dev.cairn.tool.SnapshotChecker.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The threads that check snapshots while others write; they hold what they hold as long as this can be reached. */
final class Readers {
    private final List<SnapshotChecker<?>> checkers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    Readers(int count, int hold, Supplier<? extends Snapshot> latest) {
        for (int i = 0; i < count; i++) {
            var checker = new SnapshotChecker<>(latest, hold, i);
            checkers.add(checker);
            threads.add(
                    Thread.ofPlatform().name("demo-reader-" + (i + 1)).daemon().unstarted(checker));
        }
    }

    int count() {
        return checkers.size();
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /** Returns when each has looked at the latest snapshot. */
    void finish() throws InterruptedException {
        checkers.forEach(SnapshotChecker::finish);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** What they found; after {@link #finish}. */
    Findings findings() {
        return checkers.stream().map(SnapshotChecker::findings).reduce(Findings.NONE, Findings::plus);
    }
}
