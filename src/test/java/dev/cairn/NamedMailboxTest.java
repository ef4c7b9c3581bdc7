package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Stillness;
import dev.cairn.message.Letter;
import dev.cairn.message.Mailbox;
import dev.cairn.message.MessageOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mailboxes with names, as one process sees them: in memory, and in a file. */
class NamedMailboxTest extends StoreTest {
    private static final int MANY = 300;

    @TempDir
    Path directory;

    /** Where the store is. */
    enum Place {
        MEMORY,
        ONE_WRITER,
        SEVERAL_WRITERS
    }

    private record Point(int x, String name) {}

    private Path path() {
        return directory.resolve("a.store");
    }

    private Store open(Place place) {
        StoreOptions options = StoreOptions.defaults().maxBytes(64L << 20);
        return place == Place.MEMORY
                ? stores.open(options)
                : Store.open(path(), options.exclusive(place != Place.SEVERAL_WRITERS));
    }

    private static void send(Mailbox box, long from, long to) {
        for (long i = from; i < to; i++) {
            assertTrue(box.trySendValue(i));
        }
    }

    private static Object next(Mailbox box) {
        return Objects.requireNonNull(Objects.requireNonNull(box.poll()).open());
    }

    private static void receive(Mailbox box, long from, long to) {
        for (long i = from; i < to; i++) {
            assertEquals(i, next(box));
        }
    }

