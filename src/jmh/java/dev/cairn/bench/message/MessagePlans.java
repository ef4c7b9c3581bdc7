package dev.cairn.bench.message;

import dev.cairn.bench.measure.Pace;
import dev.cairn.bench.measure.Plan;
import dev.cairn.bench.measure.Row;
import dev.cairn.bench.measure.Trial;
import java.util.ArrayList;
import java.util.List;

/** Which trials are run: the same in a quick run, at another pace. */
final class MessagePlans {
    private MessagePlans() {}

    static Plan full(int forks) {
        return at(Pace.ofMillis(forks, 4, 1000, 6, 1000));
    }

    static Plan quick() {
        return at(Pace.ofMillis(1, 3, 500, 3, 500));
    }

    private static Plan at(Pace pace) {
        List<Trial> trials = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            for (Row row : operation.rows()) {
                for (Transport transport : Transport.values()) {
                    if (transport.supports(operation, row.size())) {
                        trials.add(new Trial(row, transport));
                    }
                }
            }
        }
        return new Plan(trials, List.of(), List.of(), pace, pace);
    }
}
