package dev.cairn.bench.message;

import dev.cairn.bench.measure.BenchCommand;
import dev.cairn.bench.measure.BenchJvm;
import dev.cairn.bench.measure.Footprint;
import dev.cairn.bench.measure.Pace;
import dev.cairn.bench.measure.Plan;
import dev.cairn.bench.measure.Timing;
import dev.cairn.bench.measure.Trial;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;

/** {@code bench message}: stones beside copies, mailboxes beside queues. */
@Command(name = "message", description = "Measures letters beside copies, and mailboxes beside queues.")
public final class MessageCommand extends BenchCommand {
    @Override
    protected Plan full(int forks) {
        return MessagePlans.full(forks);
    }

    @Override
    protected Plan quick() {
        return MessagePlans.quick();
    }

    @Override
    protected Timing time(Trial trial, BenchJvm jvm, Pace pace) throws RunnerException {
        Operation operation = (Operation) trial.row().workload();
        Map<String, String> parameters = Map.of(
                "transport",
                trial.contender().name(),
                "size",
                Integer.toString(trial.row().size()));
        return jvm.time(operation.benchmark(), operation.label(), parameters, pace);
    }

    @Override
    protected Footprint footprint(Trial trial) {
        throw new UnsupportedOperationException("no bytes are counted of " + trial.name());
    }
}
