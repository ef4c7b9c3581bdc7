package dev.cairn.tool;

import dev.cairn.Atom;
import dev.cairn.Store;
import dev.cairn.StoreStats;
import dev.cairn.tool.Index.Added;
import dev.cairn.tool.SnapshotChecker.Findings;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/** One run over texts: writers that index them, a version a file, and readers that check snapshots meanwhile. */
final class IndexRun {
    private static final int WORDS_SHOWN = 20;

    /**
     * How many threads do what.
     *
     * @param hold snapshots that each reader holds
     */
    record Crew(int writers, int readers, int hold) {}

    private final Store store;
    private final TextQueue texts;
    private final Crew crew;
    private final Index index;
    private final Milestones milestones;
    private final Readers readers;

    private IndexRun(Store store, TextQueue texts, Crew crew) {
        this.store = store;
        this.texts = texts;
        this.crew = crew;
        this.index = new Index(store);
        this.milestones = new Milestones(index.snapshot().words());
        this.readers = new Readers(crew.readers(), crew.hold(), index::snapshot);
    }

    /** Indexes all of {@code texts} in {@code store}; no version of it is reachable any more on return. */
    static IndexOutcome run(Store store, TextQueue texts, Crew crew) throws InterruptedException {
        HeapUse heap = new HeapUse();
        IndexRun run = new IndexRun(store, texts, crew);
        long began = System.nanoTime();
        Added added = run.write();
        long nanos = System.nanoTime() - began;
        IndexOutcome outcome = run.measure(added, nanos, heap);
        run.index.remove();
        return outcome;
    }

    private Added write() throws InterruptedException {
        readers.start();
        ThreadFactory threads = Thread.ofPlatform().name("demo-writer-", 1).factory();
        Atom.Watch watch = index.watch(milestones);
        try (ExecutorService writers = Executors.newFixedThreadPool(crew.writers(), threads)) {
            Added sum = Added.NOTHING;
            for (Future<Added> part :
                    writers.invokeAll(Collections.nCopies(crew.writers(), new Indexer(texts, index)))) {
                sum = sum.plus(resultOf(part));
            }
            return sum;
        } finally {
            watch.close();
            readers.finish();
        }
    }

    private static Added resultOf(Future<Added> part) throws InterruptedException {
        try {
            return part.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
    }

    /** With the readers' snapshots still held. */
    private IndexOutcome measure(Added added, long nanos, HeapUse heap) {
        store.reclaim();
        long heapBytes = heap.grownBy();
        StoreStats stats = store.stats();
        IndexSnapshot last = index.snapshot();
        long began = System.nanoTime();
        List<Frequency> frequent = Frequency.top(last.words(), WORDS_SHOWN);
        long frequentNanos = System.nanoTime() - began;
        return new IndexOutcome(
                texts.reading(),
                added,
                milestones.versions(),
                last.words().size(),
                nanos,
                crew,
                readers.findings().plus(atTheEnd(last, added)),
                heapBytes,
                stats,
                Verdict.of(store),
                frequent,
                frequentNanos,
                milestones.difference(last.words()));
    }

    /** The last snapshot, every position in it. */
    private static Findings atTheEnd(IndexSnapshot last, Added added) {
        String fault = last.faultAnywhere(added.words());
        return new Findings(1, fault == null ? 0 : 1, 0, fault);
    }
}
