package dev.cairn.bench.message;

import dev.cairn.bench.measure.CpuProfiler;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What it costs to send a value and receive it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StoneBenchmark {
    private static final int SENT = 100;

    @Param
    public Transport transport;

    @Param("1024")
    public int size;

    private Passing passing;

    @Setup
    public void setUp() {
        CpuProfiler.watchReclaimer(transport);
        passing = transport.passing(size);
    }

    @Benchmark
    public Object pass() {
        passing.send();
        return passing.receive();
    }

    @Benchmark
    @OperationsPerInvocation(SENT)
    public void send(Unread unread) {
        for (int i = 0; i < SENT; i++) {
            passing.send();
        }
        unread.of = passing;
    }

    /** What was sent and not received; it is, outside of the time. */
    @State(Scope.Benchmark)
    public static class Unread {
        private @Nullable Passing of;

        @TearDown(Level.Invocation)
        public void receive() {
            for (int i = 0; i < SENT; i++) {
                Objects.requireNonNull(of).receive();
            }
        }
    }
}
