package dev.cairn.tool;

import dev.cairn.StoreStats;
import dev.cairn.tool.DemoRun.Figures;
import dev.cairn.tool.DemoRun.Shared;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of three columns (what, how much, a remark), printed with the figures aligned on the right. */
final class Report {
    private record Row(String name, String value, String remark) {}

    private final List<Row> rows = new ArrayList<>();

    /** The table of a run whose snapshots are still held. */
    static Report of(Figures figures) {
        Report report = new Report();
        report.addReading(figures);
        report.addMemory(figures);
        report.addSharing(figures);
        report.addReclaimer(figures);
        var verdict = figures.verdict();
        report.row("verify()", verdict.sound() ? "sound" : "FAILED", verdict.details());
        return report;
    }

    /** The table of what is left once every version was dropped. */
    static Report ofTheEnd(StoreStats stats, long nanos) {
        Report report = new Report();
        report.row("live bytes", stats.liveBytes(), "");
        report.row("live nodes", stats.liveNodes(), "");
        report.row("nodes freed", stats.freedNodes(), ByteSize.toString(stats.freedBytes()));
        report.row("time to reclaim", seconds(nanos), "");
        return report;
    }

    void print(PrintWriter out) {
        int names = rows.stream().mapToInt(row -> row.name.length()).max().orElse(0);
        int values = rows.stream().mapToInt(row -> row.value.length()).max().orElse(0);
        String format = "  %-" + names + "s  %" + values + "s  %s";
        for (Row row : rows) {
            out.println(String.format(Locale.ROOT, format, row.name, row.value, row.remark)
                    .stripTrailing());
        }
        out.flush();
    }

    private void addReading(Figures figures) {
        var reading = figures.reading();
        row("files", reading.files(), "%,d skipped: not text, or not readable".formatted(reading.skipped()));
        row("bytes of text", reading.bytes(), ByteSize.toString(reading.bytes()));
        row("lines", reading.lines(), "");
        row("versions made", 2 * reading.lines(), "two a line: the text and the lengths");
        double perSecond = reading.lines() * 1e9 / Math.max(1, figures.nanos());
        row("time", seconds(figures.nanos()), "%,.0f lines/s".formatted(perSecond));
        var findings = figures.findings();
        row("snapshots checked", findings.checked(), "by %d readers meanwhile".formatted(figures.readers()));
        row("checks failed", findings.failures(), findings.firstFault() == null ? "" : findings.firstFault());
    }

    private void addMemory(Figures figures) {
        StoreStats stats = figures.stats();
        String held = "holding %,d snapshots".formatted(figures.findings().held() + 3);
        row("bytes on the heap", figures.heapBytes(), ByteSize.toString(figures.heapBytes()) + ", " + held);
        row(
                "bytes off the heap",
                stats.liveBytes(),
                "%s in %,d nodes; %s committed"
                        .formatted(
                                ByteSize.toString(stats.liveBytes()),
                                stats.liveNodes(),
                                ByteSize.toString(stats.committedBytes())));
    }

    private void addSharing(Figures figures) {
        shared("first and last share", 1, figures.first());
        shared("middle and last share", figures.middleLines(), figures.middle());
    }

    private void shared(String name, long lines, Shared shared) {
        double percent = 100.0 * shared.bytes() / Math.max(1, shared.olderBytes());
        row(
                name,
                shared.bytes(),
                "%,d nodes, %.1f %% of the snapshot after line %,d".formatted(shared.nodes(), percent, lines));
    }

    private void addReclaimer(Figures figures) {
        StoreStats stats = figures.stats();
        row("nodes freed", stats.freedNodes(), ByteSize.toString(stats.freedBytes()));
        row("bases reclaimed", stats.versionsReclaimed(), "of %,d made".formatted(stats.versionsMade()));
        row("reclaimer's CPU time", seconds(stats.reclaimerCpuNanos()), "");
    }

    private void row(String name, long value, String remark) {
        row(name, String.format(Locale.ROOT, "%,d", value), remark);
    }

    private void row(String name, String value, String remark) {
        rows.add(new Row(name, value, remark));
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }
}
