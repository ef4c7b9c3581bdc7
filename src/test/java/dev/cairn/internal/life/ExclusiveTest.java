package dev.cairn.internal.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Recounts one after another, and changes that wait for them. */
@Timeout(600)
class ExclusiveTest {
    private static final int CHANGES = 5;

    private final Core core = new Family().core;

    /** Many times: without being waited for, a change that sleeps comes in time now and then. */
    @Test
    void whoWaitedForARecountComesBeforeTheNext() throws InterruptedException {
        for (int round = 0; round < 100; round++) {
            AtomicInteger done = new AtomicInteger();
            List<Thread> threads = new ArrayList<>();
            int before = core.exclusively(() -> {
                for (int i = 0; i < CHANGES; i++) {
                    threads.add(Thread.ofPlatform().start(() -> core.change(stripe -> done.incrementAndGet())));
                }
                while (core.gate.shutOut() < CHANGES) {
                    Thread.onSpinWait();
                }
                return done.get();
            });
            int after = core.gate.exclusively(core.tokens.turn, done::get, Long.MAX_VALUE);
            assertEquals(0, before);
            assertEquals(CHANGES, after);
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(0, core.gate.shutOut());
        }
    }

    /** A recount does not wait for a change that never comes. */
    @Test
    void aRecountWaitsForABoundedTimeOnly() throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        Thread thread = core.exclusively(() -> {
            Thread waiting = Thread.ofPlatform().start(() -> core.change(stripe -> done.incrementAndGet()));
            while (core.gate.shutOut() == 0) {
                Thread.onSpinWait();
            }
            return waiting;
        });
        assertTrue(core.gate.exclusively(core.tokens.turn, done::get, 0) <= 1);
        thread.join();
        assertEquals(1, done.get());
    }
}
