package dev.cairn.bench.pattern;

import dev.cairn.bench.measure.BenchCommand;
import dev.cairn.bench.measure.BenchJvm;
import dev.cairn.bench.measure.Footprint;
import dev.cairn.bench.measure.Pace;
import dev.cairn.bench.measure.Plan;
import dev.cairn.bench.measure.Row;
import dev.cairn.bench.measure.Timing;
import dev.cairn.bench.measure.Trial;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;

/** {@code bench patterns}: everyday patterns, and what many small maps take. */
@Command(name = "patterns", description = "Measures everyday patterns beside Vavr, Clojure and java.util.")
public final class PatternCommand extends BenchCommand {
    private static final int SMALL_MAPS = 500_000;

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
        Row smallMaps = new Row(Footprint.BYTES, "maps of three entries", SMALL_MAPS);
        List<Trial> footprints = Arrays.stream(Library.values())
                .filter(SmallMapsFootprint::isOf)
                .map(library -> new Trial(smallMaps, library))
                .toList();
        return new Plan(trials, footprints, List.of(), pace, pace);
    }

    @Override
    protected Timing time(Trial trial, BenchJvm jvm, Pace pace) throws RunnerException {
        Map<String, String> parameters = Map.of(
                "library", trial.contender().name(),
                "pattern", ((Pattern) trial.row().workload()).name(),
                "size", Integer.toString(trial.row().size()));
        return jvm.time(PatternBenchmark.class, "round", parameters, pace);
    }

    @Override
    protected Footprint footprint(Trial trial) throws IOException {
        return Footprint.of(
                SmallMapsFootprint.class,
                List.of(trial.contender().name(), Integer.toString(trial.row().size())));
    }
}
