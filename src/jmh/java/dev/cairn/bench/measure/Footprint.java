package dev.cairn.bench.measure;

import dev.cairn.Store;
import java.io.IOException;
import java.lang.ref.Reference;
import java.util.List;
import java.util.function.Supplier;

/**
 * Bytes that one collection takes, on the heap and off it, everything included: counted in a JVM of its own as the
 * difference of what is used with and without the collection, after full collections.
 *
 * @param heap bytes on the heap, boxes included
 * @param store bytes of live nodes in our store
 */
public record Footprint(long heap, long store) {
    /** What a footprint's row is a row of. */
    public static final Workload BYTES = new Workload() {
        @Override
        public String label() {
            return "bytes";
        }

        @Override
        public String meaning() {
            return "bytes an element, everything included";
        }

        @Override
        public boolean makesVersions() {
            return false;
        }

        @Override
        public boolean isPerElement() {
            return true;
        }
    };

    /** A count of used bytes that is exact: no dead objects and no thread buffers in it. */
    private static final List<String> EXACT = List.of(
            "-XX:+UseSerialGC",
            "-XX:MarkSweepAlwaysCompactCount=1",
            "-XX:-UseTLAB",
            "-Xms2g",
            "-Xmx2g",
            "--enable-native-access=ALL-UNNAMED");

    private static final int COLLECTIONS = 4;

    /** Measures in a new JVM, whose {@code main} is to call {@link #print}. */
    public static Footprint of(Class<?> main, List<String> arguments) throws IOException {
        List<Long> numbers = ChildJvm.numbers(2, EXACT, main, arguments);
        return new Footprint(numbers.get(0), numbers.get(1));
    }

    /**
     * Counts what {@code make} makes and prints it.
     *
     * @param warmUp makes something small of the same kind, so that classes and tables are not counted
     * @param side whether there is a store to look at
     */
    public static void print(Supplier<?> warmUp, Supplier<?> make, Contender.Side side) {
        print(warmUp, make, 1, side);
    }

    /** As the other one; prints what each of {@code parts} takes, rounded to bytes. */
    public static void print(Supplier<?> warmUp, Supplier<?> make, int parts, Contender.Side side) {
        Reference.reachabilityFence(warmUp.get());
        Footprint before = now(side);
        Object made = make.get();
        Footprint after = now(side);
        Reference.reachabilityFence(made);
        System.out.println(rounded(after.heap - before.heap, parts) + " " + rounded(after.store - before.store, parts));
    }

    public String line(Trial trial) {
        int size = trial.row().size();
        return "%-40s %9.2f on the heap, %.2f off it"
                .formatted(trial.name(), heap / (double) size, store / (double) size);
    }

    private static long rounded(long bytes, int parts) {
        return Math.round(bytes / (double) parts);
    }

    private static Footprint now(Contender.Side side) {
        boolean ours = side == Contender.Side.OURS;
        for (int i = 0; i < COLLECTIONS; i++) {
            if (ours) {
                Store.standard().reclaim();
            }
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        long heap = runtime.totalMemory() - runtime.freeMemory();
        return new Footprint(heap, ours ? Store.standard().stats().liveBytes() : 0);
    }
}
