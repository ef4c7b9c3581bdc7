package dev.cairn.tool;

import dev.cairn.CorruptStoreException;
import dev.cairn.Sharing;
import dev.cairn.Store;
import dev.cairn.StoreStats;
import dev.cairn.tool.SnapshotChecker.Findings;
import dev.cairn.tool.TextSource.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One run of the demo: a writer that makes a version a line, and readers that check snapshots meanwhile. */
final class DemoRun {
    /**
     * What came of a run; numbers only, so that no version is reachable from it.
     *
     * @param heapBytes by how much the heap, after a collection, has grown while all that is held was held
     * @param first what the snapshot after the first line shares with the last
     * @param middle what a snapshot from the middle, after {@code middleLines}, shares with the last
     */
    record Figures(
            Reading reading,
            long nanos,
            int readers,
            Findings findings,
            long heapBytes,
            StoreStats stats,
            Verdict verdict,
            Shared first,
            long middleLines,
            Shared middle) {
        boolean sound() {
            return findings.failures() == 0 && verdict.sound();
        }
    }

    /** What {@code verify()} said. */
    record Verdict(boolean sound, String details) {}

    /** What two snapshots have in common, and all that the older one has. */
    record Shared(long nodes, long bytes, long olderBytes) {}

    private final Store store;
    private final Feed feed;
    private final List<SnapshotChecker> checkers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private DemoRun(Store store, int readers, int hold) {
        this.store = store;
        this.feed = new Feed(store);
        for (int i = 0; i < readers; i++) {
            checkers.add(new SnapshotChecker(feed::latest, hold, i));
            threads.add(
                    Thread.ofPlatform().name("demo-reader-" + (i + 1)).daemon().unstarted(checkers.getLast()));
        }
    }

    /** Reads all of {@code source} into versions kept in {@code store}; none is reachable any more on return. */
    static Figures run(Store store, TextSource source, int readers, int hold, Progress progress)
            throws IOException, InterruptedException {
        long heapBefore = heapInUse();
        DemoRun run = new DemoRun(store, readers, hold);
        long began = System.nanoTime();
        Reading reading = run.read(source, progress);
        long nanos = System.nanoTime() - began;
        return run.measure(reading, nanos, heapBefore);
    }

    private Reading read(TextSource source, Progress progress) throws IOException, InterruptedException {
        threads.forEach(Thread::start);
        try {
            return source.read(feed, progress);
        } finally {
            checkers.forEach(SnapshotChecker::finish);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    /** With the readers' snapshots still held. */
    private Figures measure(Reading reading, long nanos, long heapBefore) {
        store.reclaim();
        long heapBytes = Math.max(0, heapInUse() - heapBefore);
        StoreStats stats = store.stats();
        Findings findings = checkers.stream().map(SnapshotChecker::findings).reduce(Findings.NONE, Findings::plus);
        return new Figures(
                reading,
                nanos,
                checkers.size(),
                findings.plus(atTheEnd(reading)),
                heapBytes,
                stats,
                verify(),
                shared(feed.first()),
                feed.middle().lines().size(),
                shared(feed.middle()));
    }

    /** The last snapshot, every line of it. */
    private Findings atTheEnd(Reading reading) {
        Snapshot last = feed.latest();
        String fault = last.lines().size() == reading.lines()
                ? last.faultInAnyLine()
                : "%,d lines were read, but the last snapshot has %,d"
                        .formatted(reading.lines(), last.lines().size());
        return new Findings(1, fault == null ? 0 : 1, 0, fault);
    }

    private Verdict verify() {
        try {
            return new Verdict(
                    true, "%,d nodes counted again".formatted(store.verify().nodes()));
        } catch (CorruptStoreException e) {
            return new Verdict(false, String.join("; ", e.violations()));
        }
    }

    private Shared shared(Snapshot older) {
        Snapshot last = feed.latest();
        Sharing text = Sharing.between(older.lines(), last.lines());
        Sharing lengths = Sharing.between(older.lengths(), last.lengths());
        long bytes = text.sharedBytes() + lengths.sharedBytes();
        return new Shared(
                text.sharedNodes() + lengths.sharedNodes(),
                bytes,
                bytes + text.leftOnlyBytes() + lengths.leftOnlyBytes());
    }

    private static long heapInUse() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
