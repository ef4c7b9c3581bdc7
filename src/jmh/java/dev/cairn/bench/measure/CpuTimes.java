package dev.cairn.bench.measure;

/**
 * CPU time that was used so far, or in a span.
 *
 * @param processNanos of the whole process
 * @param threads the collector's and the compilers' part of it
 * @param reclaimerNanos our reclaimers' part of it
 */
public record CpuTimes(long processNanos, ThreadTimes threads, long reclaimerNanos) {
    public CpuTimes since(CpuTimes earlier) {
        return new CpuTimes(
                processNanos - earlier.processNanos,
                threads.minus(earlier.threads),
                reclaimerNanos - earlier.reclaimerNanos);
    }
}
