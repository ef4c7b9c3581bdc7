package dev.cairn.internal.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.cairn.LongVector;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.internal.life.Core;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("besideQuiet")
class EnvelopeTest extends StoreTest {
    /** An error may come after a letter was sent, say when the store is to be relieved. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 50})
    void whatWasSentIsSentWhateverComesAfter(int words) {
        Store store = stores.open();
        Core core = LetterBridge.get().core(store);
        LetterQueue from = LetterQueue.make(core, Lane.CAPACITY_MAX);
        LetterQueue to = LetterQueue.make(core, Lane.CAPACITY_MAX);
        Draft draft = words == 0 ? stone(core, LongVector.of(store, 1)) : new Draft();
        for (int i = 0; i < words; i++) {
            draft.append(i);
        }
        from.offer(draft);
        Envelope letter = Objects.requireNonNull(from.poll());
        letter.use();
        core.change(stripe -> to.offer(stripe, letter, false));
        letter.release();
        assertEquals(Envelope.State.SENT, letter.state());
        assertFalse(letter.begin());
        assertNotNull(to.poll());
        assertNull(to.poll());
    }

    /** An error may come after a stone was given to the value that is made of it. */
    @Test
    void whatWasGivenIsOpenedWhateverComesAfter() {
        Store store = stores.open();
        Core core = LetterBridge.get().core(store);
        LetterQueue queue = LetterQueue.make(core, Lane.CAPACITY_MAX);
        queue.offer(stone(core, LongVector.of(store, 1)));
        Envelope letter = Objects.requireNonNull(queue.poll());
        letter.use();
        core.change(stripe -> {
            stripe.drop(letter.give(stripe, (int) letter.word(1)));
            return true;
        });
        letter.release();
        letter.end(Envelope.State.CLOSED);
        assertEquals(Envelope.State.OPENED, letter.state());
        assertFalse(letter.begin());
        store.verify();
    }

    private static Draft stone(Core core, LongVector value) {
        Draft draft = new Draft();
        draft.append(0);
        draft.append(0, Objects.requireNonNull(LetterBridge.get().ready(core, value)));
        return draft;
    }
}
