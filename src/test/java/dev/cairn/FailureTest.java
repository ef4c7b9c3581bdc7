package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a store does after something failed that no operation is prepared for. */
@Timeout(60)
class FailureTest {
    private static final long STACK_BYTES = 512 << 10;
    private static final int OVERFLOWS = 100;

    private static Store store() {
        return Store.inMemory(Setting.TINY_INHERITED.options());
    }

    private static LongVector edited(Store store) {
        LongVector vector = LongVector.from(store, new long[2048]);
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
                    2050 + i, edited(store).append(i).appendAll(new long[1 + i]).size());
        }
        store.reclaim();
        store.verify();
        for (int i = 0; i < 2048; i++) {
            assertEquals(i < 17 ? i : 0, vector.get(i));
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
        } catch (StackOverflowError e) {
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
        cutShort(store);
        return store;
    }

    private static void cutShort(Store store) {
        assertThrows(
                StackOverflowError.class,
                () -> store.core().change(stripe -> {
                    stripe.allocate(48, Kind.LEAF, 0, 0);
                    throw new StackOverflowError("as a test wants it");
                }));
    }

    @Test
    void whatAChangeThatWasCutShortMadeIsFreed() {
        Store store = damaged();
        LongVector kept = LongVector.of(store, 1, 2, 3).foldedVersion();
        store.verify();
        assertEquals(1, store.core().repairs());
        store.reclaim();
        assertEquals(1, store.stats().liveNodes());
        assertEquals(10, kept.append(4).sum());
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
    void aStoreThatIsFullAfterwardsGoesOn() {
        Store store = damaged();
        for (int i = 0; i < 10_000; i++) { // 80 MB in a store of 64
            LongVector.from(store, new long[2000]);
        }
        assertEquals(1, store.core().repairs());
    }

    @Test
    void theReclaimersThreadMendsByItself() throws InterruptedException {
        Store store = damaged();
        while (store.core().repairs() == 0) {
            Thread.sleep(10);
        }
        store.verify();
    }

    /** What a recount cannot explain is damage, and no repair is tried again and again. */
    @Test
    void whatCannotBeMendedIsTold() {
        Store store = store();
        LongVector kept = LongVector.from(store, new long[100]);
        Memory memory = store.core().memory();
        int root = kept.base().header(100).root();
        memory.setInt(memory.at(root) + Node.BEARING_HEADER, 12345);
        cutShort(store);
        for (int i = 0; i < 3; i++) {
            CorruptStoreException told = assertThrows(CorruptStoreException.class, store::reclaim);
            assertTrue(String.valueOf(told.getMessage()).contains("12345"), told::toString);
            assertInstanceOf(StackOverflowError.class, told.getCause());
        }
        assertThrows(CorruptStoreException.class, store::verify);
        assertThrows(CorruptStoreException.class, () -> fill(store));
        assertEquals(0, kept.get(99));
        assertEquals(0, store.core().repairs());
    }

    private static void fill(Store store) {
        while (true) {
            LongVector.from(store, new long[2000]);
        }
    }
}
