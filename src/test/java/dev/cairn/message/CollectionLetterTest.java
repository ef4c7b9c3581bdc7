package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Blob;
import dev.cairn.CorruptStoreException;
import dev.cairn.DeepStack;
import dev.cairn.ForeignStoreException;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.Scope;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreOptions;
import dev.cairn.StoreTest;
import dev.cairn.Threads;
import dev.cairn.codec.Codec;
import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.letter.LetterBridge;
import dev.cairn.internal.life.Drain;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Letters that are one collection, whose two words lie in their segment, which owns the collection. */
@Timeout(120)
class CollectionLetterTest extends StoreTest {
    private static final int SENDERS = 3;
    private static final int LETTERS = 3_000;

    /** More than three segments. */
    private static final int MANY = 200;

    private static LongVector stone(Store store, long number) {
        return LongVector.of(store, number);
    }

    private static Letter next(Mailbox mailbox) {
        return Objects.requireNonNull(mailbox.poll());
    }

    private static long number(Letter letter) {
        return ((LongVector) Objects.requireNonNull(letter.open())).get(0);
    }

    private static void send(Mailbox mailbox, long from, long to) {
        for (long i = from; i < to; i++) {
            assertTrue(mailbox.trySendValue(stone(mailbox.store(), i)));
        }
    }

    private static long nodes(Store store, String kind) {
        Drain.of(LetterBridge.get().core(store));
        var found = store.stats().byKind().get(kind);
        return found == null ? 0 : found.nodes();
    }

    @ParameterizedTest
    @EnumSource
    void everyKindComesBack(Setting setting) {
        Store store = stores.open(setting);
        Mailbox mailbox = Mailbox.unbounded(store);
        List<Object> values = List.of(
                LongVector.from(store, LongStream.range(0, 1_000)).update(3, 17),
                LongVector.empty(store),
                PMap.empty(store, Codec.STRING, Codec.LONG).put("a", 1L),
                Blob.from(store, new byte[5_000]),
                Blob.from(store, new byte[0]));
        for (int round = 0; round < 30; round++) {
            values.forEach(value -> assertTrue(mailbox.trySendValue(value)));
            mailbox.trySendValue((long) round);
            mailbox.trySendValue(List.of(values.get(0), values.get(2)));
            values.forEach(value -> assertEquals(value, next(mailbox).open()));
            assertEquals((long) round, next(mailbox).open());
            assertEquals(List.of(values.get(0), values.get(2)), next(mailbox).open());
            store.verify();
        }
    }

    @Test
    void itTakesNoNodeOfItsOwn() {
        Store store = stores.open(StoreOptions.defaults());
        Mailbox mailbox = Mailbox.unbounded(store);
        LongVector stone = stone(store, 1);
        mailbox.trySendValue(stone);
        mailbox.trySendValue(stone);
        mailbox.trySendValue(stone);
        long nodes = store.stats().liveNodes();
        for (int i = 3; i < 64; i++) {
            mailbox.trySendValue(stone);
        }
        assertEquals(nodes, store.stats().liveNodes());
        assertEquals(new Mailbox.Dropped(64, 64 * 2 * Long.BYTES), mailbox.closeAndCount());
    }

