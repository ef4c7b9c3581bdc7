package dev.cairn.bench.vector;

import dev.cairn.bench.measure.CpuProfiler;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The operations of {@link Operation} that move elements to other indexes, timed on one library at one size. Some
 * libraries copy everything, so an invocation is one operation.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReshapeBenchmark {
    /** How far from the middle the halves meet: not where a leaf ends. */
    private static final int OFF_MIDDLE = 5;

    private static final int INDEXES = 1 << 20;
    private static final int FRESH_VALUES = 1 << 16;

    @Param
    public Library library;

    @Param({"10000", "1000000"})
    public int size;

    private LongSequence<Object> sequence;
    private Values fresh;
    private Object base;
    private Object firstHalf;
    private Object secondHalf;
    private int[] indexes;

    private Object version;
    private int made;
    private int position;

    @Setup
    public void setUp() {
        CpuProfiler.watchReclaimer(library);
        sequence = library.sequence();
        fresh = Values.counting(size, FRESH_VALUES);
        base = sequence.bulk(Values.counting(0, size));
        int half = size / 2 + OFF_MIDDLE;
        firstHalf = sequence.bulk(Values.counting(0, half));
        secondHalf = sequence.bulk(Values.counting(half, size - half));
        indexes = new Random(42).ints(INDEXES, 0, size).toArray();
        version = base;
    }

    @Benchmark
    public Object concat() {
        return sequence.concat(firstHalf, secondHalf);
    }

    @Benchmark
    public Object slice() {
        return sequence.slice(base, size / 4, size / 4 + size / 2);
    }

    @Benchmark
    public Object insert() {
        beginAgainAfter(size);
        version = sequence.insert(version, index(size + made), fresh, freshValue());
        made++;
        return version;
    }

    @Benchmark
    public Object remove() {
        beginAgainAfter(size / 2);
        version = sequence.removeAt(version, index(size - made));
        made++;
        return version;
    }

    @Benchmark
    public Object prepend() {
        beginAgainAfter(size);
        version = sequence.prepend(version, fresh, freshValue());
        made++;
        return version;
    }

    private void beginAgainAfter(int length) {
        if (made == length) {
            made = 0;
            version = base;
        }
    }

    /** The next random index below {@code count}. */
    private int index(int count) {
        position++;
        return (int) ((long) indexes[position & (INDEXES - 1)] * count / size);
    }

    private int freshValue() {
        return made & (FRESH_VALUES - 1);
    }
}
