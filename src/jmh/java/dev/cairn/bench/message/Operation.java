package dev.cairn.bench.message;

import dev.cairn.bench.measure.Workload;
import java.util.List;

/** What is timed; each constant names a method of a benchmark and says what one operation is. */
public enum Operation implements Workload {
    PASS("pass", "send longs of so many bytes, receive and open them", StoneBenchmark.class, false),
    ONE_SENDER("oneSender", "a thread sends so many numbers, another receives, per number", QueueBenchmark.class, true),
    TWO_SENDERS("twoSenders", "two threads send, another receives, per number", QueueBenchmark.class, true);

    private static final int MESSAGES = 1_000_000;

    private final String label;
    private final String meaning;
    private final Class<?> benchmark;
    private final boolean perElement;

    Operation(String label, String meaning, Class<?> benchmark, boolean perElement) {
        this.label = label;
        this.meaning = meaning;
        this.benchmark = benchmark;
        this.perElement = perElement;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    /** The class that the benchmark method is in. */
    Class<?> benchmark() {
        return benchmark;
    }

    @Override
    public boolean makesVersions() {
        return true;
    }

    @Override
    public boolean isPerElement() {
        return perElement;
    }

    /** The sizes at which it says something: bytes, or messages. */
    List<Integer> sizes() {
        return this == PASS ? List.of(1 << 10, 1 << 20, 1 << 30) : List.of(MESSAGES);
    }
}
