package dev.cairn.tool;

import dev.cairn.Atom;
import dev.cairn.Store;
import dev.cairn.StoreStats;
import dev.cairn.tool.IndexWork.Crew;
import dev.cairn.tool.SnapshotChecker.Findings;
import dev.cairn.tool.WordIndex.Added;
import java.util.List;

/** One run over texts: writers make a version of the index for each file, and readers check snapshots meanwhile. */
final class IndexRun {
    private static final int WORDS_SHOWN = 20;

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
        this.readers = crew.readersOf(index);
    }

    /** Indexes all of {@code texts} in {@code store}. On return no version is reachable. */
    static IndexOutcome run(Store store, TextQueue texts, Crew crew) throws InterruptedException {
        HeapUse heap = new HeapUse();
        IndexRun run = new IndexRun(store, texts, crew);
        IndexOutcome outcome = run.measure(run.write(), heap);
        run.index.remove();
        return outcome;
    }

    private IndexWork write() throws InterruptedException {
        Atom.Watch watch = index.watch(milestones);
        try {
            return IndexWork.run(index, texts, crew.writers(), readers);
        } finally {
            watch.close();
        }
    }

    /** Makes the result, while the readers still hold their snapshots. */
    private IndexOutcome measure(IndexWork work, HeapUse heap) {
        store.reclaim();
        long heapBytes = heap.grownBy();
        StoreStats stats = store.stats();
        IndexSnapshot last = index.snapshot();
        long began = System.nanoTime();
        List<Frequency> frequent = Frequency.top(last.words(), WORDS_SHOWN);
        long frequentNanos = System.nanoTime() - began;
        return new IndexOutcome(
                texts.reading(),
                work,
                milestones.versions(),
                last.words().size(),
                crew,
                readers.findings().plus(atTheEnd(last, work.added())),
                heapBytes,
                stats,
                Verdict.of(store),
                frequent,
                frequentNanos,
                milestones.difference(last.words()));
    }

    /** Checks every position in the last snapshot. */
    private static Findings atTheEnd(IndexSnapshot last, Added added) {
        String fault = last.faultAnywhere(added.words());
        return new Findings(1, fault == null ? 0 : 1, 0, fault);
    }
}
