package dev.cairn.internal.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.memory.Region;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What the process that writes sees of the pins of a reader who moves them. */
class PinsTest {
    private static final int HELD = 7;
    private static final int ROW = 3;
    private static final int LOOKS = 1000;
    private static final int REPAIRS = 50;
    private static final int FEW_PLACES = 32;
    private static final long REST_NANOS = 200_000;

    private final PinFile file = new PinFile(Region.reserve(PinFile.BYTES));
    private final Pins pins = new Pins(file, (row, action) -> false);
    private volatile boolean ends;

    /** A reader that always keeps one thing, in the first place or the last. */
    private Thread mover(int places, long restNanos) {
        file.use(ROW, places);
        file.keepOther(ROW, 0, HELD);
        return Thread.ofPlatform().start(() -> {
            int place = 0;
            while (!ends) {
                int next = places - 1 - place;
                file.keepOther(ROW, next, HELD);
                file.free(ROW, place);
                place = next;
                LockSupport.parkNanos(restNanos);
            }
            file.free(ROW, place);
        });
    }

    @Test
    void whatIsKeptIsSeenHoweverItMoves() throws InterruptedException {
        Thread mover = mover(PinFile.PLACES, 0);
        int missed = 0;
        for (int i = 0; i < LOOKS; i++) {
            pins.forgetLook();
            missed += pins.holds(HELD) ? 0 : 1;
        }
        ends = true;
        mover.join();
        assertEquals(0, missed);
        pins.forgetLook();
        assertFalse(pins.holds(HELD), "nothing moves any more");
    }

    /** A repair must know what is kept. */
    @Test
    void aRepairKeepsWhatMoves() throws InterruptedException {
        Thread mover = mover(FEW_PLACES, REST_NANOS);
        int missed = 0;
        for (int i = 0; i < REPAIRS; i++) {
            IntStack walked = new IntStack();
            pins.keep(reference -> walked.size() > 0, walked::add);
            missed += walked.size() == 1 ? 0 : 1;
        }
        ends = true;
        mover.join();
        assertEquals(0, missed);
        assertTrue(pins.waiting.size() == 1 && pins.waiting.peek(0) == HELD);
    }

    /** Readers are asked to run their collectors once in a while; when a change has no room, at once. */
    @Test
    void aChangeWithoutRoomAsksAtOnce() {
        file.use(ROW, FEW_PLACES);
        file.keepOther(ROW, 0, HELD);
        pins.waiting.add(HELD);
        IntStack drops = new IntStack();
        pins.beginCycle(drops, true);
        assertEquals(1, file.asked());
        pins.askAtOnce();
        pins.beginCycle(drops, false);
        assertEquals(1, file.asked(), "no collection of the writer came before");
        pins.beginCycle(drops, true);
        assertEquals(2, file.asked());
        assertEquals(0, drops.size());
    }

    @Test
    void aReaderThatDoesNotAnswerIsWaitedForOnce() {
        file.use(ROW, FEW_PLACES);
        file.keepOther(ROW, 0, HELD);
        assertFalse(pins.awaitAnswers(), "nobody was asked");
        file.ask();
        assertTrue(pins.awaitAnswers());
        assertFalse(pins.awaitAnswers(), "not asked anew");
        file.ask();
        assertFalse(pins.awaitAnswers(), "the reader is stopped");
        file.answer(ROW, file.asked());
        assertFalse(pins.awaitAnswers(), "all have answered");
        file.ask();
        assertTrue(pins.awaitAnswers(), "the reader goes on");
    }
}
