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
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** User code that runs while a letter is written or opened, and uses the same mailbox or letter. */
@Tag("beside")
class ReentrantLettersTest extends StoreTest {
    /** Run once, by the next use of what the test sends. */
    private static @Nullable Runnable once;

    private static void run() {
        Runnable now = once;
        once = null;
        if (now != null) {
            now.run();
        }
    }

    private record Part(long number, @Nullable LongVector stone) {
        private Part {
            run();
        }
    }

    /** A list of which looking at an element runs something. */
    private static List<Object> list(Object... elements) {
        return new AbstractList<>() {
            @Override
            public Object get(int index) {
                run();
                return elements[index];
            }

            @Override
            public int size() {
                return elements.length;
            }
        };
    }

    private static Mailbox mailbox(Store store, int capacity) {
        return Mailbox.bounded(MessageOptions.defaults().store(store).types(Part.class), capacity);
    }

    private static @Nullable Object next(Mailbox mailbox) {
        return Objects.requireNonNull(mailbox.poll()).open();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenMaySendToTheSameMailbox(Setting setting) {
        Store store = stores.open(setting);
        Mailbox mailbox = mailbox(store, 200);
        once = () -> {
            for (int i = 0; i < 100; i++) {
                assertTrue(mailbox.trySendValue(i % 2 == 0 ? LongVector.of(store, i) : i));
            }
        };
        assertTrue(mailbox.trySendValue(list("outer", LongVector.of(store, 7))));
        for (int i = 0; i < 100; i++) {
            assertEquals(i % 2 == 0 ? LongVector.of(store, i) : i, next(mailbox));
        }
        assertEquals(List.of("outer", LongVector.of(store, 7)), next(mailbox));
        assertNull(mailbox.poll());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenMayFillOrCloseTheMailbox(Setting setting) throws InterruptedException {
        Store store = stores.open(setting);
        Mailbox mailbox = mailbox(store, 1);
        once = () -> assertTrue(mailbox.trySendValue(1));
        assertFalse(mailbox.trySendValue(list(2, 3)));
        assertEquals(1, next(mailbox));
        once = mailbox::close;
        assertFalse(mailbox.sendValue(list(4, LongVector.of(store, 5))));
        assertNull(mailbox.poll());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOpenedMayUseTheMailbox(Setting setting) {
        Store store = stores.open(setting);
        Mailbox mailbox = mailbox(store, 200);
        assertTrue(mailbox.trySendValue(new Part(1, LongVector.of(store, 1))));
        assertTrue(mailbox.trySendValue(2));
        once = () -> {
            assertEquals(2, next(mailbox));
            assertTrue(mailbox.trySendValue(3));
        };
        Object opened = next(mailbox);
        assertEquals(new Part(1, LongVector.of(store, 1)), opened);
        assertEquals(3, next(mailbox));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOpenedCannotUseItsOwnLetter(Setting setting) {
        Store store = stores.open(setting);
        Mailbox mailbox = mailbox(store, 200);
        assertTrue(mailbox.trySendValue(new Part(1, LongVector.of(store, 1))));
        Letter letter = Objects.requireNonNull(mailbox.poll());
        once = () -> {
            assertThrows(IllegalStateException.class, letter::open);
            assertThrows(IllegalStateException.class, letter::close);
            assertThrows(IllegalStateException.class, () -> mailbox.trySend(letter));
            mailbox.close();
        };
        Object opened = letter.open();
        assertEquals(new Part(1, LongVector.of(store, 1)), opened);
        assertNull(mailbox.poll());
    }
}
