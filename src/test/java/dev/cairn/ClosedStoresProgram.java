package dev.cairn;

import dev.cairn.codec.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Fills stores of 56 MB and closes them, one after another; prints the most memory that the process had, in MB. Half of the stores are
 * closed while a version can be reached, as by a local variable.
 */
final class ClosedStoresProgram {
    private static final int STORES = 40;
    private static final long BYTES = 56L << 20;
    private static final int SOME = 1 << 16;
    private static final List<Object> KEPT = new ArrayList<>();
    private static @Nullable Object version;

    private ClosedStoresProgram() {}

    public static void main(String[] arguments) throws IOException {
        for (int i = 0; i < STORES; i++) {
            try (Store store = Store.inMemory(StoreOptions.defaults().maxBytes(4 * BYTES))) {
                KEPT.add(store);
                if (i % 8 == 7) {
                    words(store);
                } else {
                    longs(store);
                }
                version = i % 2 == 0 ? null : version;
            }
            version = null;
        }
        long peak = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
        require(KEPT.size() == STORES);
        System.out.println(peak >> 10);
    }

    private static void longs(Store store) {
        LongVector.Builder builder = LongVector.builder(store);
        long[] some = LongStream.range(0, SOME).toArray();
        for (int i = 0; i < BYTES / Long.BYTES / SOME; i++) {
            builder.appendAll(some);
        }
        LongVector longs = builder.build();
        version = longs;
        require(longs.get(17) == 17 && store.stats().residentBytes() >= BYTES);
    }

    /** Nodes of many sizes. */
    private static void words(Store store) {
        PMap.Builder<String, Long> builder = PMap.builder(store, Codec.STRING, Codec.LONG);
        for (long i = 0; store.stats().residentBytes() < BYTES; i += 1_000) {
            for (long k = i; k < i + 1_000; k++) {
                builder.put("the key with the number " + k, k);
            }
        }
        require(builder.build().get("the key with the number 17") == 17);
    }

    private static void require(boolean is) {
        if (!is) {
            throw new AssertionError();
        }
    }
}
