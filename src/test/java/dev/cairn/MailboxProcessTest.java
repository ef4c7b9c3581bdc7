package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.message.Letter;
import dev.cairn.message.Mailbox;
import dev.cairn.message.MessageOptions;
import dev.cairn.message.OtherReceiverException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Two processes with one mailbox. */
class MailboxProcessTest extends FileCase {
    private static final int LETTERS = 20_000;
    private static final int CAPACITY = 100;
    private static final long LARGE = 1_000_000;

    enum Colour {
        RED,
        GREEN
    }

    record Car(String plate, Colour colour) {}

    private static Store open(Path path) {
        return Store.open(path, CrewTest.options());
    }

    private static MessageOptions options(Store store) {
        return MessageOptions.defaults().store(store).types(Car.class);
    }

    /** Sends numbers, and waits for room. */
    static final class Numbers {
        private Numbers() {}

        public static void main(String[] arguments) throws InterruptedException {
            try (Store store = open(Path.of(arguments[0]))) {
                Mailbox box = Mailbox.named(options(store), "box", CAPACITY);
                for (long i = 0; i < LETTERS; i++) {
                    if (!box.sendValue(i)) {
                        throw new AssertionError(i);
                    }
                }
            }
        }
    }

    @Test
    void lettersOfEachProcessComeInOrder() throws IOException, InterruptedException {
        try (Store store = open(path)) {
            Mailbox box = Mailbox.named(options(store), "box", CAPACITY);
            List<ChildProcess> children = List.of(
                    ChildProcess.start(List.of(), Numbers.class, path.toString()),
                    ChildProcess.start(List.of(), Numbers.class, path.toString()));
            long sum = 0;
            for (int i = 0; i < 2 * LETTERS; i++) {
                sum += (Long) Objects.requireNonNull(
                        Objects.requireNonNull(box.receive()).open());
            }
            assertEquals((long) LETTERS * (LETTERS - 1), sum);
            for (ChildProcess child : children) {
                child.requireEnd();
            }
            assertNull(box.poll());
            assertEquals(0, box.lost());
            store.reclaim();
            store.verify();
        }
    }

    /** Sends what another process must be able to read, and ends. */
    static final class Kinds {
        private Kinds() {}

        public static void main(String[] arguments) throws InterruptedException {
            try (Store store = open(Path.of(arguments[0]))) {
                Mailbox box = Mailbox.named(options(store), "box");
                Car car = new Car("a plate", Colour.GREEN);
                PMap<String, Car> cars =
                        PMap.empty(store, Codec.STRING, Codec.record(Car.class)).put("mine", car);
                box.sendValue(cars);
                box.sendValue(List.of(car, Colour.RED, cars, "a text that is too long for a place of a segment"));
                box.send(Letter.of(options(store), PVector.of(store, Codec.enumeration(Colour.class), Colour.RED)));
                LongVector large = LongVector.from(store, new long[(int) LARGE]);
                for (int i = 0; i < CAPACITY; i++) {
                    box.sendValue(large);
                }
                System.out.println("ready");
            }
        }
    }

    @Test
    void whatOneProcessSentAnotherReads() throws IOException, InterruptedException {
        try (Store store = open(path)) {
            ChildProcess child = ChildProcess.start(List.of(), Kinds.class, path.toString());
            child.require("ready");
            child.requireEnd();
            Mailbox box = Mailbox.named(options(store), "box");
            Car car = new Car("a plate", Colour.GREEN);
            PMap<String, Car> cars =
                    PMap.empty(store, Codec.STRING, Codec.record(Car.class)).put("mine", car);
            assertEquals(cars, next(box));
            List<?> all = (List<?>) next(box);
            assertEquals(List.of(car, Colour.RED, cars, "a text that is too long for a place of a segment"), all);
            assertEquals(PVector.of(store, Codec.enumeration(Colour.class), Colour.RED), next(box));
            for (int i = 0; i < CAPACITY; i++) {
                assertEquals(LARGE, ((LongVector) next(box)).size());
            }
            assertNull(box.poll());
            long[] large = new long[(int) LARGE];
            assertThrows(NotPortableException.class, () -> PVector.of(store, Codec.object(), large));
            assertTrue(box.trySendValue(1L));
        }
        try (Store store = open(path)) {
            assertEquals(1L, next(Mailbox.named(store, "box")));
            assertEquals(0, store.verify().lostBytes());
        }
    }

