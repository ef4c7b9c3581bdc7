package dev.cairn.bench.nativecode;

import dev.cairn.bench.measure.BenchCommand;
import dev.cairn.bench.measure.BenchJvm;
import dev.cairn.bench.measure.Footprint;
import dev.cairn.bench.measure.Pace;
import dev.cairn.bench.measure.Plan;
import dev.cairn.bench.measure.Row;
import dev.cairn.bench.measure.Timing;
import dev.cairn.bench.measure.Trial;
import dev.cairn.tool.CLibrary;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;

/** {@code bench native}: C and WebAssembly where the elements lie, and after copying, beside Java. */
@Command(name = "native", description = "Measures code in C and WebAssembly on collections beside Java.")
public final class NativeCommand extends BenchCommand {
    @Override
    protected Plan full(int forks) {
        return plan(Pace.ofMillis(forks, 4, 1000, 6, 1000));
    }

    @Override
    protected Plan quick() {
        return plan(Pace.ofMillis(1, 3, 500, 3, 500));
    }

    private static Plan plan(Pace pace) {
        List<Trial> trials = Arrays.stream(Task.values())
                .map(task -> new Row(task, "", task.size()))
                .flatMap(row -> Arrays.stream(Way.values())
                        .filter(way -> way.does((Task) row.workload()))
                        .map(way -> new Trial(row, way)))
                .toList();
        return new Plan(trials, List.of(), List.of(), pace, pace);
    }

    @Override
    protected Map<String, String> conditions() {
        return Map.of("C", CKernels.areThere() ? String.join(" ", CLibrary.COMMAND) : "left out: " + CLibrary.ABSENT);
    }

    @Override
    protected Timing time(Trial trial, BenchJvm jvm, Pace pace) throws RunnerException {
        Map<String, String> parameters = Map.of(
                "way", trial.contender().name(),
                "task", ((Task) trial.row().workload()).name());
        return jvm.time(NativeBenchmark.class, "run", parameters, pace);
    }

    @Override
    protected Footprint footprint(Trial trial) {
        throw new UnsupportedOperationException("no bytes are counted of " + trial.name());
    }
}
