package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.message.Letter;
import dev.cairn.message.Mailbox;
import dev.cairn.message.MailboxStatus;
import dev.cairn.message.MessageOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a process sees of all mailboxes with names. */
class MailboxStatusTest extends ChildCase {
    private static final OptionalLong HERE =
            OptionalLong.of(ProcessHandle.current().pid());

    /** Where the store is. */
    enum Place {
        MEMORY,
        ONE_WRITER,
        SEVERAL_WRITERS
    }

    private Store open(Place place) {
        return place == Place.MEMORY
                ? Store.inMemory(CrewTest.options())
                : Store.open(path, CrewTest.options().exclusive(place == Place.ONE_WRITER));
    }

    private void require(Store store, Place place, MailboxStatus... expected) {
        assertEquals(List.of(expected), MailboxStatus.all(store));
        if (place != Place.MEMORY) {
            try (Store reader = Store.openReadOnly(path)) {
                assertEquals(List.of(expected), MailboxStatus.all(reader));
            }
        }
    }

    private static MailboxStatus status(String name, int senders, long letters, long system, OptionalLong receiver) {
        return new MailboxStatus(name, OptionalInt.empty(), senders, letters, system, receiver, 0);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsInThem(Place place) {
        try (Store store = open(place)) {
            require(store, place);
            store.atom("atom", LongVector.of(store, 1));
            Mailbox box = Mailbox.named(store, "box");
            Mailbox.named(MessageOptions.defaults().store(store), "bounded", 7);
            MailboxStatus bounded = new MailboxStatus("bounded", OptionalInt.of(7), 0, 0, 0, OptionalLong.empty(), 0);
            require(store, place, bounded, status("box", 0, 0, 0, OptionalLong.empty()));
            for (long i = 0; i < 100; i++) {
                box.trySendValue(i);
            }
            box.trySendSystem(Letter.of(store, "a"));
            require(store, place, bounded, status("box", 1, 100, 1, OptionalLong.empty()));
            Objects.requireNonNull(box.poll()).close();
            Objects.requireNonNull(box.poll()).close();
            require(store, place, bounded, status("box", 1, 99, 0, HERE));
            box.close();
            require(store, place, bounded, status("box", 1, 99, 0, OptionalLong.empty()));
            assertTrue(Mailbox.remove(store, "box"));
            require(store, place, bounded);
            assertTrue(Mailbox.remove(store, "bounded"));
        }
    }

    /** A process of its own, which receives two letters and waits. */
    static final class Receiver {
        private Receiver() {}

        public static void main(String[] arguments) throws IOException {
            try (Store store = Store.open(Path.of(arguments[0]), CrewTest.options());
                    Mailbox box = Mailbox.named(store, "box")) {
                Letter first = box.poll();
                box.poll();
                System.out.println("ready");
                System.in.read();
                System.out.println(first);
            }
        }
    }

    @Test
    void whoReceivesIsNamedWhileItLives() throws IOException, InterruptedException {
        try (Store store = Store.open(path, CrewTest.options())) {
            Mailbox box = Mailbox.named(store, "box");
            for (long i = 0; i < 5; i++) {
                box.trySendValue(i);
            }
            child = ChildJvm.startReady(List.of(), Receiver.class, path.toString());
            require(store, Place.SEVERAL_WRITERS, status("box", 1, 3, 0, OptionalLong.of(child.pid())));
            killChild();
            while (MailboxStatus.all(store).getFirst().receiver().isPresent()) {
                Thread.onSpinWait(); // who leads may have its lock for a moment
            }
            require(store, Place.SEVERAL_WRITERS, status("box", 1, 3, 0, OptionalLong.empty()));
        }
    }
}
