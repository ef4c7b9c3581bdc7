package dev.cairn.bench.process;

import dev.cairn.bench.measure.Pace;
import dev.cairn.bench.measure.Plan;
import dev.cairn.bench.measure.Row;
import dev.cairn.bench.measure.Trial;
import java.util.ArrayList;
import java.util.List;

/** Which trials are run: in a quick run some of them, at another pace, and with a tenth of a gigabyte in place of one. */
final class ProcessPlans {
    private ProcessPlans() {}

    static Plan full(int forks) {
        return of(Operation.GIGABYTE, Pace.ofMillis(forks, 4, 1000, 6, 1000));
    }

    static Plan quick() {
        return of(Operation.TENTH, Pace.ofMillis(1, 3, 500, 3, 500));
    }

    private static Plan of(int largest, Pace pace) {
        List<Trial> trials = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            for (Row row : operation.rows(largest)) {
                for (Library library : Library.values()) {
                    if (library.supports(operation, row.size())) {
                        trials.add(new Trial(row, library));
                    }
                }
            }
        }
        return new Plan(trials, List.of(), List.of(), pace, pace);
    }
}
