package dev.cairn.bench.process;

import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.Store;
import dev.cairn.bench.measure.CpuProfiler;
import dev.cairn.codec.Codec;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a store in a file costs where no other process is concerned: it notes in its ledger what this process owns. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeepingBenchmark {
    @Param({"CAIRN", "IN_MEMORY"})
    public Library library;

    @Param("1000")
    public int size;

    @Param("")
    public String directory;

    private CairnDatabase database;
    private PMap<Long, Long> map;
    private LongVector vector;
    private long[] keys;
    private int next;

    @Setup
    public void setUp() {
        database = (CairnDatabase) library.open(Path.of(directory), size);
        Store store = database.store();
        keys = Values.drawnKeys(size);
        PMap.Builder<Long, Long> builder = PMap.builder(store, Codec.LONG, Codec.LONG);
        for (long number = 0; number < size; number++) {
            builder.put(Values.key(number), number);
        }
        map = builder.build();
        vector = LongVector.of(store, LongStream.range(0, size).toArray());
        CpuProfiler.watchReclaimer(store);
    }

    @TearDown
    public void tearDown() {
        database.close();
    }

    @Benchmark
    public Object update() {
        int draw = next++;
        map = map.put(keys[draw & (keys.length - 1)], (long) draw);
        return map;
    }

    /** The first one claims the next place of the tail; each other one finds it taken, and so begins a base of its own. */
    @Benchmark
    public Object base() {
        return vector.append(next++);
    }
}