    @ParameterizedTest
    @EnumSource
    void lettersOfAllFormsComeInOrder(Place place) throws InterruptedException {
        try (Store store = open(place)) {
            MessageOptions options = MessageOptions.defaults().store(store).types(Point.class);
            Mailbox box = Mailbox.named(options, "box");
            assertNull(box.poll());
            String text = "a text that is too long for a place of a segment";
            PVector<String> vector = PVector.of(store, Codec.STRING, text, "b");
            for (int i = 0; i < MANY; i++) {
                assertTrue(box.sendValue((long) i));
                assertTrue(box.sendValue(text + i));
                assertTrue(box.sendValue(vector));
                assertTrue(box.sendValue(List.of(vector, new Point(i, "p"))));
                assertTrue(box.send(Letter.of(options, LongVector.of(store, i))));
            }
            assertTrue(box.trySendSystem(Letter.of(store, -1L)));
            assertEquals(5 * MANY, box.size());
            assertEquals(-1L, next(box));
            for (int i = 0; i < MANY; i++) {
                assertEquals((long) i, next(box));
                assertEquals(text + i, next(box));
                assertEquals(vector, next(box));
                assertEquals(List.of(vector, new Point(i, "p")), next(box));
                assertEquals(LongVector.of(store, i), next(box));
            }
            assertNull(box.poll());
            assertEquals(0, box.size());
            assertEquals("Mailbox[0 letters]", box.toString());
            store.verify();
            assertTrue(Mailbox.remove(store, "box"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNameIsOneMailbox(Place place) throws InterruptedException {
        try (Store store = open(place)) {
            Mailbox one = Mailbox.named(store, "box");
            Mailbox other = Mailbox.named(store, "box");
            send(one, 0, 3);
            receive(other, 0, 1);
            receive(one, 1, 2);
            other.close();
            other.close();
            assertTrue(other.isClosed());
            assertNull(other.poll());
            assertNull(other.receive());
            assertFalse(other.trySendValue(1));
            assertFalse(one.isClosed());
            receive(one, 2, 3);
            send(Mailbox.named(store, "another"), 0, 1);
            assertNull(one.poll());
            assertEquals(new Mailbox.Dropped(0, 0), one.closeAndCount());
            assertTrue(Mailbox.remove(store, "box"));
            assertTrue(Mailbox.remove(store, "another"));
            assertFalse(Mailbox.remove(store, "box"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMailboxHasItsCapacity(Place place) throws Exception {
        try (Store store = open(place)) {
            MessageOptions options = MessageOptions.defaults().store(store);
            Mailbox box = Mailbox.named(options, "box", 3);
            send(box, 0, 3);
            assertFalse(box.trySendValue(3L));
            var e = assertThrows(NameTakenException.class, () -> Mailbox.named(options, "box", 4));
            assertTrue(e.getMessage().contains("for 3 letters; one for 4 letters"), e::getMessage);
            assertThrows(IllegalArgumentException.class, () -> Mailbox.named(options, "box", 0));
            FutureTask<Boolean> sending =
                    new FutureTask<>(() -> Mailbox.named(options, "box", 3).sendValue(3L));
            Thread.ofPlatform().daemon().start(sending);
            receive(box, 0, 3);
            assertTrue(sending.get());
            receive(Mailbox.named(store, "box"), 3, 4);
            Mailbox.remove(store, "box");
            Mailbox unbounded = Mailbox.named(store, "box");
            send(unbounded, 0, 4);
            assertThrows(NameTakenException.class, () -> Mailbox.named(options, "box", 4));
            Mailbox.remove(store, "box");
        }
    }

    @ParameterizedTest
    @EnumSource
    void atomsAndMailboxesShareNames(Place place) {
        try (Store store = open(place)) {
            store.atom("atom", LongVector.of(store, 1));
            send(Mailbox.named(store, "box"), 0, 1);
            assertEquals(Set.of("atom"), store.atomNames());
            for (int i = 0; i < 2; i++) {
                assertThrows(NameTakenException.class, () -> Mailbox.named(store, "atom"));
                assertThrows(NameTakenException.class, () -> Mailbox.remove(store, "atom"));
                assertThrows(NameTakenException.class, () -> store.atom("box", LongVector.of(store, 1)));
                assertThrows(NameTakenException.class, () -> store.removeAtom("box"));
            }
            var e = assertThrows(RuntimeException.class, () -> store.<LongVector>atom("box"));
            assertTrue(place == Place.MEMORY || e instanceof NameTakenException, e::toString);
            assertThrows(IllegalArgumentException.class, () -> Mailbox.named(store, "x".repeat(1025)));
            assertTrue(store.removeAtom("atom"));
            send(Mailbox.named(store, "atom"), 0, 1);
            Mailbox.remove(store, "box");
            assertEquals(1, store.atom("box", LongVector.of(store, 1)).get().size());
            assertTrue(store.removeAtom("box"));
            assertTrue(Mailbox.remove(store, "atom"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRemovedMailboxIsClosedAndItsLettersAreDropped(Place place) throws Exception {
        try (Store store = open(place)) {
            Mailbox box = Mailbox.named(store, "box");
            FutureTask<Letter> receiving = new FutureTask<>(box::receive);
            Thread waiting = Thread.ofPlatform().daemon().start(receiving);
            while (waiting.getState() == Thread.State.NEW) {
                Thread.onSpinWait();
            }
            assertTrue(Mailbox.remove(store, "box"));
            assertNull(receiving.get());
            assertTrue(box.isClosed());
            assertFalse(box.trySendValue(1));
            Mailbox again = Mailbox.named(store, "box");
            store.reclaim();
            long nodes = store.stats().liveNodes();
            for (int i = 0; i < MANY; i++) {
                again.sendValue(LongVector.of(store, i, i + 1));
            }
            assertTrue(store.stats().liveNodes() > nodes + MANY);
            Letter taken = Objects.requireNonNull(again.poll());
            assertTrue(Mailbox.remove(store, "box"));
            assertNull(again.poll());
            assertEquals(LongVector.of(store, 0, 1), taken.open());
            store.reclaim();
            assertTrue(store.stats().liveNodes() < nodes + 20, () -> nodes + " before, " + store.stats());
            store.verify();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "MEMORY", mode = EnumSource.Mode.EXCLUDE)
    void lettersStayInTheFile(Place place) {
        PVector<String> vector;
        try (Store store = open(place)) {
            Mailbox box = Mailbox.named(store, "box");
            vector = PVector.of(store, Codec.STRING, "in the file");
            send(box, 0, 100);
            receive(box, 0, 5);
            for (int i = 0; i < 100; i++) {
                assertTrue(box.trySendValue(List.of(vector, i)));
            }
        }
        for (Place next : List.of(Place.SEVERAL_WRITERS, Place.ONE_WRITER)) {
            try (Store store = open(next)) {
                assertEquals(0, store.verify().lostBytes());
                Mailbox box = Mailbox.named(store, "box");
                assertEquals(next == Place.SEVERAL_WRITERS ? 195 : 146, box.size());
                for (int i = 0; i < 50; i++) {
                    assertNotNull(next(box));
                }
                send(box, 1_000, 1_001);
                store.verify();
            }
        }
        try (Store store = open(place)) {
            Mailbox box = Mailbox.named(store, "box");
            List<Object> all = new ArrayList<>();
            for (Letter letter = box.poll(); letter != null; letter = box.poll()) {
                all.add(Objects.requireNonNull(letter.open()));
            }
            assertEquals(97, all.size());
            assertEquals(2, all.stream().filter(Long.class::isInstance).count());
            assertEquals("in the file", ((PVector<?>) ((List<?>) all.getFirst()).getFirst()).get(0));
            assertEquals(0, box.lost());
            assertTrue(Mailbox.remove(store, "box"));
            store.verify();
        }
        try (Store store = open(place)) {
            assertNull(Mailbox.named(store, "box").poll());
            assertEquals(0, store.verify().lostBytes());
        }
    }

    /** The letters that a process had taken and not opened are lost with it, and counted. */
    @ParameterizedTest
    @EnumSource(names = "MEMORY", mode = EnumSource.Mode.EXCLUDE)
    void theNextProcessReceivesAfterAKill(Place place) {
        Path copy = directory.resolve("copy.store");
        try (Store store = open(place)) {
            Mailbox box = Mailbox.named(store, "box");
            for (long i = 0; i < MANY; i++) {
                assertTrue(
                        box.trySendValue(i % 2 == 0 ? (Object) i : List.of(i, "a text that needs a node of its own")));
            }
            for (int i = 0; i < 100; i++) {
                next(box);
            }
            List<Letter> taken = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                taken.add(Objects.requireNonNull(box.poll()));
            }
            Stillness.copy(store.core(), path(), copy);
            taken.forEach(Letter::close);
        }
        try (Store store = Store.open(copy, StoreOptions.defaults().exclusive(place != Place.SEVERAL_WRITERS))) {
            Mailbox box = Mailbox.named(store, "box");
            assertInstanceOf(List.class, next(box));
            assertEquals(7, box.lost());
            receive(box, 108, 109);
            assertEquals(MANY - 109, box.size());
            store.verify();
        }
    }

    @Test
    void imagesAndReadersHaveNoMailboxes() {
        Path image = directory.resolve("image");
        try (Store store = open(Place.SEVERAL_WRITERS)) {
            send(Mailbox.named(store, "box"), 0, 100);
            store.atom("atom", LongVector.of(store, 1));
            send(Mailbox.named(store, "another"), 0, 100);
            store.checkpoint(image);
            try (Store reader = reader(store)) {
                assertEquals(Set.of("atom"), reader.atomNames());
                assertEquals(1, reader.<LongVector>atom("atom").get().size());
                assertThrows(NameTakenException.class, () -> reader.atom("box"));
                assertThrows(NameTakenException.class, () -> reader.atom("box", LongVector.empty(reader)));
                assertThrows(ReadOnlyStoreException.class, () -> Mailbox.named(reader, "box"));
                assertThrows(ReadOnlyStoreException.class, () -> Mailbox.remove(reader, "box"));
            }
        }
        try (Store restored = Store.restore(image, directory.resolve("restored.store"))) {
            assertEquals(Set.of("atom"), restored.atomNames());
            assertNull(Mailbox.named(restored, "box").poll());
        }
        try (Store copy = Store.open(path(), StoreOptions.defaults().untrusted(true))) {
            assertEquals(Set.of("atom"), copy.atomNames());
            assertNull(Mailbox.named(copy, "box").poll());
            copy.verify();
        }
    }

    /** In a JVM of its own a store would be opened twice; a copy of the file stands for it. */
    private Store reader(Store of) {
        Path copy = directory.resolve("read.store");
        Stillness.copy(of.core(), path(), copy);
        return Store.openReadOnly(copy);
    }

    @ParameterizedTest
    @EnumSource
    void whoWaitsHearsThatTheStoreWasClosed(Place place) throws Exception {
        Store store = open(place);
        Mailbox box = Mailbox.named(store, "box");
        assertNull(box.receive(Duration.ofMillis(1)));
        FutureTask<Letter> receiving = new FutureTask<>(box::receive);
        Thread.ofPlatform().daemon().start(receiving);
        store.close();
        ExecutionException ended = assertThrows(ExecutionException.class, receiving::get);
        assertInstanceOf(StoreClosedException.class, ended.getCause());
        assertThrows(StoreClosedException.class, () -> box.trySendValue(1));
        assertThrows(StoreClosedException.class, box::poll);
        box.close();
        assertEquals(0, box.size());
    }

    /** Threads of one process send and receive by handles of their own. */
    @ParameterizedTest
    @EnumSource
    void threadsSendAndReceive(Place place) throws Exception {
        try (Store store = open(place)) {
            MessageOptions options = MessageOptions.defaults().store(store);
            List<FutureTask<Boolean>> senders = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                long first = i * 1_000_000L;
                senders.add(new FutureTask<>(() -> {
                    Mailbox box = Mailbox.named(options, "box", 20);
                    for (long value = first; value < first + 5_000; value++) {
                        assertTrue(box.sendValue(value));
                    }
                    return true;
                }));
                Thread.ofPlatform().daemon().start(senders.getLast());
            }
            Mailbox box = Mailbox.named(options, "box", 20);
            long[] next = {0, 1_000_000, 2_000_000};
            for (int i = 0; i < 15_000; i++) {
                long value = (Long) Objects.requireNonNull(
                        Objects.requireNonNull(box.receive()).open());
                assertEquals(next[(int) (value / 1_000_000)]++, value);
            }
            for (FutureTask<Boolean> sender : senders) {
                assertTrue(sender.get());
            }
            assertTrue(Mailbox.remove(store, "box"));
        }
    }
}
