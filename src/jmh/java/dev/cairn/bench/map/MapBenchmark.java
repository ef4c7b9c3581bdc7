package dev.cairn.bench.map;

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
import org.openjdk.jmh.annotations.Threads;

/**
 * The operations of {@link Operation} on one version or a chain of them, timed on one library at one size.
 *
 * <p>Chains run on from one invocation to the next, so versions die all the time and the reclaiming they cause falls
 * into the measured iterations.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MapBenchmark {
    /** Operations in one invocation where an operation is one entry's. */
    private static final int BATCH = 1000;

    private static final int FOUR = 4;

    @Param
    public Library library;

    @Param
    public Keys keys;

    @Param({"100", "10000", "1000000"})
    public int size;

    private Mapping<Object> mapping;
    private Entries entries;
    private Object base;
    private Sample present;
    private Sample absent;

    private Object version;
    private int left;
    private int position;

    @Setup
    public void setUp() {
        CpuProfiler.watchReclaimer(library);
        mapping = library.mapping();
        entries = Entries.numbered(keys, 0, size);
        base = mapping.bulk(entries);
        present = Sample.of(keys, 0, size);
        absent = Sample.of(keys, 2 * size, size);
        version = base;
    }

    /** Entries that a chain adds. */
    @State(Scope.Thread)
    public static class Fresh {
        private Entries entries;

        @Setup
        public void setUp(MapBenchmark benchmark) {
            entries = Entries.numbered(benchmark.keys, benchmark.size, benchmark.size);
        }
    }

    /** Keys that a chain removes: half of those there, in another order than they were put. */
    @State(Scope.Thread)
    public static class Going {
        private Object[] keys;

        @Setup
        public void setUp(MapBenchmark benchmark) {
            int[] numbers = new Random(42)
                    .ints(0, benchmark.size)
                    .distinct()
                    .limit(benchmark.size / 2)
                    .toArray();
            keys = new Object[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                keys[i] = benchmark.keys.key(numbers[i]);
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long get() {
        int from = position;
        long sum = 0;
        for (int i = 0; i < BATCH; i++) {
            sum += mapping.get(base, present.key(from + i));
        }
        position = from + BATCH;
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int miss() {
        int from = position;
        int missed = 0;
        for (int i = 0; i < BATCH; i++) {
            if (mapping.get(base, absent.key(from + i)) == null) {
                missed++;
            }
        }
        position = from + BATCH;
        return missed;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Object put(Fresh fresh) {
        Object current = version;
        for (int i = 0; i < BATCH; i++) {
            if (left == 0) {
                current = base;
                left = fresh.entries.count();
            }
            left--;
            current = mapping.put(current, fresh.entries.key(left), fresh.entries.value(left));
        }
        version = current;
        return current;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Object overwrite() {
        int from = position;
        Object current = version;
        for (int i = 0; i < BATCH; i++) {
            current = mapping.put(current, present.key(from + i), present.value(from + i));
        }
        position = from + BATCH;
        version = current;
        return current;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Threads(FOUR)
    public Object threadsPut(Fresh fresh) {
        return put(fresh);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    @Threads(FOUR)
    public Object threadsOverwrite() {
        return overwrite();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Object remove(Going going) {
        Object current = version;
        for (int i = 0; i < BATCH; i++) {
            if (left == 0) {
                current = base;
                left = going.keys.length;
            }
            left--;
            current = mapping.remove(current, going.keys[left]);
        }
        version = current;
        return current;
    }

    @Benchmark
    public Object bulk() {
        return mapping.bulk(entries);
    }

    @Benchmark
    public Object build() {
        return mapping.build(entries);
    }

    @Benchmark
    public long iterate() {
        return mapping.iterate(base);
    }

    @Benchmark
    public long fold() {
        return mapping.fold(base);
    }
}
