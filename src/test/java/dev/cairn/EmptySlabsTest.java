package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.memory.Region;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A store that shrinks gives its memory back, and can grow again. */
@Order(StoreTest.COLLECTS)
@Tag("besideQuiet")
class EmptySlabsTest extends StoreTest {
    private static final long LARGE = 200L << 20;
    private static final int ENTRIES = 300_000;

    private static boolean givesBack(Store store) {
        return store.core().memory().region().givenBackAtOnce() > 0;
    }

    /** The few slabs in use can lie in as many pieces of 2 MB. */
    private static final long FEW = LARGE / 8;

    /** Waits for the store's thread, which looks every half second. */
    private static void awaitResident(Store store, long most) throws InterruptedException {
        while (store.stats().residentBytes() > most) {
            Thread.sleep(20);
        }
    }

    @Test
    void whatWasLargeIsGivenBackAndCanGrowAgain() throws InterruptedException {
        Store store = stores.open(StoreOptions.defaults().maxBytes(2 * LARGE));
        for (int round = 0; round < 2; round++) {
            LongVector small = LongVector.from(store, LongStream.range(0, 5_000));
            LongVector large = LongVector.from(store, LongStream.range(0, LARGE / Long.BYTES));
            assertTrue(store.stats().residentBytes() >= LARGE);
            assertEquals(LARGE / Long.BYTES - 1, large.last());
            assertEquals(large.size() - 1L, large.get(large.size() - 1));
            assertEquals((long) large.size() * (large.size() - 1L) / 2, large.sum());
            large = null;
            store.reclaim();
            if (givesBack(store)) {
                awaitResident(store, FEW);
            }
            assertTrue(store.stats().committedBytes() >= LARGE);
            assertEquals(5_000L * 4_999 / 2, small.sum());
            store.verify();
        }
    }

    /** Nodes that die here and there leave groups on their stacks, which would keep their slabs from being empty. */
    @Test
    void slabsOfAMapThatShrinksInManyStepsBecomeEmpty() throws InterruptedException {
        Store store = stores.open(StoreOptions.defaults());
        PMap<Long, Long> map = PMap.empty(store, Codec.LONG, Codec.LONG);
        for (long from = 0; from < ENTRIES; from += ENTRIES / 10) {
            PMap.Builder<Long, Long> builder = map.toBuilder();
            LongStream.range(from, from + ENTRIES / 10).forEach(k -> builder.put(k, -k));
            map = builder.build();
        }
        long peak = store.core().allocator().slabs().usedBytes();
        for (long from = 0; from < ENTRIES - 1_000; from += ENTRIES / 20) {
            PMap.Builder<Long, Long> builder = map.toBuilder();
            LongStream.range(from, Math.min(ENTRIES - 1_000, from + ENTRIES / 20))
                    .forEach(builder::remove);
            map = builder.build();
            store.reclaim();
        }
        while (store.core().allocator().slabs().usedBytes() > peak / 2) {
            Thread.sleep(20);
        }
        assertEquals(1_000, map.size());
        assertEquals(-(ENTRIES - 1L), map.get(ENTRIES - 1L));
        store.verify();
    }

    @Test
    void withoutNativeAccessAllStaysResident() {
        Store store = stores.open();
        if (!Region.callsNative()) {
            StoreStats stats = store.stats();
            assertEquals(stats.committedBytes(), stats.residentBytes());
        }
    }
}
