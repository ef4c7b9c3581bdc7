package dev.cairn.tool;

import static dev.cairn.tool.Pauses.Lengths.millis;

import dev.cairn.tool.IndexWork.Crew;
import java.io.PrintWriter;
import java.lang.ref.Reference;

/** Repeats the work with Vavr's collections and compares both runs. */
final class Comparison {
    private Comparison() {}

    /** Repeats the work with Vavr's collections on the heap, and prints a table of both runs. */
    static void print(IndexOutcome ours, TextQueue texts, Crew crew, PrintWriter out) throws InterruptedException {
        HeapUse heap = new HeapUse();
        VavrIndex index = new VavrIndex();
        Readers readers = crew.readersOf(index);
        IndexWork work = IndexWork.run(index, texts, crew.writers(), readers);
        long heapBytes;
        try {
            heapBytes = heap.grownBy();
        } finally {
            Reference.reachabilityFence(readers);
            Reference.reachabilityFence(index);
        }
        Report report = new Report();
        report.row("", "Cairn", "Vavr");
        report.row("time", Report.seconds(ours.work().nanos()), Report.seconds(work.nanos()));
        report.row(
                "collector's pauses",
                millis(ours.work().pauses().millis()),
                millis(work.pauses().millis()));
        report.row(
                "longest pause",
                millis(ours.work().pauses().longest()),
                millis(work.pauses().longest()));
        report.row("held on the heap", ByteSize.toString(ours.heapBytes()), ByteSize.toString(heapBytes));
        report.row("held off the heap", ByteSize.toString(ours.stats().liveBytes()), "0 B");
        report.row(
                "snapshots held",
                ours.findings().held(),
                "%,d".formatted(readers.findings().held()));
        out.println();
        out.println("What Cairn did for you, beside the same work on Vavr's HashMap and Vector:");
        report.print(out);
    }
}
