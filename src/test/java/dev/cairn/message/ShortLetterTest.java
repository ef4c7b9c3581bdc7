package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.CorruptStoreException;
import dev.cairn.DeepStack;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreOptions;
import dev.cairn.StoreTest;
import dev.cairn.Threads;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Letters of one or two words, which lie in their segment and which nobody takes a stripe for. */
@Timeout(120)
@Tag("besideQuiet")
class ShortLetterTest extends StoreTest {
    private static final int SENDERS = 3;
    private static final int LETTERS = 10_000;

    private static Object open(Mailbox mailbox) {
        return Objects.requireNonNull(mailbox.poll()).open();
    }

    @ParameterizedTest
    @EnumSource
    void allThatIsShortComesBack(Setting setting) {
        Mailbox mailbox = Mailbox.unbounded(stores.open(setting));
        List<Object> values =
                Arrays.asList(0L, -1L, 1L << 54, 0.5, true, false, "", "ab", null, List.of(), List.of(7L));
        for (int round = 0; round < 20; round++) {
            values.forEach(value -> assertTrue(mailbox.trySendValue(value)));
            mailbox.trySendValue("longer than two words");
            for (Object value : values) {
                assertEquals(value, open(mailbox));
            }
            assertEquals("longer than two words", open(mailbox));
        }
    }

    @Test
    void numbersTakeNoNodes() {
        Store store = stores.open(StoreOptions.defaults());
        Mailbox mailbox = Mailbox.unbounded(store);
        mailbox.trySendValue(-1L);
        long nodes = store.stats().liveNodes();
        for (long i = 0; i < 63; i++) {
            mailbox.trySendValue(i);
        }
        assertEquals(nodes, store.stats().liveNodes());
        assertEquals(new Mailbox.Dropped(64, 64 * Long.BYTES), mailbox.closeAndCount());
    }

    @Test
    void oneThatIsNotOpenedGoesOn() {
        Store store = stores.open(StoreOptions.defaults());
        Mailbox first = Mailbox.unbounded(store);
        Mailbox second = Mailbox.unbounded(store);
        for (long i = 0; i < 100; i++) {
            first.trySendValue(i);
        }
        for (int i = 0; i < 100; i++) {
            assertTrue(i % 2 == 0 ? second.trySend(first.poll()) : second.trySendSystem(first.poll()));
        }
        assertEquals(1L, open(second)); // system letters first
        second.poll().close();
        WotaReader reader = second.poll().reader();
        second.close();
        first.close();
        store.reclaim();
        assertEquals(5L, reader.getLong());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 1 << 20})
    void numbersOfOneSenderStayInOrder(int capacity) throws InterruptedException {
        Store store = stores.open(StoreOptions.defaults());
        Mailbox mailbox = Mailbox.bounded(store, capacity);
        CountDownLatch done = new CountDownLatch(1);
        Threads.run(SENDERS + 2, thread -> {
            if (thread < SENDERS) {
                for (long i = 0; i < LETTERS; i++) {
                    assertTrue(mailbox.sendValue(i * SENDERS + thread));
                }
            } else if (thread == SENDERS) {
                receiveInOrder(mailbox);
                done.countDown();
            } else {
                while (!done.await(1, TimeUnit.MILLISECONDS)) { // one after another they leave the others no time
                    store.verify();
                }
            }
        });
        assertNull(mailbox.poll());
    }

    private static void receiveInOrder(Mailbox mailbox) throws InterruptedException {
        long[] next = new long[SENDERS];
        for (int i = 0; i < SENDERS * LETTERS; i++) {
            long number = (Long) Objects.requireNonNull(mailbox.receive()).open();
            assertEquals(next[(int) (number % SENDERS)]++, number / SENDERS);
        }
    }

    @Test
    void whatWasSentIsReceivedOrDropped() throws InterruptedException {
        Store store = stores.open(StoreOptions.defaults());
        for (int round = 0; round < 20; round++) {
            Mailbox mailbox = Mailbox.unbounded(store);
            AtomicLong sent = new AtomicLong();
            AtomicLong seen = new AtomicLong();
            CountDownLatch busy = new CountDownLatch(SENDERS);
            Threads.run(SENDERS + 2, thread -> {
                if (thread < SENDERS) {
                    for (long i = 0; mailbox.trySendValue(i); i++) {
                        sent.incrementAndGet();
                        if (i == 100) {
                            busy.countDown();
                        }
                    }
                } else if (thread == SENDERS) {
                    while (mailbox.receive() != null) {
                        seen.incrementAndGet();
                    }
                } else {
                    busy.await();
                    seen.addAndGet(mailbox.closeAndCount().letters());
                }
            });
            assertEquals(sent.get(), seen.get());
        }
    }

    /** A letter that was begun when the stack overflowed may be missing: then its receiver hears of that. */
    @Test
    void anOverflowOfTheStackIsNoLetterThatNeverComes() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            try (Store store = Store.inMemory(StoreOptions.defaults().maxBytes(64 << 20))) {
                Mailbox mailbox = Mailbox.unbounded(store);
                AtomicInteger sent = new AtomicInteger();
                DeepStack.fill(round, () -> {
                    if (mailbox.trySendValue(5L)) {
                        sent.incrementAndGet();
                    }
                });
                mailbox.trySendValue("the last");
                receiveOrSayWhy(mailbox, sent.get());
                mailbox.close();
                assertFalse(mailbox.trySendValue(1L));
            }
        }
    }

    private static void receiveOrSayWhy(Mailbox mailbox, int sent) throws InterruptedException {
        int received = 0;
        try {
            while (!"the last".equals(mailbox.receive().open())) {
                received++;
            }
            assertTrue(received >= sent, () -> "of " + sent);
        } catch (CorruptStoreException e) {
            assertInstanceOf(VirtualMachineError.class, e.getCause());
        }
    }
}
