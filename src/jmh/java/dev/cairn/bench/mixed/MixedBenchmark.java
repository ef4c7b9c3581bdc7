package dev.cairn.bench.mixed;

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

/** The operations of {@link Operation}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MixedBenchmark {
    /** Edits in one invocation. */
    private static final int BATCH = 1000;

    private static final int EDITS = 1 << 14;
    private static final int FEW = 100;

    @Param
    public Library library;

    private Trees trees;
    private byte[] json;
    private Edit[] edits;
    private Object document;
    private Object again;
    private Object few;
    private Object fewAgain;
    private Object oneMore;

    private Object version;
    private int position;

    @Setup
    public void setUp() {
        CpuProfiler.watchReclaimer(library);
        trees = library.trees();
        json = Shop.json(Shop.CUSTOMERS);
        edits = Edit.random(Library.JAVA.trees().read(json), EDITS);
        document = trees.read(json);
        again = trees.read(json);
        version = document;
        if (library.supports(Operation.EDIT)) {
            few = edited(document, 0, FEW);
            fewAgain = edited(document, 0, FEW);
            oneMore = edited(fewAgain, FEW, 1);
        }
    }

    private Object edited(Object from, int first, int count) {
        Object edited = from;
        for (int i = first; i < first + count; i++) {
            edited = trees.edited(edited, edits[i & (EDITS - 1)]);
        }
        return edited;
    }

    @Benchmark
    public Object read() {
        return trees.read(json);
    }

    @Benchmark
    public long walk() {
        return trees.walk(document);
    }

    @Benchmark
    public byte[] write() {
        return trees.write(document);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Object edit() {
        version = edited(version, position, BATCH);
        position += BATCH;
        return version;
    }

    @Benchmark
    public boolean equal() {
        return few.equals(fewAgain);
    }

    @Benchmark
    public boolean differ() {
        return few.equals(oneMore);
    }

    @Benchmark
    public boolean equalRead() {
        return document.equals(again);
    }

    @Benchmark
    public Object program() {
        Object read = trees.read(json);
        long sum = trees.walk(read);
        Object changed = edited(read, 0, BATCH);
        boolean same = changed.equals(edited(read, 0, BATCH));
        byte[] text = trees.write(changed);
        return sum + text.length + (same ? 1 : 0);
    }
}
