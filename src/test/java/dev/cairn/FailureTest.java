package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.life.Kind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a store does after something failed that no operation is prepared for. Its stores are broken in the end. */
@Timeout(60)
class FailureTest {
    private static final long STACK_BYTES = 512 << 10;
    private static final int OVERFLOWS = 100;

    private static Store store() {
        return Store.inMemory(Setting.TINY_INHERITED.options());
    }

    private static LongVector edited(Store store) {
        LongVector vector = LongVector.from(store, new long[1024]);
        for (int i = 0; i < 17; i++) {
            vector = vector.update(i, i);
        }
        return vector;
    }

    @Test
    void noLockStaysHeldWhenTheStackOverflows() throws InterruptedException {
        Store store = store();
        LongVector vector = edited(store);
        AtomicInteger overflows = new AtomicInteger();
        Thread recursing = new Thread(null, () -> overflow(vector, overflows), "recursing", STACK_BYTES);
        recursing.start();
        recursing.join();
        assertTrue(overflows.get() > 0);
        for (int i = 0; i < 100; i++) {
            assertEquals(
                    1026 + i, edited(store).append(i).appendAll(new long[1 + i]).size());
        }
        reclaimOrSayWhy(store);
        for (int i = 0; i < 1024; i++) {
            assertEquals(i < 17 ? i : 0, vector.get(i));
        }
    }

    private static void reclaimOrSayWhy(Store store) {
        try {
            store.reclaim();
            store.verify();
        } catch (CorruptStoreException e) {
            assertInstanceOf(VirtualMachineError.class, e.getCause());
        }
    }

    private static void overflow(LongVector vector, AtomicInteger overflows) {
        for (int i = 0; i < OVERFLOWS; i++) {
            pad(i * 3, vector, i & 7, overflows);
        }
    }

    private static void pad(int frames, LongVector vector, int phase, AtomicInteger overflows) {
        if (frames > 0) {
            pad(frames - 1, vector, phase, overflows);
            return;
        }
        try {
            descend(0, vector, phase);
        } catch (StackOverflowError | CorruptStoreException e) {
            overflows.incrementAndGet();
        }
    }

    private static long descend(int depth, LongVector vector, int phase) {
        long sum = 0;
        if ((depth & 7) == phase) {
            sum = vector.update(depth & 1023, depth).append(depth).size();
        }
        return depth < 0 ? sum : sum + descend(depth + 1, vector, phase);
    }

    private static Store damaged() {
        Store store = store();
        assertThrows(
                StackOverflowError.class,
                () -> store.core().change(stripe -> {
                    stripe.allocate(48, Kind.LEAF, 0, 0);
                    throw new StackOverflowError("as a test wants it");
                }));
        return store;
    }

    @Test
    void nothingIsFreedAfterAChangeWasCutShort() {
        Store store = damaged();
        LongVector kept = LongVector.of(store, 1, 2, 3).settledVersion();
        LongVector.of(store, 4).settledVersion();
        assertInstanceOf(
                StackOverflowError.class,
                assertThrows(CorruptStoreException.class, store::reclaim).getCause());
        assertThrows(CorruptStoreException.class, store::verify);
        assertEquals(6, kept.sum());
        assertEquals(10, kept.append(4).sum());
        assertEquals(4, store.stats().liveNodes());
    }

    @Test
    void anErrorBeforeAChangeTouchedAnythingHarmsNothing() {
        Store store = store();
        assertThrows(
                StackOverflowError.class,
                () -> store.core().change(stripe -> {
                    throw new StackOverflowError("as a test wants it");
                }));
        store.reclaim();
        assertEquals(0, store.verify().nodes());
    }

    @Test
    void aFullStoreThatCanFreeNothingSaysWhy() {
        Store store = damaged();
        long began = System.nanoTime();
        CorruptStoreException thrown = assertThrows(CorruptStoreException.class, () -> fill(store));
        assertInstanceOf(StackOverflowError.class, thrown.getCause());
        assertTrue(System.nanoTime() - began < Duration.ofSeconds(20).toNanos());
        assertFalse(store.isClosed());
    }

    private static void fill(Store store) {
        while (true) {
            LongVector.from(store, new long[1000]);
        }
    }
}
