package dev.cairn.bench.process;

import dev.cairn.bench.measure.Row;
import dev.cairn.bench.measure.Workload;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is timed: by a benchmark method of the name, or by a program that takes samples. Sizes are entries of 108 bytes; of swaps they are
 * numbers of processes, and of letters they are bytes.
 */
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
    READ("read", "the same as `snapshot` by a process that writes, too, while nothing changes", ReadingBenchmark.class),
    READ_WHILE_WRITTEN(
            "readWhileWritten", "the same, while the other process puts all the time", ReadingBenchmark.class),
    SWAPS_OF_ALL(
            "swapsOfAll",
            "put of a random key by so many processes that do nothing else: elapsed time by the number of puts of all",
            SwapSamples::take,
            500),
    SWAP("swap", "the time of one such put by one of the processes", SWAPS_OF_ALL, SwapSamples.MEDIAN),
    SLOW_SWAP(
            "slowSwap",
            "the time that 99 of 100 such puts by one of the processes do not exceed",
            SWAPS_OF_ALL,
            SwapSamples.SLOW),
    LETTER_WAKES(
            "letterWakes",
            "from the begin of the sending of a letter of so many bytes to a thread of another process that waits for it",
            LetterSamples::woken,
            700),
    LETTER_SEEN("letterSeen", "the same to a thread that looks all the time", LetterSamples::seen, 700),
    LETTERS(
            "letters",
            "one of many letters that are sent one after another, to a thread of another process that receives them all",
            LetterSamples::many,
            1),
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

    private static final int LETTER_BYTES_AT_A_TIME = 100 << 20;
    private static final int SMALL = 1000;
    private static final int MIDDLE = 10_000;
    private static final int LARGE = 1_000_000;

    private final String label;
    private final String meaning;
    private final @Nullable Class<?> benchmark;
    private final @Nullable Samples samples;
    private final int samplesAtATime;
    private final @Nullable Operation run;
    private final int figure;

    Operation(String label, String meaning, Class<?> benchmark) {
        this(label, meaning, benchmark, null, 0, null, 0);
    }

    Operation(String label, String meaning, Samples samples, int samplesAtATime) {
        this(label, meaning, null, samples, samplesAtATime, null, 0);
    }

    /** Another figure of the run of {@code run}. */
    Operation(String label, String meaning, Operation run, int figure) {
        this(label, meaning, null, run.samples, run.samplesAtATime, run, figure);
    }

    Operation(
            String label,
            String meaning,
            @Nullable Class<?> benchmark,
            @Nullable Samples samples,
            int samplesAtATime,
            @Nullable Operation run,
            int figure) {
        this.label = label;
        this.meaning = meaning;
        this.benchmark = benchmark;
        this.samples = samples;
        this.samplesAtATime = samplesAtATime;
        this.run = run;
        this.figure = figure;
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

    /** How many samples stand for one iteration of a benchmark; {@code size} is that of the row. Large letters take long to copy. */
    int samplesAtATime(int size) {
        return switch (this) {
            case LETTER_WAKES, LETTER_SEEN -> Math.clamp(LETTER_BYTES_AT_A_TIME / size, 3, samplesAtATime);
            default -> samplesAtATime;
        };
    }

    /** The operation in whose run this one is timed, too: mostly itself. */
    Operation run() {
        return run == null ? this : run;
    }

    /** Which figure of its run it is. */
    int figure() {
        return figure;
    }

    /** How many figures its run has. */
    int figureCount() {
        return this == SWAPS_OF_ALL ? SwapSamples.FIGURES : 1;
    }

    /** What a run makes of its samples: their median, or figures of its own. */
    long[] figures(long[] nanos) {
        if (this == SWAPS_OF_ALL) {
            return nanos;
        }
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new long[] {sorted[sorted.length / 2]};
    }

    /** Whether it is about a disk, and not about memory that processes share. */
    boolean isOfDisk() {
        return this == SAVE || this == BACK_UP;
    }

    @Override
    public boolean makesVersions() {
        return switch (this) {
            case PUT, UPDATE, BASE, GET_WHILE_WRITTEN, READ_WHILE_WRITTEN -> true;
            default -> false;
        };
    }

    @Override
    public boolean isPerElement() {
        return false;
    }

    /** The rows in which it says something; {@code largest} is how many entries the largest database has. A quick run has some of them. */
    List<Row> rows(int largest) {
        boolean isFull = largest == GIGABYTE;
        IntStream sizes = switch (this) {
            case PUT -> isFull ? IntStream.of(SMALL, LARGE) : IntStream.of(SMALL);
            case UPDATE, BASE, WAKE, SEEN -> IntStream.of(SMALL);
            case LETTER_WAKES, LETTER_SEEN ->
                isFull ? IntStream.of(Long.BYTES, 1 << 10, 1 << 20, 1 << 30) : IntStream.of(Long.BYTES, 1 << 20);
            case LETTERS -> IntStream.of(Long.BYTES);
            case SNAPSHOT, READ, READ_WHILE_WRITTEN -> IntStream.of(MIDDLE);
            case SWAPS_OF_ALL, SWAP, SLOW_SWAP -> isFull ? IntStream.of(1, 2, 4, 6) : IntStream.of(1, 2, 6);
            case GET, GET_WHILE_WRITTEN -> isFull ? IntStream.of(MIDDLE, LARGE) : IntStream.of(MIDDLE);
            case OPEN -> IntStream.of(MIDDLE, largest);
            case OPEN_KILLED, SAVE, BACK_UP -> IntStream.of(largest);
        };
        return sizes.mapToObj(size -> new Row(this, "", size)).toList();
    }
}
