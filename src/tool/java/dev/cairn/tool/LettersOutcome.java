package dev.cairn.tool;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** The result of the demo of letters. */
record LettersOutcome(
        long fileBytes, int counters, Passed byReference, Passed byCopying, Stopped stopped, Verdict verdict)
        implements Outcome {
    /**
     * The costs of passing the file.
     *
     * @param copied bytes of copies on the heap
     * @param taken bytes allocated off the heap, without the blob of the file
     * @param result the number of times that each byte is in the file
     */
    record Passed(long nanos, int slices, long messages, long copied, long taken, Map<Integer, Long> result) {}

    /**
     * The letters of an actor that was stopped.
     *
     * @param sent the number of unread letters
     * @param dropped the number of letters that went to dead letters, in one message
     * @param before live nodes before the letters were sent
     * @param queued live nodes while the letters waited
     * @param after live nodes after all was reclaimed
     */
    record Stopped(int sent, int dropped, long bytes, long nanos, long before, long queued, long after) {}

    @Override
    public long files() {
        return 1;
    }

    @Override
    public boolean sound() {
        return isCounted() && isBack() && verdict.sound();
    }

    private boolean isCounted() {
        long sum = byReference.result().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return sum == fileBytes && byReference.result().equals(byCopying.result());
    }

    private boolean isBack() {
        return stopped.sent() == stopped.dropped() && stopped.before() == stopped.after();
    }

    @Override
    public void print(PrintWriter out) {
        Report report = new Report();
        report.row("bytes of the file", fileBytes, ByteSize.toString(fileBytes));
        report.row("slices", byReference.slices(), "counted by %d actors".formatted(counters));
        add(report, "by reference", byReference);
        add(report, "by copying", byCopying);
        report.row(
                "results",
                isCounted() ? "equal" : "FAILED",
                "%d values of bytes; %,d bytes counted"
                        .formatted(byReference.result().size(), fileBytes));
        report.row(
                "letters dropped unread",
                stopped.dropped(),
                "%s, in %s, when their actor was stopped"
                        .formatted(ByteSize.toString(stopped.bytes()), millis(stopped.nanos())));
        report.row("nodes before them", stopped.before(), "");
        report.row("nodes with them", stopped.queued(), "");
        report.row("nodes after them", stopped.after(), isBack() ? "all counts are back" : "FAILED");
        report.addVerdict(verdict);
        report.print(out);
    }

    private static void add(Report report, String how, Passed passed) {
        report.row(how, millis(passed.nanos()), "%,d messages".formatted(passed.messages()));
        report.row("  bytes copied", passed.copied(), ByteSize.toString(passed.copied()));
        report.row("  bytes off the heap", passed.taken(), ByteSize.toString(passed.taken()) + " besides the file");
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%,.1f ms", nanos / 1e6);
    }
}