    /** What is closed or opened is let go of at once, though its segment stays; that the letter is there does not matter. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsUsedIsFreedAtOnce(boolean isOpened) {
        Store store = stores.open();
        Mailbox mailbox = Mailbox.unbounded(store);
        List<Letter> used = new ArrayList<>();
        send(mailbox, 0, 10);
        for (int i = 0; i < 4; i++) {
            Letter letter = next(mailbox);
            used.add(letter);
            if (isOpened) {
                try (Scope _ = store.scope()) {
                    assertEquals(i, number(letter));
                }
            } else {
                letter.close();
            }
            assertEquals(9 - i, nodes(store, "header"));
        }
        assertEquals(4, used.size());
    }

    @Test
    void anOpenedOneOwnsWhatTheLetterDid() {
        Store store = stores.open();
        Mailbox mailbox = Mailbox.unbounded(store);
        send(mailbox, 0, 2);
        Letter letter = next(mailbox);
        LongVector opened = (LongVector) Objects.requireNonNull(letter.open());
        assertThrows(IllegalStateException.class, letter::open);
        letter.close();
        mailbox.close();
        store.reclaim();
        store.verify();
        assertEquals(0, opened.get(0));
        assertEquals(1, nodes(store, "header"));
    }

    @Test
    void aReaderMakesItAgainAndAgain() {
        Store store = stores.open();
        Mailbox mailbox = Mailbox.unbounded(store);
        send(mailbox, 7, 8);
        WotaReader reader = next(mailbox).reader();
        mailbox.close();
        for (int i = 0; i < 3; i++) {
            store.reclaim();
            assertEquals(stone(store, 7), reader.decode());
            store.verify();
        }
    }

    @Test
    void oneThatIsNotOpenedGoesOn() {
        Store store = stores.open();
        Mailbox first = Mailbox.unbounded(store);
        Mailbox second = Mailbox.unbounded(store);
        send(first, 0, MANY);
        for (int i = 0; i < MANY; i++) {
            Letter letter = next(first);
            assertTrue(i % 2 == 0 ? second.trySend(letter) : second.trySendSystem(letter));
            assertThrows(IllegalStateException.class, letter::open);
        }
        first.close();
        store.verify();
        for (int i = 0; i < MANY; i++) {
            assertEquals(i < MANY / 2 ? 2 * i + 1 : 2 * i - MANY, number(next(second)));
        }
        assertNull(second.poll());
    }

    @Test
    void aFailureLeavesItAsItWas() {
        Store store = stores.open();
        MessageOptions strict =
                MessageOptions.defaults().store(store).limits(Limits.defaults().maxBytes(Long.BYTES));
        Mailbox mailbox = Mailbox.unbounded(strict);
        Mailbox other = Mailbox.unbounded(store);
        assertTrue(mailbox.trySend(Letter.of(store, stone(store, 1))));
        assertTrue(other.trySendValue(stone(store, 2)));
        assertTrue(mailbox.trySend(next(other)));
        for (long i = 1; i <= 2; i++) {
            Letter letter = next(mailbox);
            assertThrows(FormatException.class, letter::open);
            store.verify();
            assertTrue(other.trySend(letter));
            assertEquals(i, number(next(other)));
        }
    }

    @Test
    void oneThatIsRefusedLeavesNothing() throws InterruptedException {
        Store store = stores.open();
        Mailbox mailbox = Mailbox.bounded(store, 1);
        assertTrue(mailbox.trySendValue(stone(store, 1)));
        assertFalse(mailbox.trySendValue(stone(store, 2)));
        assertThrows(ForeignStoreException.class, () -> mailbox.trySendValue(stone(stores.open(), 3)));
        store.verify();
        mailbox.close();
        assertFalse(mailbox.sendValue(stone(store, 4)));
        store.verify();
    }

    /** At first there is no room for the header, or for the segment. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatThereIsRoomForAtLastIsSentOnce(int at) {
        Store store = stores.open();
        Allocator allocator = LetterBridge.get().core(store).allocator();
        Mailbox mailbox = Mailbox.unbounded(store);
        LongVector stone = stone(store, 1);
        allocator.failAt(at);
        assertTrue(mailbox.trySendValue(stone));
        allocator.failAt(0);
        store.verify();
        assertEquals(1, number(next(mailbox)));
        assertNull(mailbox.poll());
        assertTrue(nodes(store, "header") <= 1);
    }

    @ParameterizedTest
    @EnumSource
    void eachIsReceivedOrDropped(Setting setting) throws InterruptedException {
        Store store = stores.open(setting);
        for (int round = 0; round < 3; round++) {
            Mailbox mailbox = Mailbox.unbounded(store);
            Threads.run(SENDERS + 2, thread -> {
                if (thread < SENDERS) {
                    for (long i = 0; mailbox.trySendValue(stone(store, i)); i++) {}
                } else if (thread == SENDERS) {
                    receiveAll(mailbox);
                } else {
                    for (int i = 0; i < 5; i++) {
                        store.verify();
                    }
                    mailbox.close();
                }
            });
            store.verify();
        }
    }

    private static void receiveAll(Mailbox mailbox) throws InterruptedException {
        Letter letter = mailbox.receive();
        for (int i = 0; letter != null; i++) {
            if (i % 3 == 0) {
                letter.close();
            } else if (i % 3 == 1) {
                assertTrue(number(letter) >= 0);
            }
            letter = mailbox.receive();
        }
    }

    @Test
    void oneVersionGoesToManyThreads() throws InterruptedException {
        Store store = stores.open(StoreOptions.defaults());
        List<Mailbox> mailboxes = LongStream.range(0, SENDERS)
                .mapToObj(i -> Mailbox.unbounded(store))
                .toList();
        LongVector stone = LongVector.from(store, LongStream.range(0, 5_000));
        Threads.run(2 * SENDERS, thread -> {
            Mailbox mailbox = mailboxes.get(thread % SENDERS);
            for (int i = 0; i < LETTERS; i++) {
                if (thread < SENDERS) {
                    assertTrue(mailbox.trySendValue(stone));
                } else {
                    LongVector received = (LongVector)
                            Objects.requireNonNull(mailbox.receive()).open();
                    assertEquals(i % 5_000, received.get(i % 5_000));
                }
            }
        });
        store.verify();
    }

    /** Wherever the stack ends, no count is lost unnoticed. */
    @Test
    void anOverflowOfTheStackIsTold() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            try (Store store = Store.inMemory(StoreOptions.defaults().maxBytes(64 << 20))) {
                Mailbox mailbox = Mailbox.unbounded(store);
                LongVector stone = stone(store, 1);
                DeepStack.fill(round, () -> {
                    mailbox.trySendValue(stone);
                    Letter letter = mailbox.poll();
                    if (letter != null) {
                        letter.open();
                    }
                });
                try {
                    for (int i = 0; i < MANY; i++) {
                        assertTrue(mailbox.trySendValue(stone(store, i)));
                        assertTrue(number(next(mailbox)) >= 0);
                    }
                    store.verify();
                    assertEquals(1, stone.get(0));
                } catch (CorruptStoreException e) {
                    assertInstanceOf(VirtualMachineError.class, e.getCause(), e::toString);
                }
            }
        }
    }
}
