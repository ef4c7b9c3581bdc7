package dev.cairn.bench.measure;

import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What one measurement gave, in nanoseconds per operation.
 *
 * @param elapsed median over the iterations of the calling thread's elapsed time, pauses included
 * @param cpu mean CPU time of the whole process
 * @param collector the garbage collector's part of {@code cpu}
 * @param compiler the compilers' part of {@code cpu}; where it is not small, the warm-up was too short
 * @param reclaimer our reclaimer's part of {@code cpu}
 */
public record Timing(double elapsed, double cpu, double collector, double compiler, double reclaimer) {
    /** Of what was not measured. */
    static final Timing NONE = new Timing(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    static Timing of(RunResult result) {
        return new Timing(
                result.getPrimaryResult().getStatistics().getPercentile(50),
                mean(result, CpuProfiler.ALL),
                mean(result, CpuProfiler.COLLECTOR),
                mean(result, CpuProfiler.COMPILER),
                mean(result, CpuProfiler.RECLAIMER));
    }

    /** Of single samples, of which only the elapsed time is known. */
    public static Timing ofElapsed(double nanos) {
        return new Timing(nanos, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    public Timing dividedBy(int parts) {
        return new Timing(elapsed / parts, cpu / parts, collector / parts, compiler / parts, reclaimer / parts);
    }

    private static double mean(RunResult result, String name) {
        Result<?> secondary = result.getSecondaryResults().get(name);
        return secondary == null ? Double.NaN : secondary.getScore();
    }
}
