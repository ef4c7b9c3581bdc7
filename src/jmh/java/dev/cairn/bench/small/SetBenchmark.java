package dev.cairn.bench.small;

import dev.cairn.bench.map.Entries;
import dev.cairn.bench.map.Keys;
import dev.cairn.bench.map.Sample;
import dev.cairn.bench.measure.CpuProfiler;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The operations of {@link Operation} on sets of longs, as {@code bench map} has them of maps. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SetBenchmark {
    /** Operations in one invocation where an operation is one element's. */
    private static final int BATCH = 1000;

    @Param
    public Family family;

    @Param({"3", "10", "30"})
    public int size;

    private SetOf<Object> sets;
    private Object[] elements;
    private Object[] fresh;
    private Object base;
    private Sample present;

    private Object version;
    private int left;
    private int position;

    @Setup
    public void setUp() {
        CpuProfiler.watchReclaimer(family);
        sets = family.sets();
        elements = Entries.numbered(Keys.LONG, 0, size).keys();
        fresh = Entries.numbered(Keys.LONG, size, size).keys();
        base = sets.of(elements);
        present = Sample.of(Keys.LONG, 0, size);
        version = base;
    }

    @Benchmark
    public Object bulk() {
        return sets.of(elements);
    }

    @Benchmark
    public Object build() {
        return sets.build(elements);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int get() {
        int from = position;
        int found = 0;
        for (int i = 0; i < BATCH; i++) {
            if (sets.contains(base, present.key(from + i))) {
                found++;
            }
        }
        position = from + BATCH;
        return found;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Object put() {
        Object current = version;
        for (int i = 0; i < BATCH; i++) {
            if (left == 0) {
                current = base;
                left = fresh.length;
            }
            left--;
            current = sets.add(current, fresh[left]);
        }
        version = current;
        return current;
    }

    @Benchmark
    public long iterate() {
        return sets.iterate(base);
    }
}
