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

/** What it costs to write a document, and to read it again. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodingBenchmark {
    @Param
    public Transport transport;

    @Param
    public Document document;

    private Coding<Object> coding;
    private Object value;
    private Object encoded;

    @Setup
    public void setUp() {
        CpuProfiler.watchReclaimer(transport);
        coding = transport.coding();
        value = document.value();
        encoded = coding.encode().apply(value);
    }

    @Benchmark
    public Object encode() {
        return coding.encode().apply(value);
    }

    @Benchmark
    public Object decode() {
        return coding.decode().apply(encoded);
    }
}
