package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.LongVector;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.internal.letter.LetterBridge;
import dev.cairn.internal.life.Drain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one thread sees of a mailbox. */
class MailboxTest extends StoreTest {
    /** More than three segments. */
    private static final int MANY = 200;

    private static Letter letter(Store store, long number) {
        return Letter.of(store, LongVector.of(store, number));
    }

    private static long number(Letter letter) {
        return ((LongVector) letter.open()).get(0);
    }

    private static void send(Mailbox mailbox, long from, long to) {
        for (long i = from; i < to; i++) {
            assertTrue(mailbox.trySend(letter(mailbox.store(), i)));
        }
    }

    private static long next(Mailbox mailbox) {
        return number(Objects.requireNonNull(mailbox.poll()));
    }

    @ParameterizedTest
    @EnumSource
    void lettersComeOutInOrder(Setting setting) {
        Store store = stores.open(setting);
        Mailbox mailbox = Mailbox.unbounded(store);
        int sent = 0;
        for (int received = 0; received < 3 * MANY; received++) {
            int more = received % 7 == 0 ? 8 : sent == received ? 1 : 0;
            send(mailbox, sent, sent + more);
            sent += more;
            assertEquals(sent - received, mailbox.size());
            assertEquals(received, next(mailbox));
            store.verify();
        }
    }

    @Test
    void anEmptyMailboxGivesNothing() throws InterruptedException {
        Mailbox mailbox = Mailbox.unbounded(stores.open());
        assertNull(mailbox.poll());
        assertNull(mailbox.receive(Duration.ofMillis(1)));
        send(mailbox, 0, 1);
        assertEquals(0, next(mailbox));
        assertNull(mailbox.poll());
    }

    @Test
    void systemLettersJumpTheQueue() {
        Store store = stores.open();
        Mailbox mailbox = Mailbox.bounded(store, MANY);
        send(mailbox, 0, MANY);
        for (int i = 0; i < MANY; i++) {
            assertTrue(mailbox.trySendSystem(letter(store, 1_000 + i)));
        }
        for (int i = 0; i < MANY; i++) {
            assertEquals(1_000 + i, next(mailbox));
        }
        assertEquals(0, next(mailbox));
    }

    @Test
    void aBoundedMailboxRefusesWhatDoesNotFit() {
        Store store = stores.open();
        Mailbox mailbox = Mailbox.bounded(store, 3);
        for (long round = 0; round < MANY; round++) {
            send(mailbox, 3 * round, 3 * round + 3);
            Letter tooMuch = letter(store, -1);
            assertFalse(mailbox.trySend(tooMuch));
            assertEquals(-1, number(tooMuch));
            assertEquals(3 * round, next(mailbox));
            assertEquals(3 * round + 1, next(mailbox));
            assertEquals(3 * round + 2, next(mailbox));
        }
        assertThrows(IllegalArgumentException.class, () -> Mailbox.bounded(store, 0));
    }

    @Test
    void sweepingSaysWhatWasDropped() {
        Store store = stores.open();
        Mailbox mailbox = Mailbox.unbounded(store);
        send(mailbox, 0, MANY);
        assertEquals(0, next(mailbox));
        assertTrue(mailbox.trySendSystem(letter(store, -1)));
        Mailbox.Dropped dropped = mailbox.closeAndCount();
        assertEquals(MANY, dropped.letters());
        assertTrue(dropped.bytes() >= 48L * MANY && dropped.bytes() <= 128L * MANY, dropped::toString);
        assertTrue(mailbox.isClosed());
        assertEquals(new Mailbox.Dropped(0, 0), mailbox.closeAndCount());
    }

    @Test
    void aClosedMailboxGivesLettersBackOrDropsThem() throws InterruptedException {
        Store store = stores.open();
        Mailbox mailbox = Mailbox.unbounded(store);
        mailbox.close();
        Letter letter = letter(store, 5);
        assertFalse(mailbox.trySend(letter));
        assertFalse(mailbox.trySendSystem(letter));
        assertEquals(5, number(letter));
        Letter dropped = letter(store, 6);
        assertFalse(mailbox.send(dropped));
        assertThrows(IllegalStateException.class, dropped::open);
        assertNull(mailbox.poll());
        assertNull(mailbox.receive());
        assertEquals("Mailbox[closed]", mailbox.toString());
    }

    @ParameterizedTest
    @EnumSource
    void closingDropsWhatWaits(Setting setting) {
        for (int received : new int[] {0, 1, 63, 64, 65, 128, MANY}) {
            Store store = stores.open(setting);
            Mailbox mailbox = Mailbox.unbounded(store);
            send(mailbox, 0, MANY);
            assertTrue(mailbox.trySendSystem(letter(store, MANY)));
            for (int i = 0; i < received; i++) {
                assertNotNull(mailbox.poll());
            }
            mailbox.close();
            mailbox.close();
            assertEquals(0, mailbox.size());
            store.verify();
        }
    }

    @Test
    void lettersOutliveTheirMailbox() {
        Store store = stores.open();
        Mailbox mailbox = Mailbox.unbounded(store);
        send(mailbox, 0, MANY);
        List<Letter> received = new ArrayList<>();
        for (int i = 0; i < MANY / 2; i++) {
            received.add(mailbox.poll());
        }
        mailbox.close();
        store.reclaim();
        store.verify();
        for (int i = MANY / 2; --i >= 0; ) {
            assertEquals(i, number(received.get(i)));
        }
    }

    /** Some letters are nodes, the others lie in their segments; that handles of used-up letters are there does not matter. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64, MANY})
    void whatIsReadIsFreedWithoutACollection(int every) {
        Store store = stores.open();
        Mailbox mailbox = Mailbox.unbounded(store);
        List<Letter> read = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            if (i % every == 0) {
                send(mailbox, i, i + 1);
            } else {
                assertTrue(mailbox.trySendValue((long) i));
            }
            Letter letter = Objects.requireNonNull(mailbox.poll());
            letter.close();
            read.add(letter);
        }
        Drain.of(LetterBridge.get().core(store));
        var left = store.stats().byKind();
        assertNull(left.get("bearing_letter"));
        assertNull(left.get("header"));
        assertEquals(1, Objects.requireNonNull(left.get("segment")).nodes());
        mailbox.close();
        assertEquals(MANY, read.size());
    }

    /** What is held keeps its segment, and not those behind it. */
    @Test
    void closingDropsWhatWaitsBehindALetterThatIsHeld() {
        Store store = stores.open();
        Mailbox mailbox = Mailbox.unbounded(store);
        send(mailbox, 0, MANY);
        Letter held = Objects.requireNonNull(mailbox.poll());
        mailbox.close();
        Drain.of(LetterBridge.get().core(store));
        assertTrue(Objects.requireNonNull(store.stats().byKind().get("bearing_letter"))
                        .nodes()
                <= 64);
        assertEquals(0, number(held));
    }

    @Test
    void aLetterIsPassedOn() {
        Store store = stores.open();
        Mailbox first = Mailbox.unbounded(store);
        Mailbox second = Mailbox.unbounded(store);
        send(first, 0, MANY);
        for (int i = 0; i < MANY; i++) {
            Letter letter = Objects.requireNonNull(first.poll());
            assertTrue((i % 3 == 0 ? first : second).trySend(letter));
            assertThrows(IllegalStateException.class, letter::open);
        }
        store.verify();
        assertEquals(1, next(second));
        assertEquals(0, next(first));
    }
}
