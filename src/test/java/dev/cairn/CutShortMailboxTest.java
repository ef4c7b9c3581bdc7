package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.letter.LetterQueue;
import dev.cairn.internal.life.CutShort;
import dev.cairn.message.Mailbox;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that wait at a mailbox, while another one that closes it, or its store, is cut short. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("beside")
class CutShortMailboxTest extends StoreTest {
    /** What a thread that waits at {@code mailbox} will have received. */
    private static FutureTask<Object> waiting(Mailbox mailbox) throws InterruptedException {
        FutureTask<Object> wait = new FutureTask<>(mailbox::receive);
        Thread waiting = Thread.ofPlatform().daemon().start(wait);
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(1);
        }
        return wait;
    }

    /** The first who closed it was cut short when no more could be sent, and woke nobody. */
    @Test
    void whoClosesItAgainWakesThoseWhoWait() throws Exception {
        Store store = stores.open();
        Mailbox mailbox = Mailbox.unbounded(store);
        FutureTask<Object> wait = waiting(mailbox);
        assertTrue(((LetterQueue) Fields.of(mailbox, "queue")).close());
        mailbox.close();
        assertNull(wait.get());
    }

    /** The first who closed the store was cut short when it was closed, and woke nobody. */
    @Test
    void whoClosesTheStoreAgainWakesThoseWhoWait() throws Exception {
        Store store = stores.open();
        Mailbox mailbox = Mailbox.unbounded(store);
        FutureTask<Object> wait = waiting(mailbox);
        CutShort.close(store.core());
        store.close();
        ExecutionException ended = assertThrows(ExecutionException.class, wait::get);
        assertEquals(StoreClosedException.class, ended.getCause().getClass());
    }
}
