package dev.cairn.tool;

import dev.cairn.Sharing;
import dev.cairn.Store;
import dev.cairn.StoreStats;
import dev.cairn.tool.LinesOutcome.Shared;
import dev.cairn.tool.SnapshotChecker.Findings;
import dev.cairn.tool.TextSource.Reading;
import java.io.IOException;

/** One run over lines: a writer makes a version for each line, and readers check snapshots meanwhile. */
final class LinesRun {
    private final Store store;
    private final LinesFeed feed;
    private final Readers readers;

    private LinesRun(Store store, int readers, int hold) {
        this.store = store;
        this.feed = new LinesFeed(store);
        this.readers = new Readers(readers, hold, feed::latest);
    }

    /** Reads all of {@code source} into versions in {@code store}. On return no version is reachable. */
    static LinesOutcome run(Store store, TextSource source, int readers, int hold, Progress progress)
            throws IOException {
        HeapUse heap = new HeapUse();
        LinesRun run = new LinesRun(store, readers, hold);
        long began = System.nanoTime();
        Reading reading = run.read(source, progress);
        long nanos = System.nanoTime() - began;
        return run.measure(reading, nanos, heap);
    }

    private Reading read(TextSource source, Progress progress) throws IOException {
        readers.start();
        try {
            return source.read(feed, progress);
        } finally {
            readers.finish();
        }
    }

    /** Makes the result, while the readers still hold their snapshots. */
    private LinesOutcome measure(Reading reading, long nanos, HeapUse heap) {
        store.reclaim();
        long heapBytes = heap.grownBy();
        StoreStats stats = store.stats();
        return new LinesOutcome(
                reading,
                nanos,
                readers.count(),
                readers.findings().plus(atTheEnd(reading)),
                heapBytes,
                stats,
                Verdict.of(store),
                shared(feed.first()),
                feed.middle().lines().size(),
                shared(feed.middle()));
    }

    /** Checks every line of the last snapshot. */
    private Findings atTheEnd(Reading reading) {
        LinesSnapshot last = feed.latest();
        String fault = last.lines().size() == reading.lines()
                ? last.faultInAnyLine()
                : "%,d lines were read, but the last snapshot has %,d"
                        .formatted(reading.lines(), last.lines().size());
        return new Findings(1, fault == null ? 0 : 1, 0, fault);
    }

    private Shared shared(LinesSnapshot older) {
        LinesSnapshot last = feed.latest();
        Sharing text = Sharing.between(older.lines(), last.lines());
        Sharing lengths = Sharing.between(older.lengths(), last.lengths());
        long bytes = text.sharedBytes() + lengths.sharedBytes();
        return new Shared(
                text.sharedNodes() + lengths.sharedNodes(),
                bytes,
                bytes + text.leftOnlyBytes() + lengths.leftOnlyBytes());
    }
}
