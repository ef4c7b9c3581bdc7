package dev.cairn.bench.process;

import dev.cairn.bench.measure.CpuProfiler;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Changes of a table that no other process reads at the moment. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WritingBenchmark {
    @Param
    public Library library;

    @Param("1000")
    public int size;

    @Param("")
    public String directory;

    private Database database;
    private long[] keys;
    private int next;

    @Setup
    public void setUp() {
        database = library.open(Path.of(directory), size);
        database.fill(size);
        keys = Values.drawnKeys(size);
        if (database instanceof CairnDatabase ours) {
            CpuProfiler.watchReclaimer(ours.store());
        }
    }

    @TearDown
    public void tearDown() {
        database.close();
    }

    @Benchmark
    public void put() {
        int draw = next++;
        database.put(keys[draw & (keys.length - 1)], Values.value(draw));
    }
}
