package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.node.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** When a store is said to be full, and when it is not. */
@Order(StoreTest.COLLECTS)
class CrowdedStoreTest extends StoreTest {
    private static final long SMALL = 4L << 20;
    private static final int THREADS = 8;
    private static final int ROUNDS = 4000;

    private static StoreOptions unpressed(long maxBytes) {
        return StoreOptions.defaults().maxBytes(maxBytes).budgetBytes(1L << 40);
    }

    @Test
    void garbageOfManyThreadsDoesNotFillAStore() throws InterruptedException {
        Store store = stores.open(unpressed(SMALL));
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofPlatform()
                    .uncaughtExceptionHandler((t, e) -> failure.set(e))
                    .start(() -> makeGarbage(store)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertNull(failure.get());
    }

    private static void makeGarbage(Store store) {
        for (int i = 0; i < ROUNDS; i++) {
            assertEquals(1_500, LongVector.from(store, new long[1_500]).size());
        }
    }

    /** As when others free what is dead, and take it, each time before this one can. */
    @Test
    void whoIsTooLateAFewTimesTriesAgain() {
        Store store = stores.open(unpressed(SMALL));
        AtomicInteger tries = new AtomicInteger();
        int node = store.core().change(stripe -> {
            if (tries.incrementAndGet() < 4) {
                store.core().allocator().failAt(1);
            }
            return stripe.allocate(100, Kind.BYTES, 0, 0);
        });
        assertEquals(4, tries.get());
        store.core().reassign(stripe -> stripe.drop(node));
    }

    @Test
    void aStoreThatIsFullSaysSoAfterFewCollections() {
        Store store = stores.open(unpressed(SMALL));
        LongVector kept = LongVector.empty(store);
        long asked = store.stats().collectionsAsked();
        assertThrows(StoreFullException.class, () -> LongVector.from(store, new long[1 << 20]));
        assertTrue(store.stats().collectionsAsked() - asked <= 4);
        assertEquals(1, kept.append(1).size());
    }

    @Test
    void largeObjectsAreReclaimedInTime() {
        Store store = stores.open(StoreOptions.defaults().maxBytes(1L << 30).budgetBytes(8 << 20));
        byte[] large = new byte[1 << 20];
        for (int i = 0; i < 200; i++) {
            assertEquals(1, PVector.of(store, Codec.BYTES, large).size());
            assertTrue(store.core().allocator().heldBytes() < 64 << 20);
        }
    }
}
