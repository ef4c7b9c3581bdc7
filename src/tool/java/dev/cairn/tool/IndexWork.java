package dev.cairn.tool;

import dev.cairn.tool.WordIndex.Added;
import java.util.Collections;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/**
 * The costs of indexing texts: writers make a version for each file, while readers check snapshots.
 *
 * @param nanos the time from the first text to the last
 * @param pauses the collector's pauses in that time
 */
record IndexWork(Added added, long nanos, Pauses.Lengths pauses) {
    /**
     * The numbers of threads.
     *
     * @param hold snapshots that each reader holds
     */
    record Crew(int writers, int readers, int hold) {
        Readers readersOf(WordIndex index) {
            return new Readers(readers, hold, index::snapshot);
        }
    }

    /** Adds all of {@code texts} to {@code index}. */
    static IndexWork run(WordIndex index, TextQueue texts, int writers, Readers readers) throws InterruptedException {
        ThreadFactory threads = Thread.ofPlatform().name("demo-writer-", 1).factory();
        long began = System.nanoTime();
        readers.start();
        try (Pauses pauses = new Pauses();
                ExecutorService all = Executors.newFixedThreadPool(writers, threads)) {
            Added sum = Added.NOTHING;
            for (Future<Added> part : all.invokeAll(Collections.nCopies(writers, new Indexer(texts, index)))) {
                sum = sum.plus(resultOf(part));
            }
            return new IndexWork(sum, System.nanoTime() - began, pauses.lengths());
        } finally {
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
}
