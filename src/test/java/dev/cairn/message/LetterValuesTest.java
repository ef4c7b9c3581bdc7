package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Blob;
import dev.cairn.ForeignStoreException;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Setting;
import dev.cairn.Sharing;
import dev.cairn.Store;
import dev.cairn.StoreFullException;
import dev.cairn.StoreOptions;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;
import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.letter.LetterBridge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Letters of values with collections in them. */
@Tag("besideQuiet")
class LetterValuesTest extends StoreTest {
    /** A message with a collection in it. */
    public record Order(String customer, LongVector articles, Object more) {}

    private static LongVector longs(Store store, int size) {
        return LongVector.from(store, LongStream.range(0, size));
    }

    private static List<Object> values(Store store) {
        LongVector longs = longs(store, 100);
        PMap<String, LongVector> map =
                PMap.empty(store, Codec.STRING, LongVector.codec()).put("longs", longs);
        return Arrays.asList(
                null,
                true,
                42L,
                1L << 60,
                -0.5,
                "a text",
                List.of(),
                longs,
                List.of(longs, map, longs, PSet.from(store, Codec.STRING, Stream.of("x"))),
                Map.of("a", longs, "b", List.of(map, "c")),
                Blob.from(store, new byte[] {1, 2, 3}),
                PVector.from(store, Codec.STRING, List.of("to", "be")));
    }

    @ParameterizedTest
    @EnumSource
    void whatGoesInComesOut(Setting setting) {
        Store store = stores.open(setting);
        Mailbox mailbox = Mailbox.unbounded(store);
        for (Object value : values(store)) {
            assertEquals(value, Letter.of(store, value).open());
            assertTrue(mailbox.trySendValue(value));
            store.verify();
        }
        for (Object value : values(store)) {
            assertEquals(value, Objects.requireNonNull(mailbox.poll()).open());
        }
    }

    @Test
    void collectionsAreShared() {
        Store store = stores.open();
        LongVector longs = longs(store, 1_000);
        List<?> list = (List<?>)
                Objects.requireNonNull(Letter.of(store, List.of("x", longs)).open());
        assertEquals(0, Sharing.between(longs, (LongVector) list.get(1)).leftOnlyNodes());
    }

    @Test
    void aRecordThatTheOptionsNameIsRead() {
        Store store = stores.open();
        MessageOptions options = MessageOptions.defaults().store(store).types(Order.class);
        Order order = new Order("C", longs(store, 300), List.of(longs(store, 3)));
        Order read = (Order) Objects.requireNonNull(Letter.of(options, order).open());
        assertEquals(order, read);
        assertEquals(0, Sharing.between(order.articles(), read.articles()).leftOnlyNodes());
        Mailbox knows = Mailbox.unbounded(options);
        Mailbox knowsNot = Mailbox.unbounded(store);
        assertTrue(knows.trySendValue(order));
        assertTrue(knowsNot.trySend(Letter.of(options, order)));
        assertEquals(order, Objects.requireNonNull(knows.poll()).open());
        Letter unread = Objects.requireNonNull(knowsNot.poll());
        assertThrows(FormatException.class, unread::open);
        assertTrue(knows.trySend(unread));
        assertEquals(order, Objects.requireNonNull(knows.poll()).open());
    }

    @Test
    void whatLettersDoNotHaveIsRefused() {
        Store store = stores.open();
        Mailbox mailbox = Mailbox.unbounded(store);
        assertThrows(CodecException.class, () -> mailbox.trySendValue(List.of(longs(store, 9), new Object())));
        Store other = stores.open();
        assertThrows(ForeignStoreException.class, () -> mailbox.trySendValue(List.of(longs(other, 9))));
        assertNull(mailbox.poll());
    }

    @Test
    void aLetterIsReadInPlace() {
        Store store = stores.open();
        Letter letter = Letter.of(store, Map.of("key", List.of(7L, longs(store, 5))));
        WotaReader reader = letter.reader();
        assertThrows(IllegalStateException.class, letter::open);
        letter.close();
        store.reclaim();
        WotaReader list = Objects.requireNonNull(reader.get("key"));
        assertEquals(7, list.get(0).getLong());
        assertEquals(longs(store, 5), list.get(1).decode());
    }

    @Test
    void lettersThatNobodyReadsAreFoundByTheCollector() {
        Store store = stores.open();
        Mailbox mailbox = Mailbox.unbounded(store);
        for (int i = 0; i < 300; i++) {
            assertTrue(mailbox.trySendValue(List.of(longs(store, 10), "text")));
        }
        for (int i = 0; i < 100; i++) {
            mailbox.poll();
        }
        WotaReader reader = Objects.requireNonNull(mailbox.poll()).reader();
        store.reclaim();
        store.verify();
        assertEquals(2, reader.size());
    }

    /** The n-th allocation of sending fails, for every n. */
    @ParameterizedTest
    @EnumSource
    void sendingSucceedsWhenAnAllocationFails(Setting setting) {
        Store store = stores.open(setting);
        Allocator allocator = LetterBridge.get().core(store).allocator();
        for (int n = 1; n < 8; n++) {
            Mailbox mailbox = Mailbox.unbounded(store);
            List<Object> value = List.of(longs(store, 10), longs(store, 20), "and a text that is not short");
            allocator.failAt(n);
            assertTrue(mailbox.trySendValue(value));
            allocator.failAt(n);
            assertTrue(mailbox.trySend(Letter.of(store, value)));
            allocator.failAt(0);
            store.verify();
            for (int i = 0; i < 2; i++) {
                Letter letter = Objects.requireNonNull(mailbox.poll());
                allocator.failAt(n);
                assertEquals(value, letter.open());
                allocator.failAt(0);
            }
            assertFalse(mailbox.isClosed());
        }
    }

    @Test
    void aFullStoreKeepsItsLetters() {
        Store store = stores.open(StoreOptions.defaults().maxBytes(2L << 20));
        Mailbox mailbox = Mailbox.unbounded(store);
        LongVector longs = longs(store, 1_000);
        List<Long> sent = new ArrayList<>();
        assertThrows(StoreFullException.class, () -> {
            for (long i = 0; ; i++) {
                assertTrue(mailbox.trySendValue(List.of(i, longs, "x".repeat(100))));
                sent.add(i);
            }
        });
        store.verify();
        for (long i : sent) {
            assertEquals(
                    i,
                    ((List<?>) Objects.requireNonNull(
                                    Objects.requireNonNull(mailbox.poll()).open()))
                            .get(0));
        }
        assertNull(mailbox.poll());
    }
}
