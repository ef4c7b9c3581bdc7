package dev.cairn.tool;

import dev.cairn.tool.Diary.Count;
import dev.cairn.tool.ProcessesRun.End;
import dev.cairn.tool.ProcessesRun.Ended;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The result of the demo of processes.
 *
 * @param ended all processes that ran
 * @param counts the number of swaps that the map has of each
 * @param left the letters that no process received
 * @param verdict what a recount of all references found
 * @param lostBytes what kills had lost, which that recount gave back
 * @param lostAfter what a second recount found lost, which must be nothing
 */
record ProcessesOutcome(
        List<Ended> ended,
        Map<Integer, Long> counts,
        Parcels.Left left,
        Verdict verdict,
        long lostBytes,
        long lostAfter) {
    /** Whether all checks held. */
    boolean sound() {
        return ended.stream().allMatch(this::isCounted)
                && isKnown()
                && sum(Count.CHANGED) == 0
                && sum(Count.WRONG) == 0
                && isDelivered()
                && verdict.sound()
                && lostAfter == 0;
    }

    /** Whether all swaps in the map are of processes that ran. */
    private boolean isKnown() {
        return ended.stream().map(Ended::life).collect(Collectors.toSet()).containsAll(counts.keySet());
    }

    /** A swap that is in the map was begun, and one that is done is in the map. */
    private boolean isCounted(Ended life) {
        long count = counts.getOrDefault(life.life(), 0L);
        long begun = life.get(Count.BEGUN);
        long done = life.get(Count.DONE);
        return life.end() == End.KILLED
                ? done <= count && count <= begun
                : life.end() == End.STOPPED && done == count && count == begun;
    }

    /**
     * Whether each letter that was sent is somewhere, and came once. A process that is killed can have sent one letter that it has not noted, and
     * one that it took can count as lost, too.
     */
    private boolean isDelivered() {
        long sent = sum(Count.SENT);
        long seen = sum(Count.RECEIVED) + left.unread();
        return sent <= seen + left.lost() && seen <= sent + number(End.KILLED) && left.lost() <= number(End.KILLED);
    }

    private long sum(Count count) {
        return ended.stream().mapToLong(life -> life.get(count)).sum();
    }

    private long number(End end) {
        return ended.stream().filter(life -> life.end() == end).count();
    }

    private Latencies latencies(Function<Diary, Latencies> part) {
        Latencies all = Latencies.none();
        ended.forEach(life -> all.addAll(part.apply(life.diary())));
        return all;
    }

    void print(PrintWriter out, PipeProbe pipe, long blobBytes) {
        Report report = new Report();
        report.row("processes killed", number(End.KILLED), "");
        report.row("processes stopped", number(End.STOPPED), "at the end");
        report.row("processes failed", number(End.FAILED), number(End.FAILED) == 0 ? "" : "FAILED");
        addSwaps(report);
        addLetters(report);
        report.row("lost bytes", lostBytes, "what the killed had in their hands; it is free again");
        report.row("lost bytes after that", lostAfter, lostAfter == 0 ? "" : "FAILED");
        report.addVerdict(verdict);
        report.print(out);
        out.println();
        out.println(Latencies.heading());
        String blob = ByteSize.toString(blobBytes);
        out.println(latencies(Diary::swaps).line("a swap of the atom"));
        out.println(latencies(Diary::letters).line("a letter with a blob of " + blob + ", by reference"));
        out.println(pipe.numbers().line("8 bytes through a pipe"));
        out.println(pipe.blobs().line("a copy of " + blob + " through a pipe"));
        out.flush();
    }

    private void addLetters(Report report) {
        report.row("letters sent", sum(Count.SENT), "each refers to a blob");
        report.row(
                "letters received",
                sum(Count.RECEIVED),
                "%,d lost by kills of who received, %,d unread at the end%s"
                        .formatted(left.lost(), left.unread(), isDelivered() ? "" : "; FAILED"));
        report.row("blobs that were wrong", sum(Count.WRONG), sum(Count.WRONG) == 0 ? "" : "FAILED");
    }

    private void addSwaps(Report report) {
        long inMap = counts.values().stream().mapToLong(Long::longValue).sum();
        long wrong = ended.stream().filter(life -> !isCounted(life)).count();
        report.row("swaps", inMap, "%,d begun, %,d done".formatted(sum(Count.BEGUN), sum(Count.DONE)));
        report.row(
                "sums",
                wrong == 0 && isKnown() ? "exact" : "FAILED",
                wrong == 0 ? "" : "of %d processes".formatted(wrong));
        report.row("snapshots held", sum(Count.HELD), "for a second or more");
        report.row("snapshots changed", sum(Count.CHANGED), sum(Count.CHANGED) == 0 ? "" : "FAILED");
    }
}
