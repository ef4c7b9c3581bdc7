package dev.cairn.tool;

import dev.cairn.StoreStats;
import dev.cairn.tool.SnapshotChecker.Findings;
import dev.cairn.tool.TextSource.Reading;
import java.io.PrintWriter;

/**
 * The result of reading lines.
 *
 * @param heapBytes by how much the heap has grown, after a collection, with all snapshots held
 * @param first the sharing of the snapshot after the first line with the last
 * @param middle the sharing of the snapshot after {@code middleLines} with the last
 */
record LinesOutcome(
        Reading reading,
        long nanos,
        int readers,
        Findings findings,
        long heapBytes,
        StoreStats stats,
        Verdict verdict,
        Shared first,
        long middleLines,
        Shared middle)
        implements Outcome {
    /** The first, the middle and the last snapshot. */
    private static final int HELD_BY_THE_RUN = 3;

    /** The nodes that two snapshots share, and all nodes of the older one. */
    record Shared(long nodes, long bytes, long olderBytes) {}

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
        Report report = new Report();
        report.addReading(reading);
        report.row("versions made", 2 * reading.lines(), "two for each line: the text and the lengths");
        double perSecond = reading.lines() * 1e9 / Math.max(1, nanos);
        report.row("time", Report.seconds(nanos), "%,.0f lines/s".formatted(perSecond));
        report.addFindings(findings, readers);
        report.addMemory(heapBytes, stats, findings.held() + HELD_BY_THE_RUN);
        addShared(report, "first and last share", 1, first);
        addShared(report, "middle and last share", middleLines, middle);
        report.addReclaimer(stats);
        report.addVerdict(verdict);
        report.print(out);
    }

    private static void addShared(Report report, String name, long lines, Shared shared) {
        double percent = 100.0 * shared.bytes() / Math.max(1, shared.olderBytes());
        report.row(
                name,
                shared.bytes(),
                "%,d nodes, %.1f %% of the snapshot after line %,d".formatted(shared.nodes(), percent, lines));
    }
}
