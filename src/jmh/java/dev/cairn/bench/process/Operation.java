package dev.cairn.bench.process;

import dev.cairn.bench.measure.Row;
import dev.cairn.bench.measure.Workload;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is timed: by a benchmark method of the name, or by a program that takes samples. Sizes are entries of 108 bytes. */
public enum Operation implements Workload {
    PUT("put", "put of a random key that is there, which other processes see when it returns", WritingBenchmark.class),
    UPDATE(
            "update",
            "put of a random key in a map of the store, a chain whose old versions die",
            KeepingBenchmark.class),
    BASE(
            "base",
            "append to one vector of longs again and again, each of which makes a base with a token; they die",
            KeepingBenchmark.class),
    SNAPSHOT(
            "snapshot",
            "take the newest version of what another process has open, while nothing changes",
            ReadingBenchmark.class),
    GET(
            "get",
            "take the newest version of what another process has open, and get a random key, while nothing changes",
            ReadingBenchmark.class),
    GET_WHILE_WRITTEN("getWhileWritten", "the same, while the other process puts all the time", ReadingBenchmark.class),
    WAKE("wake", "from the begin of a put to a thread of another process that waits for it", SignalSamples::woken, 700),
    SEEN("seen", "the same to a thread that looks all the time", SignalSamples::seen, 700),
    OPEN("open", "open a file that was closed, and get one key", OpenSamples::closed, 10),
    OPEN_KILLED("openKilled", "the same after a process was killed that put all the time", OpenSamples::killed, 3),
    SAVE(
            "save",
            "make the last 10,000 puts of random keys outlive the system, without the puts",
            SaveSamples::saved,
            2),
    BACK_UP("backUp", "copy all to another file so that it outlives the system", SaveSamples::backedUp, 1);

    /** Entries of about a gigabyte, and of a tenth of it for a quick run. */
    static final int GIGABYTE = 10_000_000;

    static final int TENTH = 1_000_000;

    private static final int SMALL = 1000;
    private static final int MIDDLE = 10_000;
    private static final int LARGE = 1_000_000;

    private final String label;
    private final String meaning;
    private final @Nullable Class<?> benchmark;
    private final @Nullable Samples samples;
    private final int samplesAtATime;

    Operation(String label, String meaning, Class<?> benchmark) {
        this.label = label;
        this.meaning = meaning;
        this.benchmark = benchmark;
        this.samples = null;
        this.samplesAtATime = 0;
    }

    Operation(String label, String meaning, Samples samples, int samplesAtATime) {
        this.label = label;
        this.meaning = meaning;
        this.benchmark = null;
        this.samples = samples;
        this.samplesAtATime = samplesAtATime;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    /** The class that the benchmark method is in; empty if a program takes samples. */
    Optional<Class<?>> benchmark() {
        return Optional.ofNullable(benchmark);
    }

    /** How samples are taken; empty if there is a benchmark method. */
    Optional<Samples> samples() {
        return Optional.ofNullable(samples);
    }

    /** How many samples stand for one iteration of a benchmark. */
    int samplesAtATime() {
        return samplesAtATime;
    }

    /** Whether it is about a disk, and not about memory that processes share. */
    boolean isOfDisk() {
        return this == SAVE || this == BACK_UP;
    }

    @Override
    public boolean makesVersions() {
        return this == PUT || this == UPDATE || this == BASE || this == GET_WHILE_WRITTEN;
    }

    @Override
    public boolean isPerElement() {
        return false;
    }

    /** The rows in which it says something; {@code largest} is how many entries the largest database has. */
    List<Row> rows(int largest) {
        IntStream sizes = switch (this) {
            case PUT -> IntStream.of(SMALL, LARGE);
            case UPDATE, BASE, WAKE, SEEN -> IntStream.of(SMALL);
            case SNAPSHOT -> IntStream.of(MIDDLE);
            case GET, GET_WHILE_WRITTEN -> IntStream.of(MIDDLE, LARGE);
            case OPEN -> IntStream.of(MIDDLE, largest);
            case OPEN_KILLED, SAVE, BACK_UP -> IntStream.of(largest);
        };
        return sizes.mapToObj(size -> new Row(this, "", size)).toList();
    }
}
