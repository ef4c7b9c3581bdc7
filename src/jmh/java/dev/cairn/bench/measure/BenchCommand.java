package dev.cairn.bench.measure;

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

/** A subcommand that measures one structure: runs a plan, prints a line a row, writes JSON and the docs' tables. */
@Command(
        footer = {
            "",
            "A row: operation, size, ours, best peer of this run, the peer's, ratio (below",
            "1, ours is faster); the same of all CPU time; what of ours the reclaimer and",
            "the collector took."
        })
public abstract class BenchCommand implements Callable<Integer> {
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
            description = "Only trials whose name has a match; --list shows the names.")
    @Nullable
    Pattern only;

    @Option(names = "--list", description = "Only print the names of the trials.")
    boolean list;

    @Option(names = "--smoke", description = "One moment a trial: shows that all of them run, and measures nothing.")
    boolean smoke;

    @Option(names = "--forks", defaultValue = "1", description = "JVMs a trial of a full run (default: 1).")
    int forks;

    @Option(names = "--no-huge-pages", description = "Small pages for heap and store (default: huge pages for both).")
    boolean smallPages;

    @Option(names = "--json", description = "File of the figures (default: bench-<structure>.json in target).")
    @Nullable
    Path json;

    @Option(
            names = "--out",
            description = "Markdown file whose marked region is rewritten (default: docs/benchmarks.md, and no file"
                    + " with --only, --smoke or --no-huge-pages).")
    @Nullable
    Path out;

    @Spec
    CommandSpec spec;

    private int failures;

    /** Everything that can be measured of the structure. */
    protected abstract Plan full(int forks);

    /** What of it fits into five minutes. */
    protected abstract Plan quick();

    /** Times a trial; nanoseconds of one invocation. */
    protected abstract Timing time(Trial trial, BenchJvm jvm, Pace pace) throws RunnerException, IOException;

    /** Counts bytes; called if the plan has such trials. */
    protected Footprint footprint(Trial trial) throws IOException {
        throw new UnsupportedOperationException("no bytes are counted of " + trial.name());
    }

    /** Counts the pauses under a trial's load; called if the plan has such trials. */
    protected Pauses pauses(Trial trial, BenchJvm jvm) throws IOException {
        throw new UnsupportedOperationException("no pauses are counted of " + trial.name());
    }

    /** What else a reader of the figures must know, a line each. */
    protected Map<String, String> conditions() throws IOException {
        return Map.of();
    }

    @Override
    public final Integer call() throws IOException {
        if (forks < 1) {
            throw new ParameterException(spec.commandLine(), "--forks must be at least 1, not " + forks);
        }
        Plan plan = quick ? quick() : full(forks);
        if (only != null) {
            plan = plan.only(only.asPredicate());
        }
        if (smoke) {
            plan = plan.at(Pace.MOMENT);
        }
        if (plan.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--only " + only + " leaves no trial");
        }
        if (list) {
            List.of(plan.trials(), plan.footprints(), plan.pauses())
                    .forEach(trials -> trials.forEach(trial -> print(trial.name())));
            return 0;
        }
        Map<String, String> machine = Machine.describe(BenchJvm.forTimes(!smallPages));
        machine.put("run", quick ? "quick" : "full, " + forks + " JVM a trial");
        machine.putAll(conditions());
        if (!plan.pauses().isEmpty()) {
            machine.put(
                    "JVM arguments for pauses",
                    String.join(" ", BenchJvm.forPauses(!smallPages).arguments()));
        }
        Report report = new Report(machine, new Results());
        run(plan, report);
        write(report);
        return failures == 0 ? 0 : 1;
    }

    private void run(Plan plan, Report report) throws IOException {
        Results results = report.results();
        timeAll(plan, report);
        for (Trial trial : plan.footprints()) {
            progress(trial.name());
            attempt(trial, () -> {
                Footprint bytes = footprint(trial);
                results.add(trial, bytes);
                print(bytes.line(trial));
            });
        }
        for (Trial trial : plan.pauses()) {
            progress(trial.name());
            attempt(trial, () -> {
                Pauses pauses = pauses(trial, BenchJvm.forPauses(!smallPages));
                results.add(trial, pauses);
                print(pauses.line(trial));
            });
        }
    }

    private void timeAll(Plan plan, Report report) throws IOException {
        BenchJvm jvm = BenchJvm.forTimes(!smallPages);
        Results results = report.results();
        List<Trial> trials = plan.trials();
        if (!trials.isEmpty()) {
            print(Comparison.HEADING);
        }
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            Row row = trial.row();
            progress("[%d/%d] %s".formatted(i + 1, trials.size(), trial.name()));
            attempt(trial, () -> {
                Timing timing = time(trial, jvm, plan.pace(trial));
                results.add(trial, row.workload().isPerElement() ? timing.dividedBy(row.size()) : timing);
            });
            boolean lastOfRow =
                    i + 1 == trials.size() || !trials.get(i + 1).row().equals(row);
            if (lastOfRow) {
                results.comparisons(row).forEach(comparison -> print(comparison.line()));
                writeJson(report);
            }
        }
    }

    /** Takes one figure; a failure is told and counted, and the run goes on. */
    private void attempt(Trial trial, Measurement measurement) {
        try {
            measurement.take();
        } catch (RunnerException | IOException e) {
            failures++;
            progress("failed: " + trial.name() + ": " + e.getMessage());
        }
    }

    private interface Measurement {
        void take() throws RunnerException, IOException;
    }

    private void write(Report report) throws IOException {
        writeJson(report);
        Path file = out;
        if (file == null && only == null && !smoke && !smallPages) {
            file = Path.of("docs", "benchmarks.md");
        }
        if (file != null) {
            new MarkedRegion(file, "bench " + spec.name() + (quick ? " --quick" : "")).replace(report.markdown());
            progress("rewritten: " + file);
        }
    }

    private void writeJson(Report report) throws IOException {
        Path file = json == null ? Path.of("target", "bench-" + spec.name() + ".json") : json;
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        Files.writeString(file, report.json());
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private void progress(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }
}
