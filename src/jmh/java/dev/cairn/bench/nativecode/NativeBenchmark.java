package dev.cairn.bench.nativecode;

import dev.cairn.bench.measure.CpuProfiler;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A task, done once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NativeBenchmark {
    @Param("JAVA")
    public String way;

    @Param("SUM_LONGS")
    public String task;

    private Work work;

    @Setup
    public void setUp() {
        CpuProfiler.watchReclaimer(Data.store());
        work = Way.valueOf(way).work(Task.valueOf(task));
    }

    @Benchmark
    public Object run() throws Throwable {
        return work.run();
    }
}
