package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Drain;
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
    private static final int ROUNDS = 2000;

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

    /** Collections ask for time, and room can often be had without one. */
    private static void assertNotCollected(Store store, Runnable action) {
        long asked = store.stats().collectionsAsked();
        action.run();
        assertEquals(asked, store.stats().collectionsAsked());
        store.verify();
    }

    @Test
    void whereABlockIsThereNothingIsCollected() {
        Store store = stores.open(unpressed(SMALL));
        store.core().allocator().failAt(1);
        assertNotCollected(
                store,
                () -> assertEquals(
                        1_500, LongVector.from(store, new long[1_500]).size()));
        assertEquals(0, (int) Fields.of(store.core().allocator(), "failAt"));
    }

    @Test
    void whatAScopeDroppedIsTakenWithoutACollection() {
        Store store = stores.open(unpressed(SMALL));
        assertNotCollected(store, () -> {
            for (int round = 0; round < 10; round++) {
                try (Scope _ = store.scope()) {
                    assertEquals(
                            300_000, LongVector.from(store, new long[300_000]).size());
                }
            }
        });
    }

    /** The blocks of each group are freed in two parts, after the first of which the group is offered, so that its slab is not empty. */
    @Test
    void slabsOfAnotherSizeAreTakenWithoutACollection() {
        Store store = stores.open(unpressed(SMALL));
        assertNotCollected(store, () -> {
            try (Scope _ = store.scope()) {
                for (int i = 0; i < 50; i++) {
                    assertEquals(4_000, LongVector.from(store, new long[4_000]).size());
                    try (Scope _ = store.scope()) {
                        assertEquals(
                                4_000, LongVector.from(store, new long[4_000]).size());
                    }
                }
                Drain.of(store.core());
            }
            Drain.of(store.core());
            assertEquals(1, PVector.of(store, Codec.BYTES, new byte[1 << 20]).size());
        });
    }

    @Test
    void whatIsLargerThanTheStoreIsRefusedAtOnce() {
        Store store = stores.open(unpressed(SMALL));
        PVector<byte[]> kept = PVector.of(store, Codec.BYTES, new byte[1 << 20]);
        assertNotCollected(store, () -> {
            var e = assertThrows(StoreFullException.class, () -> kept.append(new byte[(int) SMALL]));
            assertTrue(e.requested() > SMALL && e.live() > 1 << 20, e::getMessage);
        });
    }

    /** There is room enough for what an attempt takes before it fails, but no place for the large block. */
    @Test
    void aLargeBlockThatFitsNowhereIsRefusedAfterFewCollections() {
        Store store = stores.open(unpressed(SMALL));
        PVector<byte[]> kept = PVector.of(store, Codec.BYTES, new byte[1 << 20]);
        long asked = store.stats().collectionsAsked();
        assertThrows(StoreFullException.class, () -> kept.append(new byte[(int) SMALL - (1 << 20)]));
        assertTrue(store.stats().collectionsAsked() - asked <= 4);
        assertEquals(2, kept.append(new byte[1 << 20]).size());
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
