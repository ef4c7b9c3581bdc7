package dev.cairn.bench.message;

import dev.cairn.bench.measure.CpuProfiler;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

/** Numbers from senders to the benchmark's own thread, as many as the size says, then the next as many. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class QueueBenchmark {
    @Param
    public Transport transport;

    @Param("1000000")
    public int size;

    private Channel channel;
    private ExecutorService threads;

    @Setup
    public void setUp() {
        CpuProfiler.watchReclaimer(transport);
        channel = transport.channel();
        threads = Executors.newFixedThreadPool(2);
    }

    @TearDown
    public void tearDown() {
        threads.shutdown();
    }

    @Benchmark
    public long oneSender() {
        return run(1);
    }

    @Benchmark
    public long twoSenders() {
        return run(2);
    }

    private long run(int senders) {
        for (int i = 0; i < senders; i++) {
            threads.execute(() -> send(size / senders));
        }
        long sum = 0;
        for (int left = size / senders * senders; left > 0; ) {
            long number = channel.receive();
            if (number == Channel.NONE) {
                Thread.onSpinWait();
            } else {
                sum += number;
                left--;
            }
        }
        return sum;
    }

    private void send(int count) {
        for (int i = 0; i < count; i++) {
            channel.send(i);
        }
    }
}
