package dev.cairn.bench.vector;

import dev.cairn.bench.measure.BenchJvm;
import dev.cairn.bench.measure.Machine;
import dev.cairn.bench.measure.MarkedRegion;
import dev.cairn.bench.measure.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench vector}: times the vectors of all libraries, prints a line a row, writes JSON and the docs' table. */
@Command(
        name = "vector",
        description = "Measures the vectors beside those of other libraries.",
        footer = {
            "",
            "A row: operation, size, ours, best peer of this run, the peer's, ratio (below 1, ours is",
            "faster); the same of all CPU time; what of ours the reclaimer and the collector took."
        })
public final class VectorCommand implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Option(names = "--quick", description = "In 5 minutes: two sizes, the best known peers, short iterations.")
    boolean quick;

    @Option(
            names = "--only",
            paramLabel = "REGEX",
            description = "Only trials whose name, like 'update/1000000/Scala' or 'bytes/1000000/Scala', has a match.")
    @Nullable
    Pattern only;

    @Option(names = "--forks", defaultValue = "1", description = "JVMs a trial of a full run (default: 1).")
    int forks;

    @Option(names = "--no-huge-pages", description = "Small pages for heap and store (default: huge pages for both).")
    boolean smallPages;

    @Option(names = "--json", defaultValue = "target/bench-vector.json", description = "Default: ${DEFAULT-VALUE}.")
    Path json = Path.of("");

    @Option(
            names = "--out",
            description = "Markdown file whose marked region is rewritten (default: docs/benchmarks.md, and no file"
                    + " with --only or --no-huge-pages).")
    @Nullable
    Path out;

    @Spec
    CommandSpec spec;

    private int failures;

    @Override
    public Integer call() throws IOException {
        if (forks < 1) {
            throw new ParameterException(spec.commandLine(), "--forks must be at least 1, not " + forks);
        }
        Plan plan = quick ? Plan.quick() : Plan.full(forks);
        if (only != null) {
            plan = plan.only(only.asPredicate());
        }
        if (plan.trials().isEmpty() && plan.footprints().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--only " + only + " leaves no trial");
        }
        BenchJvm jvm = new BenchJvm(!smallPages);
        Map<String, String> machine = Machine.describe(jvm);
        machine.put("run", quick ? "quick" : "full, " + forks + " JVM a trial");
        Report report = new Report(machine, new Results());
        run(plan, jvm, report);
        write(report);
        return failures == 0 ? 0 : 1;
    }

    private void run(Plan plan, BenchJvm jvm, Report report) throws IOException {
        spec.commandLine().getOut().println(Comparison.HEADING);
        List<Trial> trials = plan.trials();
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            progress("[%d/%d] %s".formatted(i + 1, trials.size(), trial.name()));
            time(plan, jvm, trial, report.results());
            boolean lastOfRow = i + 1 == trials.size()
                    || trials.get(i + 1).operation() != trial.operation()
                    || trials.get(i + 1).size() != trial.size();
            if (lastOfRow) {
                report.results()
                        .comparisons(trial.operation(), trial.size())
                        .forEach(row -> spec.commandLine().getOut().println(row.line()));
                spec.commandLine().getOut().flush();
                writeJson(report);
            }
        }
        for (Library library : plan.footprints()) {
            progress("[bytes] " + library.label());
            Footprint footprint = Footprint.of(library, Plan.LARGE);
            report.results().add(library, footprint);
        }
        printFootprints(report.results());
    }

    private void time(Plan plan, BenchJvm jvm, Trial trial, Results results) {
        Map<String, String> parameters =
                Map.of("library", trial.library().name(), "size", Integer.toString(trial.size()));
        try {
            Timing timing = jvm.time(VectorBenchmark.class, trial.operation().label(), parameters, plan.pace(trial));
            results.add(trial, trial.operation().isPerElement() ? timing.dividedBy(trial.size()) : timing);
        } catch (RunnerException e) {
            failures++;
            progress("failed: " + trial.name() + ": " + e.getMessage());
        }
    }

    private void printFootprints(Results results) {
        results.footprints()
                .forEach((library, bytes) -> spec.commandLine()
                        .getOut()
                        .printf(
                                "%-26s %9d %9.2f on the heap, %.2f off it%n",
                                library.label() + ".bytes",
                                Plan.LARGE,
                                bytes.heap() / (double) Plan.LARGE,
                                bytes.store() / (double) Plan.LARGE));
        spec.commandLine().getOut().flush();
    }

    private void write(Report report) throws IOException {
        writeJson(report);
        Path file = out;
        if (file == null && only == null && !smallPages) {
            file = Path.of("docs", "benchmarks.md");
        }
        if (file != null) {
            new MarkedRegion(file, quick ? "bench vector --quick" : "bench vector").replace(report.markdown());
            progress("rewritten: " + file);
        }
    }

    private void writeJson(Report report) throws IOException {
        if (json.getParent() != null) {
            Files.createDirectories(json.getParent());
        }
        Files.writeString(json, report.json());
    }

    private void progress(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }
}
