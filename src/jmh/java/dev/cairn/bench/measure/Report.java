package dev.cairn.bench.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The figures of a run as a part of a Markdown file and as JSON. */
public record Report(Map<String, String> machine, Results results) {
    /** At a megabyte a second, a kilobyte of a thousand bytes takes so long. */
    private static final double NANOS_OF_KILOBYTE = 1e6;

    /** What has no peer, and so no ratio, is last. */
    private static final Comparator<Comparison> FARTHEST_BEHIND_FIRST =
            Comparator.comparingDouble(comparison -> -comparison.ratio());

    public String markdown() {
        StringBuilder text = new StringBuilder();
        machine.forEach((name, value) ->
                text.append("- ").append(name).append(": ").append(value).append('\n'));
        if (!results.timings().isEmpty()) {
            text.append("\n### Ours beside the best peer\n\n")
                    .append(
                            "Nanoseconds per operation: elapsed, and CPU of all threads. Ratios are ours to the peer's; what is"
                                    + " farthest behind stands first.")
                    .append("\n\n")
                    .append(comparisons())
                    .append("\n### Every library\n\n")
                    .append(
                            "Nanoseconds per operation, and CPU of all threads in brackets where it differs by a tenth.")
                    .append("\n\n")
                    .append(everything(results.rows(), Report::cell))
                    .append(throughputs());
        }
        if (!results.footprints().isEmpty()) {
            text.append("\n### Bytes per element\n\nEverything included.\n\n").append(footprints());
        }
        if (!results.pauses().isEmpty()) {
            text.append("\n### Pauses\n\n").append(pauses());
        }
        text.append("\n### What the operations are\n\n");
        for (Workload workload : workloads()) {
            text.append("- `%s`: %s%n".formatted(workload.label(), workload.meaning()));
        }
        return text.toString();
    }

