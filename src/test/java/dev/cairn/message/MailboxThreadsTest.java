package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.LongVector;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.Threads;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What several threads see of a mailbox. */
@Timeout(120)
@Tag("besideQuiet")
class MailboxThreadsTest extends StoreTest {
    private static final int SENDERS = 3;
    private static final int LETTERS = 3_000;

    private static Letter letter(Store store, long sender, long number) {
        return Letter.of(store, LongVector.of(store, sender, number));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 1 << 20})
    void lettersOfOneSenderStayInOrder(int capacity) throws InterruptedException {
        Store store = stores.open(Setting.STANDARD_INHERITED);
        Mailbox mailbox = Mailbox.bounded(store, capacity);
        Threads.run(SENDERS + 1, thread -> {
            if (thread < SENDERS) {
                for (int i = 0; i < LETTERS; i++) {
                    assertTrue(mailbox.send(letter(store, thread, i)));
                }
            } else {
                receiveInOrder(mailbox);
            }
        });
        assertNull(mailbox.poll());
        store.verify();
    }

    private static void receiveInOrder(Mailbox mailbox) throws InterruptedException {
        long[] next = new long[SENDERS];
        for (int i = 0; i < SENDERS * LETTERS; i++) {
            Letter letter = Objects.requireNonNull(mailbox.receive());
            LongVector value = (LongVector) letter.open();
            int sender = (int) value.get(0);
            assertEquals(next[sender]++, value.get(1));
            assertTrue(mailbox.size() <= 1 << 20);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whenAMailboxIsClosedEachLetterIsInOnePlace(Setting setting) throws InterruptedException {
        Store store = stores.open(setting);
        for (int round = 0; round < 10; round++) {
            Mailbox mailbox = Mailbox.unbounded(store);
            AtomicLong received = new AtomicLong();
            CountDownLatch busy = new CountDownLatch(1);
            Threads.run(SENDERS + 2, thread -> {
                if (thread < SENDERS) {
                    sendUntilClosed(mailbox, busy);
                } else if (thread == SENDERS) {
                    receiveUntilClosed(mailbox, received);
                } else {
                    busy.await();
                    mailbox.close();
                }
            });
            store.verify();
        }
    }

    private static void sendUntilClosed(Mailbox mailbox, CountDownLatch busy) {
        for (int i = 0; ; i++) {
            Letter letter = letter(mailbox.store(), 0, i);
            boolean sent = i % 5 == 0 ? mailbox.trySendSystem(letter) : mailbox.trySend(letter);
            if (i == 100) {
                busy.countDown();
            }
            if (!sent) {
                assertEquals(i, ((LongVector) letter.open()).get(1));
                return;
            }
            assertThrows(IllegalStateException.class, letter::open);
        }
    }

    private static void receiveUntilClosed(Mailbox mailbox, AtomicLong received) throws InterruptedException {
        for (Letter letter = mailbox.receive(); letter != null; letter = mailbox.receive()) {
            received.incrementAndGet();
            if (received.get() % 3 == 0) {
                letter.open();
            } else if (received.get() % 3 == 1) {
                letter.close();
            }
        }
    }

    @Test
    void closingWakesWhoWaits() throws InterruptedException {
        Store store = stores.open();
        Mailbox empty = Mailbox.unbounded(store);
        Mailbox full = Mailbox.bounded(store, 1);
        assertTrue(full.trySend(letter(store, 0, 0)));
        Threads.run(SENDERS + 2, thread -> {
            if (thread < SENDERS) {
                assertFalse(full.send(letter(store, thread, 1)));
            } else if (thread == SENDERS) {
                assertNull(empty.receive());
            } else {
                Thread.sleep(50);
                full.close();
                empty.close();
            }
        });
    }

    @Test
    void anInterruptedSenderKeepsItsLetter() throws InterruptedException {
        Store store = stores.open();
        Mailbox mailbox = Mailbox.bounded(store, 1);
        assertTrue(mailbox.trySend(letter(store, 0, 0)));
        Threads.run(1, thread -> {
            Letter letter = letter(store, 0, 1);
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> mailbox.send(letter));
            assertEquals(1, ((LongVector) letter.open()).get(1));
        });
        Threads.run(1, thread -> {
            mailbox.poll();
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, mailbox::receive);
        });
    }

    @Test
    void receivingEndsWithItsTime() throws InterruptedException {
        Mailbox mailbox = Mailbox.unbounded(stores.open());
        long before = System.nanoTime();
        assertNull(mailbox.receive(Duration.ofMillis(20)));
        assertTrue(System.nanoTime() - before >= 20_000_000);
        assertNull(mailbox.receive(Duration.ZERO));
    }
}
