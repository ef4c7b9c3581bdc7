package dev.cairn.bench.vector;

import dev.cairn.bench.measure.CpuProfiler;
import java.util.Random;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * The operations of {@link Operation}, timed on one library at one size.
 *
 * <p>Chains run on from one invocation to the next, so versions die all the time and the reclaiming they cause falls
 * into the measured iterations.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VectorBenchmark {
    /** Operations in one invocation where an operation is one element's. */
    private static final int BATCH = 1000;

    private static final int VERSIONS_KEPT = 20_000;
    private static final int FEWEST_INDEXES = 1 << 12;
    private static final int MOST_INDEXES = 1 << 20;
    private static final int FRESH_VALUES = 1 << 16;

    @Param
    public Library library;

    @Param({"100", "10000", "1000000", "10000000"})
    public int size;

    private LongSequence<Object> sequence;
    private Values values;
    private Values fresh;
    private Object base;
    private int[] indexes;
    private Object[] kept;

    private Object version;
    private int left;
    private int position;

    @Setup
    public void setUp() {
        CpuProfiler.watchReclaimer(library);
        sequence = library.sequence();
        values = Values.counting(0, size);
        fresh = Values.counting(size, FRESH_VALUES);
        base = sequence.bulk(values);
        int count = Math.clamp(Integer.highestOneBit(size) * 2L, FEWEST_INDEXES, MOST_INDEXES);
        indexes = new Random(42).ints(count, 0, size).toArray();
        kept = new Object[VERSIONS_KEPT];
        version = base;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Object append() {
        Object current = version;
        for (int i = 0; i < BATCH; i++) {
            if (left == 0) {
                current = base;
                left = size;
            }
            left--;
            current = sequence.append(current, fresh, left & (FRESH_VALUES - 1));
        }
        version = current;
        return current;
    }

    @Benchmark
    public Object build() {
        return sequence.build(values);
    }

    @Benchmark
    public Object bulk() {
        return sequence.bulk(values);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long get() {
        int from = position;
        long sum = 0;
        for (int i = 0; i < BATCH; i++) {
            sum += sequence.get(base, indexes[(from + i) & (indexes.length - 1)]);
        }
        position = from + BATCH;
        return sum;
    }

    @Benchmark
    public long iterate() {
        return sequence.iterate(base);
    }

    @Benchmark
    public long fold() {
        return sequence.fold(base);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Object update() {
        int from = position;
        Object current = version;
        for (int i = 0; i < BATCH; i++) {
            current = updated(current, from + i);
        }
        position = from + BATCH;
        version = current;
        return current;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void updateSame(Blackhole results) {
        int from = position;
        for (int i = 0; i < BATCH; i++) {
            results.consume(updated(base, from + i));
        }
        position = from + BATCH;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Object updateKeeping() {
        int from = position;
        int slot = left;
        Object current = version;
        for (int i = 0; i < BATCH; i++) {
            current = updated(current, from + i);
            kept[slot] = current;
            slot = slot + 1 == VERSIONS_KEPT ? 0 : slot + 1;
        }
        position = from + BATCH;
        left = slot;
        version = current;
        return current;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Object removeLast() {
        Object current = version;
        for (int i = 0; i < BATCH; i++) {
            if (left == 0) {
                current = base;
                left = size / 2;
            }
            left--;
            current = sequence.removeLast(current);
        }
        version = current;
        return current;
    }

    private Object updated(Object current, int at) {
        int index = indexes[at & (indexes.length - 1)];
        return sequence.update(current, index, fresh, at & (FRESH_VALUES - 1));
    }
}
