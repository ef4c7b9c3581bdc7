package dev.cairn.tool;

import dev.cairn.StoreStats;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of three columns: name, figure, remark. Figures are aligned on the right. */
final class Report {
    private record Row(String name, String value, String remark) {}

    private final List<Row> rows = new ArrayList<>();

    /** The table of what is left after every version was dropped. */
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

    void addReading(TextSource.Reading reading) {
        row("files", reading.files(), "%,d skipped: not text, or not readable".formatted(reading.skipped()));
        row("bytes of text", reading.bytes(), ByteSize.toString(reading.bytes()));
        row("lines", reading.lines(), "");
    }

    void addFindings(SnapshotChecker.Findings findings, int readers) {
        row("snapshots checked", findings.checked(), "by %d readers meanwhile".formatted(readers));
        row("checks failed", findings.failures(), findings.firstFault() == null ? "" : findings.firstFault());
    }

    /** Adds the memory that {@code snapshots} and the run itself hold. */
    void addMemory(long heapBytes, StoreStats stats, long snapshots) {
        row(
                "bytes on the heap",
                heapBytes,
                "%s, holding %,d snapshots".formatted(ByteSize.toString(heapBytes), snapshots));
        row(
                "bytes off the heap",
                stats.liveBytes(),
                "%s in %,d nodes; %s committed"
                        .formatted(
                                ByteSize.toString(stats.liveBytes()),
                                stats.liveNodes(),
                                ByteSize.toString(stats.committedBytes())));
    }

    void addReclaimer(StoreStats stats) {
        row("nodes freed", stats.freedNodes(), ByteSize.toString(stats.freedBytes()));
        row("bases reclaimed", stats.versionsReclaimed(), "of %,d made".formatted(stats.versionsMade()));
        row("reclaimer's CPU time", seconds(stats.reclaimerCpuNanos()), "");
    }

    void addVerdict(Verdict verdict) {
        row("verify()", verdict.sound() ? "sound" : "FAILED", verdict.details());
    }

    void row(String name, long value, String remark) {
        row(name, String.format(Locale.ROOT, "%,d", value), remark);
    }

    void row(String name, String value, String remark) {
        rows.add(new Row(name, value, remark));
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }
}
