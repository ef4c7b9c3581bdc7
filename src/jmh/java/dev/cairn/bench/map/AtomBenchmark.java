package dev.cairn.bench.map;

import dev.cairn.bench.measure.CpuProfiler;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** Swaps of a cell that holds a map: ours in an atom, a peer's in an {@code AtomicReference}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AtomBenchmark {
    /** Far enough for no two threads to draw the same keys at the same time. */
    private static final int APART = 1 << 12;

    @Param
    public Library library;

    @Param
    public Keys keys;

    @Param("10000")
    public int size;

    private final AtomicInteger threads = new AtomicInteger();
    private Cell cell;
    private Sample present;

    @Setup
    public void setUp() {
        CpuProfiler.watchReclaimer(library);
        Mapping<Object> mapping = library.mapping();
        cell = mapping.cell(mapping.bulk(Entries.numbered(keys, 0, size)));
        present = Sample.of(keys, 0, size);
    }

    /** Where a thread has come to in the sample. */
    @State(Scope.Thread)
    public static class Position {
        private int next;

        @Setup
        public void setUp(AtomBenchmark benchmark) {
            next = benchmark.threads.getAndIncrement() * APART;
        }
    }

    @Benchmark
    public Object swap(Position position) {
        int draw = position.next++;
        return cell.put(present.key(draw), present.value(draw));
    }

    @Benchmark
    @Threads(2)
    public Object swapByTwo(Position position) {
        return swap(position);
    }
}
