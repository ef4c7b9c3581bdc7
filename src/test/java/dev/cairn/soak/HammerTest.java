package dev.cairn.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.Store;
import dev.cairn.StoreOptions;
import dev.cairn.StoreStats;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HammerTest {
    private static final int THREADS = 8;

    @Test
    void manyThreadsForAMoment() throws InterruptedException {
        hammer(Duration.ofSeconds(2));
    }

    @Tag("soak")
    @Test
    void manyThreadsForLong() throws InterruptedException {
        System.out.println(hammer(Duration.ofSeconds(Long.getLong("cairn.soak.seconds", 600))));
    }

    /** A store of a gigabyte, so that a leak fills it. */
    private static String hammer(Duration time) throws InterruptedException {
        try (Store store = Store.inMemory(StoreOptions.defaults().maxBytes(1L << 30))) {
            long collections = collections();
            String figures = new Hammer(store, THREADS).run(time);
            StoreStats before = store.stats();
            store.reclaim();
            StoreStats after = store.stats();
            assertEquals(0, after.liveBytes(), after::toString);
            assertEquals(0, after.liveNodes(), after::toString);
            assertEquals(0, store.verify().nodes());
            return time.toSeconds() + " s, " + figures + "; " + after.versionsMade() + " bases made, all reclaimed; "
                    + after.freedNodes() + " nodes made, all freed, " + before.freedNodes() + " of them meanwhile; "
                    + (before.committedBytes() >> 20) + " MB used; reclaimer " + after.reclaimerCpuNanos() / 1_000_000
                    + " ms; " + (collections() - collections) + " collections, " + after.collectionsAsked()
                    + " asked for";
        }
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }
}
