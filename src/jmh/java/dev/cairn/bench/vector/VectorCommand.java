package dev.cairn.bench.vector;

import dev.cairn.bench.measure.BenchCommand;
import dev.cairn.bench.measure.BenchJvm;
import dev.cairn.bench.measure.Footprint;
import dev.cairn.bench.measure.Pace;
import dev.cairn.bench.measure.Plan;
import dev.cairn.bench.measure.Timing;
import dev.cairn.bench.measure.Trial;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;

/** {@code bench vector}: the vectors of all libraries. */
@Command(name = "vector", description = "Measures the vectors beside those of other libraries.")
public final class VectorCommand extends BenchCommand {
    @Override
    protected Plan full(int forks) {
        return VectorPlans.full(forks);
    }

    @Override
    protected Plan quick() {
        return VectorPlans.quick();
    }

    @Override
    protected Timing time(Trial trial, BenchJvm jvm, Pace pace) throws RunnerException {
        Operation operation = (Operation) trial.row().workload();
        Map<String, String> parameters = Map.of(
                "library",
                trial.contender().name(),
                "size",
                Integer.toString(trial.row().size()));
        return jvm.time(operation.benchmark(), operation.label(), parameters, pace);
    }

    @Override
    protected Footprint footprint(Trial trial) throws IOException {
        return Footprint.of(
                VectorFootprint.class,
                List.of(trial.contender().name(), Integer.toString(trial.row().size())));
    }
}
