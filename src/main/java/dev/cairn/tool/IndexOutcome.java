package dev.cairn.tool;

import dev.cairn.StoreStats;
import dev.cairn.tool.Index.Added;
import dev.cairn.tool.IndexRun.Crew;
import dev.cairn.tool.Milestones.Difference;
import dev.cairn.tool.SnapshotChecker.Findings;
import dev.cairn.tool.TextSource.Reading;
import java.io.PrintWriter;
import java.util.List;

/**
 * What came of indexing texts.
 *
 * @param versions versions of the index that were made
 * @param words how many different words there are
 * @param nanos what reading and indexing took
 * @param heapBytes by how much the heap, after a collection, has grown while all that is held was held
 * @param frequentNanos what finding the frequent words took
 */
record IndexOutcome(
        Reading reading,
        Added added,
        long versions,
        int words,
        long nanos,
        Crew crew,
        Findings findings,
        long heapBytes,
        StoreStats stats,
        Verdict verdict,
        List<Frequency> frequent,
        long frequentNanos,
        Difference difference)
        implements Outcome {
    /** The last, and the two that are compared. */
    private static final int HELD_BY_THE_RUN = 3;

    @Override
    public long files() {
        return reading.files();
    }

    @Override
    public boolean sound() {
        return findings.failures() == 0 && verdict.sound();
    }

    @Override
    public void print(PrintWriter out) {
        figures().print(out);
        out.println();
        out.println("The most frequent words:");
        frequentWords().print(out);
        out.println();
        out.println("From one version to another, %,d files later:".formatted(difference.versions()));
        changes().print(out);
    }

    private Report figures() {
        Report report = new Report();
        report.addReading(reading);
        report.row("words read", added.words(), "2 to 64 letters, digits and underscores");
        report.row("words in the index", words, "");
        report.row("versions of the index", versions, "one a file, by %d writers".formatted(crew.writers()));
        report.row("updates done again", added.repeats(), "because another writer was faster");
        double perSecond = added.words() * 1e9 / Math.max(1, nanos);
        report.row("time", Report.seconds(nanos), "%,.0f words/s".formatted(perSecond));
        report.addFindings(findings, crew.readers());
        report.addMemory(heapBytes, stats, findings.held() + HELD_BY_THE_RUN);
        report.addReclaimer(stats);
        report.addVerdict(verdict);
        return report;
    }

    private Report frequentWords() {
        Report report = new Report();
        frequent.forEach(frequency -> report.row(frequency.word(), frequency.count(), ""));
        report.row("time to find them", Report.seconds(frequentNanos), "");
        return report;
    }

    private Report changes() {
        Report report = new Report();
        report.row("words added", difference.added(), "");
        report.row("words changed", difference.changed(), "");
        report.row("words removed", difference.removed(), "");
        report.row("positions added", difference.positions(), "");
        report.row("time to compare", Report.seconds(difference.nanos()), "");
        return report;
    }
}