    public String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine);
        all.put("rows", results.comparisons().stream().map(Comparison::json).toList());
        all.put("timings", objects(results.timings(), Report::json));
        all.put("bytes_per_element", objects(results.footprints(), Report::json));
        all.put("pauses", objects(results.pauses(), Report::json));
        return Json.of(all) + "\n";
    }

    private static <F> List<Map<String, Object>> objects(Map<Trial, F> figures, FigureJson<F> json) {
        return figures.entrySet().stream()
                .map(entry -> {
                    Trial trial = entry.getKey();
                    Map<String, Object> fields = new LinkedHashMap<>(Results.json(trial.row()));
                    fields.put("library", trial.contender().label());
                    json.put(fields, trial.row(), entry.getValue());
                    return fields;
                })
                .toList();
    }

    /** Puts one figure's fields into its JSON object. */
    private interface FigureJson<F> {
        void put(Map<String, Object> fields, Row row, F figure);
    }

    private static void json(Map<String, Object> fields, Row row, Timing timing) {
        fields.put("ns", timing.elapsed());
        fields.put("cpu_ns", timing.cpu());
        fields.put("collector_ns", timing.collector());
        fields.put("compiler_ns", timing.compiler());
        fields.put("reclaimer_ns", timing.reclaimer());
    }

    private static void json(Map<String, Object> fields, Row row, Footprint footprint) {
        fields.put("heap", footprint.heap() / (double) row.size());
        fields.put("off_heap", footprint.store() / (double) row.size());
    }

    private static void json(Map<String, Object> fields, Row row, Pauses pauses) {
        fields.put("pauses", pauses.millis().size());
        fields.put("total_ms", pauses.total());
        fields.put("longest_ms", pauses.longest());
        fields.put("longest_operation_ms", pauses.stall());
        fields.put("operations", pauses.operations());
    }

    private String comparisons() {
        return table(
                List.of(
                        "operation",
                        "size",
                        "ours",
                        "best peer",
                        "peer",
                        "ratio",
                        "CPU ours",
                        "CPU peer",
                        "ratio",
                        "of it reclaimer",
                        "collector",
                        "collector peer"),
                results.comparisons().stream()
                        .sorted(FARTHEST_BEHIND_FIRST)
                        .map(Report::cells)
                        .toList());
    }

    private static List<String> cells(Comparison comparison) {
        return List.of(
                comparison.ours().label() + " " + comparison.row().cell(),
                comparison.row().count(),
                Comparison.nanos(comparison.our().elapsed()),
                comparison.peer(),
                Comparison.nanos(comparison.their().elapsed()),
                Comparison.factor(comparison.ratio()),
                Comparison.nanos(comparison.our().cpu()),
                Comparison.nanos(comparison.their().cpu()),
                Comparison.factor(comparison.cpuRatio()),
                Comparison.nanos(comparison.our().reclaimer()),
                Comparison.nanos(comparison.our().collector()),
                Comparison.nanos(comparison.their().collector()));
    }

    /** A table of its own for what is said in megabytes a second; nothing where nothing is. */
    private String throughputs() {
        List<Row> rows = results.rows().stream()
                .filter(row -> row.workload().isOfKilobytes())
                .toList();
        return rows.isEmpty()
                ? ""
                : "\n### Megabytes a second\n\nOf rows whose sizes are kilobytes, from the elapsed time.\n\n"
                        + everything(rows, timing -> fixed(0, NANOS_OF_KILOBYTE / timing.elapsed()));
    }

    private String everything(Collection<Row> rows, Function<Timing, String> cell) {
        List<Contender> contenders = results.contenders(rows);
        List<String> heading = new ArrayList<>(List.of("operation", "size"));
        contenders.forEach(contender -> heading.add(contender.label()));
        List<List<String>> lines = new ArrayList<>();
        for (Row row : rows) {
            List<String> cells = new ArrayList<>(List.of(row.cell(), row.count()));
            contenders.forEach(contender ->
                    cells.add(results.timing(row, contender).map(cell).orElse("")));
            lines.add(cells);
        }
        return table(heading, lines);
    }

    private static String cell(Timing timing) {
        String elapsed = Comparison.nanos(timing.elapsed());
        boolean differs = Math.abs(timing.cpu() - timing.elapsed()) > timing.elapsed() / 10;
        return differs ? elapsed + " (" + Comparison.nanos(timing.cpu()) + ")" : elapsed;
    }

    private String footprints() {
        List<List<String>> rows = new ArrayList<>();
        results.footprints().forEach((trial, footprint) -> {
            double size = trial.row().size();
            rows.add(List.of(
                    title(trial),
                    trial.row().count(),
                    fixed(2, footprint.heap() / size),
                    fixed(2, footprint.store() / size),
                    fixed(2, (footprint.heap() + footprint.store()) / size)));
        });
        return table(List.of("library", "elements", "on the heap", "off the heap", "together"), rows);
    }

    private String pauses() {
        List<List<String>> rows = new ArrayList<>();
        results.pauses()
                .forEach((trial, pauses) -> rows.add(List.of(
                        title(trial),
                        trial.row().count(),
                        Integer.toString(pauses.millis().size()),
                        fixed(1, pauses.total()),
                        fixed(1, pauses.longest()),
                        fixed(1, pauses.stall()),
                        String.format(Locale.ROOT, "%,d", pauses.operations()))));
        return table(
                List.of(
                        "library",
                        "elements",
                        "pauses",
                        "total ms",
                        "longest ms",
                        "longest operation ms",
                        "operations"),
                rows);
    }

    private static String title(Trial trial) {
        String variant = trial.row().variant();
        return trial.contender().label() + (variant.isEmpty() ? "" : " " + variant);
    }

    private SequencedSet<Workload> workloads() {
        SequencedSet<Workload> workloads = new LinkedHashSet<>();
        results.rows().forEach(row -> workloads.add(row.workload()));
        results.pauses().keySet().forEach(trial -> workloads.add(trial.row().workload()));
        return workloads;
    }

    private static String fixed(int decimals, double value) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String table(List<String> heading, List<List<String>> rows) {
        List<String> rule = new ArrayList<>(Collections.nCopies(heading.size(), "--:"));
        rule.set(0, "---");
        List<List<String>> all = new ArrayList<>(List.of(heading, rule));
        all.addAll(rows);
        return all.stream()
                .map(row -> row.stream().collect(Collectors.joining(" | ", "| ", " |\n")))
                .collect(Collectors.joining());
    }
}
