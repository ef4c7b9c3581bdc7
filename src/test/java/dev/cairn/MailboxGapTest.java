package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Writes;
import dev.cairn.message.Letter;
import dev.cairn.message.Mailbox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * At any write of a thread that sends to a mailbox of a file, its stack is full, and stays so until the error has left the sending. The letters behind
 * come in any case, as after a death of the process.
 */
class MailboxGapTest extends FileCase {
    private static final String TEXT = "a text that is too long for a place of a segment";

    /** Who sends or looks next. */
    enum Next {
        A_SENDER,
        THE_RECEIVER,
        THE_RECLAIMER
    }

    private int thrown;

    @BeforeEach
    void writesAreTold() {
        Assumptions.assumeTrue(Memory.CHECKED, "writes are told of only where every access is checked");
    }

    private static List<Function<Store, Object>> values() {
        return List.of(
                _ -> 5L,
                _ -> TEXT,
                store -> LongVector.of(store, 1, 2),
                store -> List.of(PVector.of(store, Codec.STRING, TEXT), TEXT));
    }

    @ParameterizedTest
    @EnumSource
    void theLettersBehindAreReceived(Next next) {
        try (Store store = Store.open(path, CrewTest.options())) {
            for (Function<Store, Object> value : values()) {
                for (boolean asLetter : List.of(false, true)) {
                    thrown = 0;
                    for (int write = 0; thrown == write; write++) {
                        play(store, value.apply(store), asLetter, write, next);
                    }
                    assertTrue(thrown > 3, () -> thrown + " errors");
                }
            }
            assertEquals(0, store.verify().lostBytes());
        }
    }

    private void play(Store store, Object value, boolean asLetter, int write, Next next) {
        Mailbox box = Mailbox.named(store, "box");
        assertTrue(box.trySendValue("first")); // its segment has room for all
        int before = thrown;
        if (asLetter) {
            Letter letter = Letter.of(store, value);
            withoutRoom(store, write, () -> box.trySend(letter));
        } else {
            withoutRoom(store, write, () -> box.trySendValue(value));
        }
        switch (next) {
            case A_SENDER -> assertTrue(box.trySendValue("last"));
            case THE_RECLAIMER -> awaitReclaimer(box);
            case THE_RECEIVER -> {}
        }
        List<Object> received = new ArrayList<>();
        for (Letter letter = box.poll(); letter != null; letter = box.poll()) {
            received.add(letter.open());
        }
        assertEquals(0, box.size());
        List<Object> expected = new ArrayList<>(List.of("first"));
        if (thrown == before || received.contains(value)) {
            expected.add(value);
        }
        if (next == Next.A_SENDER) {
            expected.add("last");
        }
        assertEquals(expected, received);
        assertTrue(Mailbox.remove(store, "box"));
        store.verify();
    }

    /** Until it has closed the gap: it says first that none is left, and takes a claim away last. */
    private static void awaitReclaimer(Mailbox box) {
        Object gaps = Fields.of(Fields.of(Fields.of(box, "queue"), "post"), "gaps");
        while ((boolean) Fields.of(gaps, "areLeft")
                || Arrays.stream((long[]) Fields.of(gaps, "claims")).anyMatch(claim -> claim != 0)) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Runs {@code sending}, in which the write {@code number} throws, and all that follow. */
    private void withoutRoom(Store store, int number, Runnable sending) {
        long sender = Thread.currentThread().threadId();
        int[] left = {number};
        Writes.listen((memory, _, _, _) -> {
            if (memory == store.core().memory() && Thread.currentThread().threadId() == sender && left[0]-- <= 0) {
                throw new StackOverflowError("as the test wants it");
            }
        });
        try {
            sending.run();
        } catch (StackOverflowError e) {
            thrown++;
        } finally {
            Writes.listen(null);
        }
    }
}
