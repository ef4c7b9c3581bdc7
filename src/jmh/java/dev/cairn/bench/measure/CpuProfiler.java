package dev.cairn.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import dev.cairn.Store;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
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

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final Set<Store> WATCHED = new CopyOnWriteArraySet<>();

    private CpuTimes before = new CpuTimes(0, ThreadTimes.NONE, 0);

    /** Counts the reclaimer of the standard store from now on, if {@code contender} is ours; a benchmark's setup calls it. */
    public static void watchReclaimer(Contender contender) {
        if (contender.side() == Contender.Side.OURS) {
            watchReclaimer(Store.standard());
        }
    }

    /** Counts the reclaimer of {@code store}, too, from now on. */
    public static void watchReclaimer(Store store) {
        WATCHED.add(store);
    }

    /** What was used so far. */
    public static CpuTimes used() {
        ThreadTimes threads = ThreadTimes.now();
        long reclaimer = WATCHED.stream()
                .mapToLong(store -> store.stats().reclaimerCpuNanos())
                .sum();
        return new CpuTimes(SYSTEM.getProcessCpuTime(), threads, reclaimer);
    }

    @Override
    public String getDescription() {
        return "CPU time of the process, the collector, the compiler and the reclaimer";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = used();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        CpuTimes used = used().since(before);
        double operations = result.getMetadata().getAllOps();
        List<ScalarResult> results = new ArrayList<>();
        results.add(perOperation(ALL, used.processNanos() / operations));
        results.add(perOperation(COLLECTOR, used.threads().collectorNanos() / operations));
        results.add(perOperation(COMPILER, used.threads().compilerNanos() / operations));
        results.add(perOperation(RECLAIMER, used.reclaimerNanos() / operations));
        return results;
    }

    private static ScalarResult perOperation(String name, double nanos) {
        return new ScalarResult(name, nanos, "ns/op", AggregationPolicy.AVG);
    }
}
