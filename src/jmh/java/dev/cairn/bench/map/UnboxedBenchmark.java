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

/** The operations of {@link MapBenchmark} on the maps whose keys are longs, with keys and values that are not boxed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class UnboxedBenchmark {
    /** Operations in one invocation where an operation is one entry's. */
    private static final int BATCH = 1000;

    private static final int FEWEST = 1 << 12;
    private static final int MOST = 1 << 20;

    @Param
    public Library library;

    @Param("UNBOXED")
    public Keys keys;

    @Param({"100", "10000", "1000000"})
    public int size;

    private LongMapping<Object> mapping;
    private long[] all;
    private long[] values;
    private long[] present;
    private long[] absent;
    private long[] fresh;
    private long[] going;
    private Object base;

    private Object version;
    private int left;
    private int position;
    private long next;

    @Setup
    public void setUp() {
        CpuProfiler.watchReclaimer(library);
        mapping = (LongMapping<Object>) library.mapping();
        Entries entries = Entries.numbered(keys, 0, size);
        all = entries.longKeys();
        values = entries.longValues();
        fresh = Entries.numbered(keys, size, size).longKeys();
        present = drawn(0);
        absent = drawn(2 * size);
        going = new Random(42)
                .ints(0, size)
                .distinct()
                .limit(size / 2)
                .mapToLong(number -> (Long) keys.key(number))
                .toArray();
        base = mapping.bulk(all, values);
        version = base;
    }

    /** Random ones of as many keys as the map has, numbered from {@code from}: as many as {@link Sample} draws. */
    private long[] drawn(int from) {
        int count = Math.clamp(Integer.highestOneBit(size) * 2L, FEWEST, MOST);
        return new Random(42)
                .ints(count, from, from + size)
                .mapToLong(number -> (Long) keys.key(number))
                .toArray();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long get() {
        return sum(present);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long miss() {
        return sum(absent);
    }

    private long sum(long[] sought) {
        int from = position;
        long sum = 0;
        for (int i = 0; i < BATCH; i++) {
            sum += mapping.get(base, sought[(from + i) & (sought.length - 1)], 1);
        }
        position = from + BATCH;
        return sum;
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
            current = mapping.put(current, fresh[left], left);
        }
        version = current;
        return current;
    }

    /** Each value is another than that which is there, for libraries that notice when nothing changes. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Object overwrite() {
        int from = position;
        Object current = version;
        for (int i = 0; i < BATCH; i++) {
            current = mapping.put(current, present[(from + i) & (present.length - 1)], --next);
        }
        position = from + BATCH;
        version = current;
        return current;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Object remove() {
        Object current = version;
        for (int i = 0; i < BATCH; i++) {
            if (left == 0) {
                current = base;
                left = going.length;
            }
            left--;
            current = mapping.remove(current, going[left]);
        }
        version = current;
        return current;
    }

    @Benchmark
    public Object bulk() {
        return mapping.bulk(all, values);
    }

    @Benchmark
    public Object build() {
        return mapping.build(all, values);
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
