package dev.cairn.bench.pattern;

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

/** One round of a pattern. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PatternBenchmark {
    @Param("CAIRN")
    public String library;

    @Param("QUEUE")
    public String pattern;

    @Param("10")
    public int size;

    private Turns<?> turns;

    @Setup
    public void setUp() {
        Library contender = Library.valueOf(library);
        CpuProfiler.watchReclaimer(contender);
        turns = Pattern.valueOf(pattern).turns(contender, size);
    }

    @Benchmark
    public Object round() {
        return turns.next();
    }
}
