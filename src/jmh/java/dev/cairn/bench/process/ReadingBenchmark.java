package dev.cairn.bench.process;

import java.io.IOException;
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

/** Reading what another process has open for writing; this one opens it for reading, or for writing, too. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReadingBenchmark {
    @Param({"CAIRN", "LMDB", "CHRONICLE"})
    public Library library;

    @Param("10000")
    public int size;

    @Param("")
    public String directory;

    private OtherProcess other;
    private Database database;
    private long[] keys;
    private int next;

    @Setup
    public void setUp() throws IOException {
        Path own = Path.of(directory);
        other = OtherProcess.start(new Samples.Subject(library, own, size));
        other.fill();
        database = library.openToRead(own, size);
        keys = Values.drawnKeys(size);
    }

    @TearDown
    public void tearDown() throws IOException {
        database.close();
        other.close();
    }

    /** Lets the other process write. */
    @State(Scope.Benchmark)
    public static class Written {
        @Setup
        public void setUp(ReadingBenchmark benchmark) throws IOException {
            benchmark.other.write();
        }
    }

    /** Opens the database for writing in this process, too. */
    @State(Scope.Benchmark)
    public static class Member {
        @Setup
        public void setUp(ReadingBenchmark benchmark) {
            benchmark.database.close();
            benchmark.database = benchmark.library.open(Path.of(benchmark.directory), benchmark.size);
        }
    }

    @Benchmark
    public Object snapshot() {
        database.snapshot();
        return database;
    }

    @Benchmark
    public Object read(Member member) {
        return snapshot();
    }

    @Benchmark
    public Object readWhileWritten(Member member, Written written) {
        return snapshot();
    }

    @Benchmark
    public byte[] get() {
        database.snapshot();
        return database.get(keys[next++ & (keys.length - 1)]);
    }

    @Benchmark
    public byte[] getWhileWritten(Written written) {
        return get();
    }
}
