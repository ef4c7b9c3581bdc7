package dev.cairn.bench.vector;

import dev.cairn.Store;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Bytes that one vector takes, on the heap and off it, everything included: counted in a JVM of its own as the
 * difference of what is used with and without the vector, after full collections.
 *
 * @param heap bytes on the heap, boxes included
 * @param store bytes of live nodes in our store
 */
public record Footprint(long heap, long store) {
    private static final int COLLECTIONS = 4;

    /** Measures in a new JVM whose count of used bytes is exact: no dead objects and no thread buffers in it. */
    public static Footprint of(Library library, int size) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:MarkSweepAlwaysCompactCount=1",
                        "-XX:-UseTLAB",
                        "-Xms2g",
                        "-Xmx2g",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Footprint.class.getName(),
                        library.name(),
                        Integer.toString(size))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        List<String> numbers = List.of(printed.split(" "));
        if (numbers.size() != 2) {
            throw new IOException("no figures from the JVM of " + library.label() + ": '" + printed + "'");
        }
        return new Footprint(Long.parseLong(numbers.get(0)), Long.parseLong(numbers.get(1)));
    }

    /** Prints the two numbers of one library: its name and the size are the arguments. */
    public static void main(String[] arguments) {
        Library library = Library.valueOf(arguments[0]);
        int size = Integer.parseInt(arguments[1]);
        LongSequence<Object> sequence = library.sequence();
        Reference.reachabilityFence(sequence.bulk(Values.counting(0, 100)));
        Footprint before = now(library);
        Object version = sequence.bulk(Values.counting(0, size));
        Footprint after = now(library);
        Reference.reachabilityFence(version);
        System.out.println((after.heap - before.heap) + " " + (after.store - before.store));
    }

    private static Footprint now(Library library) {
        boolean ours = library.side() == Library.Side.OURS;
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
