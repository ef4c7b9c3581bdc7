package dev.cairn.bench.map;

import dev.cairn.bench.measure.Workload;
import java.util.List;

/** What is timed; each constant names a method of a benchmark and says what one operation is. */
public enum Operation implements Workload {
    GET("get", "get of a random key that is there", MapBenchmark.class, false, false),
    MISS("miss", "get of a random key that is not there", MapBenchmark.class, false, false),
    PUT("put", "put of a new key, a chain from n to 2n", MapBenchmark.class, true, false),
    OVERWRITE(
            "overwrite",
            "put of a random key that is there, a chain whose old versions die",
            MapBenchmark.class,
            true,
            false),
    REMOVE("remove", "remove a random key that is there, a chain from n to n/2", MapBenchmark.class, true, false),
    BULK("bulk", "build through the builder or transient form, per entry", MapBenchmark.class, true, true),
    BUILD("build", "build by one put after another, per entry", MapBenchmark.class, true, true),
    ITERATE("iterate", "iterate the entries and sum keys and values, per entry", MapBenchmark.class, false, true),
    FOLD("fold", "sum the values by the fastest traversal, per entry", MapBenchmark.class, false, true),
    EQUAL("equal", "equals of equal versions, one entry overwritten and restored", ChangeBenchmark.class, false, false),
    MERGE(
            "merge",
            "merge of versions of which one has every thousandth entry overwritten",
            ChangeBenchmark.class,
            true,
            false),
    DIFF(
            "diff",
            "difference of versions of which one has every thousandth entry overwritten",
            ChangeBenchmark.class,
            true,
            false),
    MERGE3(
            "merge3",
            "three-way merge, each side with another thousandth of the entries overwritten",
            ChangeBenchmark.class,
            true,
            false),
    SWAP(
            "swap",
            "updateAndGet on an atom or AtomicReference: overwrite a random key",
            AtomBenchmark.class,
            true,
            false),
    SWAP_BY_TWO("swapByTwo", "the same by two threads at once, the time each takes", AtomBenchmark.class, true, false),
    THREADS_PUT(
            "threadsPut",
            "put of a new key by four threads at once, each in a chain of its own, the time each takes",
            MapBenchmark.class,
            true,
            false),
    THREADS_OVERWRITE(
            "threadsOverwrite",
            "put of a random key that is there by four threads at once, each in a chain of its own, the time each takes",
            MapBenchmark.class,
            true,
            false);

    static final int LARGE = 1_000_000;
    private static final int OF_THREADS = 10_000;

    private final String label;
    private final String meaning;
    private final Class<?> benchmark;
    private final boolean makesVersions;
    private final boolean perElement;

    Operation(String label, String meaning, Class<?> benchmark, boolean makesVersions, boolean perElement) {
        this.label = label;
        this.meaning = meaning;
        this.benchmark = benchmark;
        this.makesVersions = makesVersions;
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

    /** The class that the benchmark method is in, for maps with such keys. */
    public Class<?> benchmark(Keys keys) {
        return keys == Keys.UNBOXED ? UnboxedBenchmark.class : benchmark;
    }

    @Override
    public boolean makesVersions() {
        return makesVersions;
    }

    @Override
    public boolean isPerElement() {
        return perElement;
    }

    /** The sizes at which it says something. */
    List<Integer> sizes() {
        return switch (this) {
            case SWAP, SWAP_BY_TWO, THREADS_PUT, THREADS_OVERWRITE -> List.of(OF_THREADS);
            case DIFF, MERGE3 -> List.of(LARGE);
            default -> List.of(100, 10_000, LARGE);
        };
    }

    /** The keys with which it says something. */
    List<Keys> kinds() {
        return switch (this) {
            case SWAP, SWAP_BY_TWO, THREADS_PUT, THREADS_OVERWRITE, DIFF, MERGE3 -> List.of(Keys.LONG);
            case EQUAL, MERGE -> List.of(Keys.LONG, Keys.STRING);
            default -> List.of(Keys.values());
        };
    }
}
