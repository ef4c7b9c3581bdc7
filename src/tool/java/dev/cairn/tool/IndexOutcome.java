package dev.cairn.tool;

import dev.cairn.StoreStats;
import dev.cairn.tool.IndexWork.Crew;
import dev.cairn.tool.Milestones.Difference;
import dev.cairn.tool.SnapshotChecker.Findings;
import dev.cairn.tool.TextSource.Reading;
import java.io.PrintWriter;
import java.util.List;

/**
 * The result of indexing texts.
 *
 * @param work the costs of reading and indexing
 * @param versions the number of versions of the index
 * @param words the number of different words
 * @param heapBytes by how much the heap has grown, after a collection, with all snapshots held
 * @param frequentNanos the time to find the frequent words
 */
record IndexOutcome(
        Reading reading,
        IndexWork work,
        long versions,
        int words,
        Crew crew,
        Findings findings,
        long heapBytes,
        StoreStats stats,
        Verdict verdict,
        List<Frequency> frequent,
        long frequentNanos,
        Difference difference)
        implements Outcome {
    /** The last version, and the two that are compared. */
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
        out.println("The changes from one version to another, %,d files later:".formatted(difference.versions()));
        changes().print(out);
    }

    private Report figures() {
        Report report = new Report();
        report.addReading(reading);
        report.row("words read", work.added().words(), "2 to 64 letters, digits and underscores");
        report.row("words in the index", words, "");
        report.row("versions of the index", versions, "one for each file, by %d writers".formatted(crew.writers()));
        report.row("updates done again", work.added().repeats(), "because another writer was faster");
        double perSecond = work.added().words() * 1e9 / Math.max(1, work.nanos());
        report.row("time", Report.seconds(work.nanos()), "%,.0f words/s".formatted(perSecond));
        report.row(
                "collector's pauses",
                Pauses.Lengths.millis(work.pauses().millis()),
                "in %,d".formatted(work.pauses().count()));
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
