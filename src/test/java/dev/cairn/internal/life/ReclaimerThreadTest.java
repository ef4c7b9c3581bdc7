package dev.cairn.internal.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The reclaimer's thread ends with its store only; if it ends nevertheless, another one takes its place. */
class ReclaimerThreadTest {
    private final Family family = new Family();
    private final CollectorSignal signal = family.core.reclaimer().signal;

    private Thread running() {
        return Objects.requireNonNull(signal.thread());
    }

    private Thread ended() throws InterruptedException {
        family.core.start();
        Thread first = running();
        signal.end();
        first.join();
        return first;
    }

    @Test
    void whoAsksForACollectionStartsAnother() throws InterruptedException {
        Thread first = ended();
        family.core.reclaimer().awaitCollection(Long.MAX_VALUE);
        assertNotSame(first, running());
        assertTrue(running().isAlive());
        assertEquals(1, signal.restarts());
    }

    @Test
    void soDoesWhoChangesMuch() throws InterruptedException {
        Thread first = ended();
        family.core.relieve(true);
        assertNotSame(first, running());
        family.core.relieve(true);
        assertEquals(1, signal.restarts());
    }
}
