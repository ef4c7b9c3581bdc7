package dev.cairn.bench.mixed;

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

/** {@code bench mixed}: a document in nested maps and vectors of all libraries. */
@Command(name = "mixed", description = "Measures a program that reads, walks, edits, compares and writes a document.")
public final class MixedCommand extends BenchCommand {
    private static final int THOUSAND = 1000;

    @Override
    protected Plan full(int forks) {
        return plan(Pace.ofMillis(forks, 5, 1000, 6, 1000));
    }

    @Override
    protected Plan quick() {
        return plan(Pace.ofMillis(1, 3, 700, 3, 400));
    }

    private static Plan plan(Pace pace) {
        int kilobytes = Math.round((float) Shop.json(Shop.CUSTOMERS).length / THOUSAND);
        List<Trial> trials = Arrays.stream(Operation.values())
                .flatMap(operation -> Arrays.stream(Library.values())
                        .filter(library -> library.supports(operation))
                        .map(library -> new Trial(new Row(operation, "", kilobytes), library)))
                .toList();
        List<Trial> footprints = Arrays.stream(Library.values())
                .map(library -> new Trial(new Row(Footprint.BYTES, "per kilobyte of JSON", kilobytes), library))
                .toList();
        return new Plan(trials, footprints, List.of(), pace, pace);
    }

    @Override
    protected Timing time(Trial trial, BenchJvm jvm, Pace pace) throws RunnerException {
        String library = trial.contender().name();
        return jvm.time(MixedBenchmark.class, trial.row().workload().label(), Map.of("library", library), pace);
    }

    @Override
    protected Footprint footprint(Trial trial) throws IOException {
        return Footprint.of(MixedFootprint.class, List.of(trial.contender().name()));
    }
}
