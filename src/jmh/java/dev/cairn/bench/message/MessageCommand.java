package dev.cairn.bench.message;

import dev.cairn.bench.measure.BenchCommand;
import dev.cairn.bench.measure.BenchJvm;
import dev.cairn.bench.measure.Pace;
import dev.cairn.bench.measure.Plan;
import dev.cairn.bench.measure.Row;
import dev.cairn.bench.measure.Timing;
import dev.cairn.bench.measure.Trial;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;

/** {@code bench message}: stones beside copies, mailboxes beside queues, Wota and Nota beside other formats. */
@Command(
        name = "message",
        description = "Measures letters beside copies, mailboxes beside queues, and formats beside formats.")
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
        return jvm.time(operation.benchmark(), operation.label(), parameters(trial), pace);
    }

    private static Map<String, String> parameters(Trial trial) {
        Row row = trial.row();
        String transport = trial.contender().name();
        return row.workload().isOfKilobytes()
                ? Map.of(
                        "transport",
                        transport,
                        "document",
                        Document.labelled(row.variant()).name())
                : Map.of("transport", transport, "size", Integer.toString(row.size()));
    }
}
