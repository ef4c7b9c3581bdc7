package dev.cairn.bench.pattern;

import dev.cairn.bench.measure.BenchCommand;
import dev.cairn.bench.measure.BenchJvm;
import dev.cairn.bench.measure.Pace;
import dev.cairn.bench.measure.Plan;
import dev.cairn.bench.measure.Row;
import dev.cairn.bench.measure.Timing;
import dev.cairn.bench.measure.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;

/** {@code bench patterns}: everyday patterns. */
@Command(name = "patterns", description = "Measures everyday patterns beside Vavr, Clojure and java.util.")
public final class PatternCommand extends BenchCommand {
    @Override
    protected Plan full(int forks) {
        return plan(Pace.ofMillis(forks, 4, 700, 5, 700));
    }

    @Override
    protected Plan quick() {
        return plan(Pace.ofMillis(1, 4, 700, 2, 400)); // the compiler needs 3 s for rows of 100,000
    }

    private static Plan plan(Pace pace) {
        List<Trial> trials = Arrays.stream(Pattern.values())
                .flatMap(pattern -> pattern.sizes().stream().map(size -> new Row(pattern, "", size)))
                .flatMap(row -> Arrays.stream(Library.values())
                        .filter(((Pattern) row.workload())::isOf)
                        .map(library -> new Trial(row, library)))
                .toList();
        return new Plan(trials, List.of(), List.of(), pace, pace);
    }

    @Override
    protected Timing time(Trial trial, BenchJvm jvm, Pace pace) throws RunnerException {
        Map<String, String> parameters = Map.of(
                "library", trial.contender().name(),
                "pattern", ((Pattern) trial.row().workload()).name(),
                "size", Integer.toString(trial.row().size()));
        return jvm.time(PatternBenchmark.class, "round", parameters, pace);
    }
}
