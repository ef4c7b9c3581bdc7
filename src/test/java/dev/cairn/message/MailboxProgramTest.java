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
import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.letter.LetterBridge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Programs of sending, receiving, passing on and closing, done to mailboxes and to deques side by side. */
class MailboxProgramTest extends StoreTest {
    private static final int STEPS = 250;
    private static final int CAPACITY = 100;
    private static final int MAILBOXES = 3;
    private static final int HELD_MOST = 80;

    /** A mailbox, and what is in it. */
    private static final class Both {
        final Mailbox mailbox;
        final Deque<Object> ordinary = new ArrayDeque<>();
        final Deque<Object> urgent = new ArrayDeque<>();

        Both(Mailbox mailbox) {
            this.mailbox = mailbox;
        }

        /** Whether it took a letter of {@code value}. */
        void sent(boolean sent, Object value, boolean isUrgent) {
            boolean hasRoom = isUrgent || ordinary.size() < CAPACITY;
            assertEquals(hasRoom && !mailbox.isClosed(), sent);
            if (sent) {
                (isUrgent ? urgent : ordinary).add(value);
            }
        }

        @Nullable
        Object take() {
            return urgent.isEmpty() ? ordinary.poll() : urgent.poll();
        }

        void close() {
            mailbox.close();
            ordinary.clear();
            urgent.clear();
        }
    }

    /** A letter that the program holds, and what is in it. */
    private record Held(Letter letter, Object value) {}

    private final List<Both> mailboxes = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();

    @Property(tries = 30)
    void everyProgramDoesWhatItDoesToDeques(@ForAll Setting setting, @ForAll long seed) {
        Store store = stores.shared(setting);
        Allocator allocator = LetterBridge.get().core(store).allocator();
        Random random = new Random(seed);
        for (int i = 0; i < MAILBOXES; i++) {
            mailboxes.add(new Both(Mailbox.bounded(store, CAPACITY)));
        }
        for (int i = 0; i < STEPS; i++) {
            allocator.failAt(random.nextInt(150) == 0 ? 1 + random.nextInt(3) : 0);
            step(store, random);
            allocator.failAt(0);
        }
        store.verify();
        mailboxes.clear();
        held.clear();
    }

    private void step(Store store, Random random) {
        int index = random.nextInt(MAILBOXES);
        Both both = mailboxes.get(index);
        switch (random.nextInt(100)) {
            case 0 -> both.close();
            case 1 -> mailboxes.set(index, new Both(Mailbox.bounded(store, CAPACITY)));
            case 2 -> store.verify();
            default -> {
                if (random.nextBoolean()) {
                    send(both, store, random);
                } else {
                    receive(both, random);
                }
            }
        }
        assertEquals(both.ordinary.size(), both.mailbox.size());
    }

    private void send(Both both, Store store, Random random) {
        Object value = switch (random.nextInt(4)) {
            case 0 -> LongVector.of(store, random.nextLong());
            case 1 -> List.of(random.nextLong(), LongVector.of(store, random.nextLong()));
            case 2 -> Long.toString(random.nextLong());
            default -> random.nextLong();
        };
        boolean isUrgent = random.nextInt(5) == 0;
        if (!isUrgent && random.nextBoolean()) {
            both.sent(both.mailbox.trySendValue(value), value, false);
            return;
        }
        Held next = held.isEmpty() || random.nextBoolean()
                ? new Held(Letter.of(store, value), value)
                : held.remove(random.nextInt(held.size()));
        Letter letter = next.letter;
        both.sent(isUrgent ? both.mailbox.trySendSystem(letter) : both.mailbox.trySend(letter), next.value, isUrgent);
        use(next, letter.toString().contains("sent"), random);
    }

    private void receive(Both both, Random random) {
        Letter letter = both.mailbox.poll();
        Object expected = both.take();
        if (expected == null) {
            assertNull(letter);
        } else if (letter == null) {
            throw new AssertionError("no letter where " + expected + " is to be");
        } else {
            use(new Held(letter, expected), false, random);
        }
    }

    private void use(Held next, boolean isUsedUp, Random random) {
        Letter letter = next.letter;
        if (isUsedUp) {
            assertThrows(IllegalStateException.class, letter::open);
            return;
        }
        switch (random.nextInt(5)) {
            case 0 -> letter.close();
            case 1 -> assertEquals(next.value, letter.reader().decode());
            case 2 -> assertTrue(held.size() > HELD_MOST || held.add(next));
            default -> {
                assertEquals(next.value, letter.open());
                assertFalse(letter.toString().contains("unread"));
            }
        }
    }
}
