package dev.cairn.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import dev.cairn.Store;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * CPU time per operation over an iteration: of the whole process, and of it the collector's, the compiler's and our
 * reclaimer's share. It is taken the same way for every library.
 */
public final class CpuProfiler implements InternalProfiler {
    /** Names of the results, in nanoseconds per operation. */
    public static final String ALL = "cpu.all";

    public static final String COLLECTOR = "cpu.collector";
    public static final String COMPILER = "cpu.compiler";
    public static final String RECLAIMER = "cpu.reclaimer";

    private static volatile LongSupplier reclaimerNanos = () -> 0;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private long processBefore;
    private long reclaimerBefore;
    private ThreadTimes threadsBefore = ThreadTimes.NONE;

    /** Reads the reclaimer of the standard store from now on, if that is ours; a benchmark's setup calls it. */
    public static void watchReclaimer(Contender contender) {
        if (contender.side() == Contender.Side.OURS) {
            watchReclaimer(Store.standard());
        }
    }

    /** Reads the reclaimer of {@code store} from now on. */
    public static void watchReclaimer(Store store) {
        reclaimerNanos = () -> store.stats().reclaimerCpuNanos();
    }

    @Override
    public String getDescription() {
        return "CPU time of the process, the collector, the compiler and the reclaimer";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        threadsBefore = ThreadTimes.now();
        reclaimerBefore = reclaimerNanos.getAsLong();
        processBefore = system.getProcessCpuTime();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        long process = system.getProcessCpuTime() - processBefore;
        long reclaimer = reclaimerNanos.getAsLong() - reclaimerBefore;
        ThreadTimes threads = ThreadTimes.now().minus(threadsBefore);
        double operations = result.getMetadata().getAllOps();
        List<ScalarResult> results = new ArrayList<>();
        results.add(perOperation(ALL, process / operations));
        results.add(perOperation(COLLECTOR, threads.collectorNanos() / operations));
        results.add(perOperation(COMPILER, threads.compilerNanos() / operations));
        results.add(perOperation(RECLAIMER, reclaimer / operations));
        return results;
    }

    private static ScalarResult perOperation(String name, double nanos) {
        return new ScalarResult(name, nanos, "ns/op", AggregationPolicy.AVG);
    }
}