    private static Object next(Mailbox box) {
        return Objects.requireNonNull(Objects.requireNonNull(box.poll()).open());
    }

    /** Receives two letters, one of which it does not open, and waits. */
    static final class Receiver {
        private Receiver() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            try (Store store = open(Path.of(arguments[0]))) {
                Mailbox box = Mailbox.named(store, "box");
                System.out.println(Objects.requireNonNull(box.receive()).open());
                Letter second = Objects.requireNonNull(box.receive());
                System.out.println("ready");
                System.in.read();
                System.out.println(second);
            }
        }
    }

    @Test
    void anotherProcessReceivesAfterAKill() throws IOException, InterruptedException {
        try (Store store = open(path)) {
            Mailbox box = Mailbox.named(store, "box");
            for (long i = 0; i < LETTERS; i++) {
                assertTrue(box.trySendValue(i));
            }
            ChildProcess child = ChildProcess.start(List.of(), Receiver.class, path.toString());
            child.require("0");
            child.require("ready");
            var e = assertThrows(OtherReceiverException.class, box::poll);
            assertEquals(child.process().pid(), e.pid());
            assertTrue(e.getMessage().contains("process " + child.process().pid()), e::getMessage);
            assertThrows(OtherReceiverException.class, box::receive);
            child.kill();
            for (long i = 2; i < LETTERS; i++) {
                assertEquals(i, next(box));
            }
            assertEquals(1, box.lost());
            assertNull(box.poll());
            store.verify();
        }
    }

    /** Receives a letter, closes its handle, and waits. */
    static final class Leaver {
        private Leaver() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            try (Store store = open(Path.of(arguments[0]))) {
                try (Mailbox box = Mailbox.named(store, "box")) {
                    System.out.println(Objects.requireNonNull(box.receive()).open());
                }
                System.out.println("ready");
                System.in.read();
                Mailbox again = Mailbox.named(store, "box");
                System.out.println(again.isClosed() + " " + again.trySendValue(3L) + " " + again.size());
            }
        }
    }

    /** A process that closes its mailbox lets another one receive. A mailbox that one removed is closed in all. */
    @Test
    void aProcessLetsAnotherReceive() throws IOException, InterruptedException {
        try (Store store = open(path)) {
            Mailbox box = Mailbox.named(store, "box");
            assertTrue(box.trySendValue(1L) && box.trySendValue(2L));
            ChildProcess child = ChildProcess.start(List.of(), Leaver.class, path.toString());
            child.require("1");
            child.require("ready");
            assertEquals(2L, next(box));
            assertTrue(Mailbox.remove(store, "box"));
            assertTrue(box.isClosed());
            child.process().getOutputStream().close();
            child.require("false true 1");
            child.requireEnd();
            assertNotNull(Mailbox.named(store, "box").poll());
        }
    }

    /** Waits for a letter of a mailbox that is removed. */
    static final class Waiter {
        private Waiter() {}

        public static void main(String[] arguments) throws InterruptedException {
            try (Store store = open(Path.of(arguments[0]))) {
                Mailbox box = Mailbox.named(store, "box");
                System.out.println(Objects.requireNonNull(box.receive()).open());
                System.out.println(box.receive());
            }
        }
    }

    @Test
    void whoWaitsHearsThatTheMailboxWasRemoved() throws IOException, InterruptedException {
        try (Store store = open(path)) {
            Mailbox box = Mailbox.named(store, "box");
            ChildProcess child = ChildProcess.start(List.of(), Waiter.class, path.toString());
            assertTrue(box.trySendValue("hello"));
            child.require("hello");
            assertTrue(Mailbox.remove(store, "box"));
            child.require("null");
            child.requireEnd();
            store.verify();
        }
    }
}
