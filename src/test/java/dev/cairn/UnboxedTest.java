package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.cairn.codec.Codec;
import java.lang.management.ManagementFactory;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Maps whose keys are longs make no boxes. An interpreter makes each box that the code asks for, so it does not count what is compiled: a
 * box would be 16 bytes for each call.
 */
class UnboxedTest extends StoreTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 100_000;

    /** No box is in a cache. */
    private static final long FIRST = 1_000_000;

    private static LongLongMap map(Store store, int size) {
        LongLongMap.Builder builder = LongLongMap.builder(store);
        for (long n = 0; n < size; n++) {
            builder.put(FIRST + n, -FIRST - n);
        }
        return builder.build();
    }

    /** The bytes that this thread allocates at each call of {@code read}, after some calls. */
    private static double bytes(int size, LongUnaryOperator read) {
        long sum = 0;
        for (int i = 0; i < CALLS; i++) {
            sum += read.applyAsLong(FIRST + i % size);
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            sum -= read.applyAsLong(FIRST + i % size);
        }
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertEquals(0, sum);
        return (double) bytes / CALLS;
    }

    private static void requireNone(int size, LongUnaryOperator read) {
        double bytes = bytes(size, read);
        assertTrue(bytes < 1, () -> bytes + " bytes a call, in a map of " + size);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 100, 1_000, 5_000})
    void readingMakesNone(int size) {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        LongLongMap plain = map(store, size);
        for (LongLongMap map : new LongLongMap[] {plain, plain.put(FIRST + 1, 1_000).put(-1, -1_000), plain.foldedVersion()}) {
            requireNone(size, map::get);
            requireNone(size, key -> map.getOrDefault(key, 0));
            requireNone(size, key -> map.getOrDefault(-key, key));
            requireNone(size, key -> map.containsKey(key) ? 1 : 0);
        }
        LongMap<Boolean> switches = LongMap.empty(store, Codec.BOOLEAN).put(FIRST, true).put(FIRST + 1, false);
        requireNone(2, key -> Boolean.TRUE.equals(switches.get(key)) ? 1 : 0);
        requireNone(2, key -> switches.containsKey(-key) ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 5_000})
    void goingOverAllMakesNone(int size) {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        LongLongMap map = map(store, size).put(FIRST, 5);
        long[] sum = new long[1];
        LongUnaryOperator[] walks = {
            n -> map.sum(),
            n -> map.keys().sum(),
            n -> {
                map.forEach((key, value) -> sum[0] += key ^ value);
                return 0;
            }
        };
        for (LongUnaryOperator walk : walks) {
            long before = 0;
            for (int round = 0; round < 20; round++) {
                before = THREADS.getCurrentThreadAllocatedBytes();
                walk.applyAsLong(round);
            }
            long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertTrue(bytes < 8L * size + 5_000, () -> bytes + " bytes for " + size + " entries"); // boxes are 16 each
        }
    }

    /** A put makes a version and a place in a log; the map with boxed keys and values makes two boxes more, and keeps them. */
    @ParameterizedTest
    @ValueSource(ints = {3, 100, 5_000})
    void puttingMakesFewerBytesThanWithBoxes(int size) {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        LongLongMap map = map(store, size);
        PMap<Long, Long> boxed = map.toPMap();
        double without = bytes(size, key -> map.put(key, key).size());
        double with = bytes(size, key -> boxed.put(key, key).size());
        assertTrue(without < with, () -> without + " bytes a put, and with boxes " + with);
    }
}
