package dev.cairn.bench.message;

import dev.cairn.bench.measure.Row;
import dev.cairn.bench.measure.Workload;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What is timed; each constant names a method of a benchmark and says what one operation is. */
public enum Operation implements Workload {
    PASS("pass", "send longs of so many bytes, receive and open them", StoneBenchmark.class),
    SEND("send", "send longs of so many bytes, one letter after another", StoneBenchmark.class),
    ONE_SENDER("oneSender", "a thread sends so many numbers, another receives, per number", QueueBenchmark.class),
    TWO_SENDERS("twoSenders", "two threads send, another receives, per number", QueueBenchmark.class),
    ENCODE("encode", "write a document of so many kilobytes of JSON, per kilobyte", CodingBenchmark.class),
    DECODE("decode", "read what was written of it into maps and lists, per kilobyte of JSON", CodingBenchmark.class);

    private static final int MESSAGES = 1_000_000;

    private final String label;
    private final String meaning;
    private final Class<?> benchmark;

    Operation(String label, String meaning, Class<?> benchmark) {
        this.label = label;
        this.meaning = meaning;
        this.benchmark = benchmark;
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
        return !isOfKilobytes();
    }

    @Override
    public boolean isPerElement() {
        return this != PASS && this != SEND;
    }

    @Override
    public boolean isOfKilobytes() {
        return this == ENCODE || this == DECODE;
    }

    /** The rows in which it says something: sizes are bytes, messages, or kilobytes of a document. */
    List<Row> rows() {
        return switch (this) {
            case PASS, SEND ->
                Stream.of(1 << 10, 1 << 20, 1 << 30)
                        .map(bytes -> new Row(this, "", bytes))
                        .toList();
            case ONE_SENDER, TWO_SENDERS -> List.of(new Row(this, "", MESSAGES));
            case ENCODE, DECODE ->
                Arrays.stream(Document.values())
                        .map(document -> new Row(this, document.label(), document.kilobytes()))
                        .toList();
        };
    }
}
