package dev.cairn.bench.small;

import dev.cairn.bench.measure.BenchCommand;
import dev.cairn.bench.measure.BenchJvm;
import dev.cairn.bench.measure.Footprint;
import dev.cairn.bench.measure.Pace;
import dev.cairn.bench.measure.Plan;
import dev.cairn.bench.measure.Row;
import dev.cairn.bench.measure.Timing;
import dev.cairn.bench.measure.Trial;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;

/** {@code bench small}: maps, sets and vectors of a few elements, and a million of them together. */
@Command(name = "small", description = "Measures small maps, sets and vectors, and a million of them together.")
public final class SmallCommand extends BenchCommand {
    @Override
    protected Plan full(int forks) {
        return SmallPlans.full(forks);
    }

    @Override
    protected Plan quick() {
        return SmallPlans.quick();
    }

    @Override
    protected Timing time(Trial trial, BenchJvm jvm, Pace pace) throws RunnerException, IOException {
        Row row = trial.row();
        Shape shape = Shape.labelled(row.variant());
        Family family = (Family) trial.contender();
        return row.workload() instanceof Phase phase
                ? ManyProgram.time(family, shape, phase, jvm, pace)
                : shape.time(family, (Operation) row.workload(), row.size(), jvm, pace);
    }

    @Override
    protected Footprint footprint(Trial trial) throws IOException {
        Row row = trial.row();
        return Footprint.of(
                SmallFootprint.class,
                List.of(trial.contender().name(), Shape.labelled(row.variant()).name(), Integer.toString(row.size())));
    }
}
