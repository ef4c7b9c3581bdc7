package dev.cairn.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.Store;
import dev.cairn.StoreOptions;
import dev.cairn.StoreStats;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HammerTest {
    private static final int THREADS = 8;

    @Test
    void manyThreadsForAMoment() throws InterruptedException {
        try (Store store = store()) {
            Hammer hammer = new Hammer(store, THREADS);
            hammer.run(Duration.ofSeconds(2));
            assertNothingIsLeft(store);
        }
    }

    @Tag("soak")
    @Test
    void manyThreadsForLong() throws InterruptedException {
        Duration time = Duration.ofSeconds(Long.getLong("cairn.soak.seconds", 600));
        try (Store store = store()) {
            long collections = collections();
            Hammer hammer = new Hammer(store, THREADS);
            hammer.run(time);
            StoreStats before = store.stats();
            StoreStats after = assertNothingIsLeft(store);
            System.out.println(time.toSeconds() + " s, " + hammer.figures() + after.versionsMade()
                    + " bases made, all reclaimed; " + after.freedNodes() + " nodes made, all freed, "
                    + before.freedNodes() + " of them meanwhile; " + (before.committedBytes() >> 20)
                    + " MB used; reclaimer " + after.reclaimerCpuNanos() / 1_000_000 + " ms; "
                    + (collections() - collections) + " collections, " + after.collectionsAsked() + " asked for");
            assertEquals(List.of(), hammer.missing());
        }
    }

    /** A store of a gigabyte, so that a leak fills it. */
    private static Store store() {
        return Store.inMemory(StoreOptions.defaults().maxBytes(1L << 30));
    }

    private static StoreStats assertNothingIsLeft(Store store) {
        store.reclaim();
        StoreStats stats = store.stats();
        assertEquals(0, stats.liveBytes(), stats::toString);
        assertEquals(0, stats.liveNodes(), stats::toString);
        assertEquals(0, store.verify().nodes());
        return stats;
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }
}
