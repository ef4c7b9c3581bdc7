package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.life.Turn;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A thread that makes garbage faster than that is found goes on slowly, and stands still only when the store holds much of it. */
class SlowedThreadTest extends StoreTest {
    private static final long BUDGET = 4 << 20;
    private static final int SIZE = 10_000;

    /** Makes garbage until the store holds {@code quarters} quarters of the budget, or until {@code isAtEnd}. */
    private static void makeGarbage(Store store, double quarters, AtomicBoolean isAtEnd) {
        Allocator allocator = store.core().allocator();
        LongVector vector = LongVector.from(store, LongStream.range(0, SIZE).toArray());
        for (int i = 0; !isAtEnd.get() && allocator.heldBytes() < BUDGET / 4 * quarters; i++) {
            vector = vector.update(i % SIZE, i).foldedVersion();
        }
    }

    /** Nothing can be freed as long as the test has the turn; a thread that waits for a collection waits for the turn, too. */
    @Test
    void itGoesOnThoughNothingIsFreed() throws InterruptedException {
        Store store = stores.open(StoreOptions.defaults().budgetBytes(BUDGET));
        ReentrantLock turn = Turn.of(store.core());
        AtomicBoolean isAtEnd = new AtomicBoolean();
        turn.lock();
        Thread slowed = Thread.ofPlatform().unstarted(() -> makeGarbage(store, 6.5, isAtEnd));
        Thread still = Thread.ofPlatform().unstarted(() -> makeGarbage(store, 8, isAtEnd));
        try {
            slowed.start();
            while (slowed.isAlive()) {
                assertFalse(turn.hasQueuedThread(slowed), "it stands still");
                Thread.sleep(1);
            }
            still.start();
            while (!turn.hasQueuedThread(still)) {
                assertTrue(still.isAlive(), "it went on");
                Thread.sleep(1);
            }
        } finally {
            isAtEnd.set(true);
            turn.unlock();
        }
        slowed.join();
        still.join();
        store.reclaim();
        store.verify();
    }
}
