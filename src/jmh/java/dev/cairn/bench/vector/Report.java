package dev.cairn.bench.vector;

import dev.cairn.bench.measure.Json;
import dev.cairn.bench.measure.Timing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures of a run as a part of a Markdown file and as JSON. */
public record Report(Map<String, String> machine, Results results) {
    public String markdown() {
        StringBuilder text = new StringBuilder();
        machine.forEach((name, value) ->
                text.append("- ").append(name).append(": ").append(value).append('\n'));
        text.append("\n### Ours beside the best peer\n\n")
                .append(
                        "Nanoseconds per operation: elapsed, and CPU of all threads. Ratios are ours to the peer's.\n\n")
                .append(table(
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
                        results.comparisons().stream().map(Report::cells).toList()));
        text.append("\n### Every library\n\n")
                .append(
                        "Nanoseconds per operation, and CPU of all threads in brackets where it differs by a tenth.\n\n")
                .append(everything());
        if (!results.footprints().isEmpty()) {
            text.append("\n### Bytes per element\n\n")
                    .append("A vector of ")
                    .append(count(Plan.LARGE))
                    .append(" longs, everything included.\n\n")
                    .append(table(List.of("library", "on the heap", "off the heap", "together"), footprints()));
        }
        text.append("\n### What the operations are\n\n");
        for (Operation operation : Operation.values()) {
            text.append("- `")
                    .append(operation.label())
                    .append("`: ")
                    .append(operation.meaning())
                    .append('\n');
        }
        return text.toString();
    }

    public String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine);
        all.put("rows", results.comparisons().stream().map(Comparison::json).toList());
        all.put(
                "timings",
                results.timings().entrySet().stream()
                        .map(entry -> json(entry.getKey(), entry.getValue()))
                        .toList());
        all.put(
                "bytes_per_element",
                results.footprints().entrySet().stream()
                        .map(entry -> json(entry.getKey(), entry.getValue()))
                        .toList());
        return Json.of(all) + "\n";
    }

    private static Map<String, Object> json(Trial trial, Timing timing) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("operation", trial.operation().label());
        row.put("size", trial.size());
        row.put("library", trial.library().label());
        row.put("ns", timing.elapsed());
        row.put("cpu_ns", timing.cpu());
        row.put("collector_ns", timing.collector());
        row.put("compiler_ns", timing.compiler());
        row.put("reclaimer_ns", timing.reclaimer());
        return row;
    }

    private static Map<String, Object> json(Library library, Footprint footprint) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("library", library.label());
        row.put("size", Plan.LARGE);
        row.put("heap", perElement(footprint.heap()));
        row.put("off_heap", perElement(footprint.store()));
        return row;
    }

    private static List<String> cells(Comparison row) {
        return List.of(
                row.ours().label() + " `" + row.operation().label() + "`",
                count(row.size()),
                Comparison.nanos(row.our().elapsed()),
                row.peer().label(),
                Comparison.nanos(row.their().elapsed()),
                "%.2f".formatted(row.ratio()),
                Comparison.nanos(row.our().cpu()),
                Comparison.nanos(row.their().cpu()),
                "%.2f".formatted(row.cpuRatio()),
                Comparison.nanos(row.our().reclaimer()),
                Comparison.nanos(row.our().collector()),
                Comparison.nanos(row.their().collector()));
    }

    private String everything() {
        List<Library> libraries = Arrays.stream(Library.values())
                .filter(library -> results.timings().keySet().stream().anyMatch(trial -> trial.library() == library))
                .toList();
        List<String> heading = new ArrayList<>(List.of("operation", "size"));
        libraries.forEach(library -> heading.add(library.label()));
        List<List<String>> rows = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            for (int size : results.sizes()) {
                List<String> row = new ArrayList<>(List.of("`" + operation.label() + "`", count(size)));
                libraries.forEach(library -> row.add(results.timing(operation, size, library)
                        .map(Report::cell)
                        .orElse("")));
                if (row.stream().skip(2).anyMatch(cell -> !cell.isEmpty())) {
                    rows.add(row);
                }
            }
        }
        return table(heading, rows);
    }

    private static String cell(Timing timing) {
        String elapsed = Comparison.nanos(timing.elapsed());
        boolean differs = Math.abs(timing.cpu() - timing.elapsed()) > timing.elapsed() / 10;
        return differs ? elapsed + " (" + Comparison.nanos(timing.cpu()) + ")" : elapsed;
    }

    private List<List<String>> footprints() {
        return results.footprints().entrySet().stream()
                .map(entry -> {
                    double heap = perElement(entry.getValue().heap());
                    double store = perElement(entry.getValue().store());
                    return List.of(
                            entry.getKey().label(),
                            "%.2f".formatted(heap),
                            "%.2f".formatted(store),
                            "%.2f".formatted(heap + store));
                })
                .toList();
    }

    private static double perElement(long bytes) {
        return bytes / (double) Plan.LARGE;
    }

    private static String count(int size) {
        return String.format(Locale.ROOT, "%,d", size);
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
