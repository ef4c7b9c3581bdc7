package dev.cairn.bench.message;

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

/** What it costs to send a value and receive it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StoneBenchmark {
    @Param
    public Transport transport;

    @Param("1024")
    public int size;

    private Passing passing;

    @Setup
    public void setUp() {
        CpuProfiler.watchReclaimer(transport);
        passing = transport.passing(size);
    }

    @Benchmark
    public Object pass() {
        return passing.pass();
    }
}
