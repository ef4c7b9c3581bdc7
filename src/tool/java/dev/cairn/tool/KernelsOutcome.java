package dev.cairn.tool;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * The result of the demo of kernels.
 *
 * @param absent why there is no C, or an empty text
 */
record KernelsOutcome(List<Task> tasks, String absent, Verdict verdict) implements Outcome {
    /** A piece of work, and the ways in which it was done. */
    record Task(String name, List<Way> ways) {
        boolean isEqual() {
            return ways.stream().map(Way::result).distinct().count() == 1;
        }
    }

    /**
     * One way to do a piece of work.
     *
     * @param nanos the least time of all rounds
     * @param copied bytes that were copied
     * @param result the bits of the result, or a hash of it
     */
    record Way(String name, long nanos, long copied, long result) {}

    @Override
    public long files() {
        return 1;
    }

    @Override
    public boolean sound() {
        return tasks.stream().allMatch(Task::isEqual) && verdict.sound();
    }

    @Override
    public void print(PrintWriter out) {
        Report report = new Report();
        for (Task task : tasks) {
            report.row(task.name(), task.isEqual() ? "equal" : "FAILED", "");
            double java = task.ways().getFirst().nanos();
            for (Way way : task.ways()) {
                report.row(
                        "  " + way.name(),
                        String.format(Locale.ROOT, "%,.2f ms", way.nanos() / 1e6),
                        String.format(
                                Locale.ROOT,
                                "%.2f of Java; %s copied",
                                way.nanos() / java,
                                way.copied() == 0 ? "nothing" : ByteSize.toString(way.copied())));
            }
        }
        if (!absent.isEmpty()) {
            report.row("C in place", "left out", absent);
        }
        report.addVerdict(verdict);
        report.print(out);
    }
}
