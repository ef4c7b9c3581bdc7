package dev.cairn.bench.map;

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

/** The operations of {@link Operation} on versions that share most of their nodes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChangeBenchmark {
    private static final int ENTRIES_TO_A_CHANGE = 1000;

    @Param
    public Library library;

    @Param
    public Keys keys;

    @Param({"100", "10000", "1000000"})
    public int size;

    private Mapping<Object> mapping;
    private Object base;
    private Object twin;
    private Object ours;
    private Object theirs;

    @Setup
    public void setUp() {
        CpuProfiler.watchReclaimer(library);
        mapping = library.mapping();
        Entries entries = Entries.numbered(keys, 0, size);
        base = mapping.bulk(entries);
        twin = mapping.put(overwritten(0, 1), keys.key(0), entries.value(0));
        int changes = Math.max(1, size / ENTRIES_TO_A_CHANGE);
        ours = overwritten(0, changes);
        theirs = overwritten(changes, changes);
    }

    /** The base with other values for {@code count} keys, those numbered from {@code first}. */
    private Object overwritten(int first, int count) {
        Object version = base;
        for (int i = first; i < first + count; i++) {
            version = mapping.put(version, keys.key(i), -1L - i);
        }
        return version;
    }

    @Benchmark
    public boolean equal() {
        return mapping.equal(base, twin);
    }

    @Benchmark
    public Object merge() {
        return mapping.merge(base, ours);
    }

    @Benchmark
    public int diff() {
        return mapping.diff(base, ours);
    }

    @Benchmark
    public Object merge3() {
        return mapping.merge3(base, ours, theirs);
    }
}
