package dev.cairn.bench.map;

import dev.cairn.bench.measure.BenchCommand;
import dev.cairn.bench.measure.BenchJvm;
import dev.cairn.bench.measure.Footprint;
import dev.cairn.bench.measure.Pace;
import dev.cairn.bench.measure.Pauses;
import dev.cairn.bench.measure.Plan;
import dev.cairn.bench.measure.Timing;
import dev.cairn.bench.measure.Trial;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench map}: the maps of all libraries, swaps of atoms that hold one, and pauses under a large one. */
@Command(name = "map", description = "Measures the maps beside those of other libraries.")
public final class MapCommand extends BenchCommand {
    @Option(
            names = "--pause-seconds",
            defaultValue = "20",
            description = "How long pauses are counted of each library (default: 20).")
    int pauseSeconds;

    @Override
    protected Plan full(int forks) {
        return MapPlans.full(forks);
    }

    @Override
    protected Plan quick() {
        return MapPlans.quick();
    }

    @Override
    protected Timing time(Trial trial, BenchJvm jvm, Pace pace) throws RunnerException {
        Operation operation = (Operation) trial.row().workload();
        Map<String, String> parameters =
                Map.of("library", trial.contender().name(), "keys", keys(trial), "size", size(trial));
        return jvm.time(operation.benchmark(Keys.valueOf(keys(trial))), operation.label(), parameters, pace);
    }

    @Override
    protected Footprint footprint(Trial trial) throws IOException {
        return Footprint.of(MapFootprint.class, List.of(trial.contender().name(), keys(trial), size(trial)));
    }

    @Override
    protected Pauses pauses(Trial trial, BenchJvm jvm) throws IOException {
        return Pauses.of(
                jvm, PauseLoad.class, List.of(trial.contender().name(), size(trial), Integer.toString(pauseSeconds)));
    }

    private static String keys(Trial trial) {
        return Keys.labelled(trial.row().variant()).name();
    }

    private static String size(Trial trial) {
        return Integer.toString(trial.row().size());
    }
}
