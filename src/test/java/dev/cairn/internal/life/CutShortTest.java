package dev.cairn.internal.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.node.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What an error leaves behind that comes at a point where no allocation can fail, so that no other test can place it. */
class CutShortTest {
    private final Family family = new Family();
    private final Core core = family.core;
    private final AtomicInteger numbers = new AtomicInteger();
    private final StackOverflowError error = new StackOverflowError("as a test wants it");

    private void cutShort(Core.Change<?> change) {
        assertSame(error, assertThrows(StackOverflowError.class, () -> core.change(change)));
    }

    @Test
    void aCountThatWasRaisedForATokenThatCouldNotBeMade() {
        cutShort(stripe -> {
            core.counts().raise(family.loner);
            throw error;
        });
        core.verify();
        assertEquals(1, core.repairs());
    }

    @Test
    void descriptorsStay() {
        DescriptorTable table = core.descriptors();
        int number = DescriptorWriter.add(core, "a text", TypeLayout.NONE);
        cutShort(stripe -> {
            core.counts().raise(table.first());
            throw error;
        });
        core.verify();
        assertEquals(1, core.repairs());
        assertEquals("a text", table.text(number));
        assertEquals(number + 1, DescriptorWriter.add(core, "another", TypeLayout.NONE));
        core.verify();
    }

    /** A header that an error cut short before its body was written, so that it has, by chance, the number of another one. */
    @Test
    void aNumberInAHeaderThatNothingLeadsTo() {
        int number = label();
        cutShort(stripe -> {
            int orphan = header(stripe);
            core.memory().setInt(Header.atLabel(core.memory(), orphan), number);
            throw error;
        });
        core.verify();
        assertEquals(1, core.repairs());
        CollectorSignal.collect();
        assertEquals(List.of("codec"), core.labels().get(number));
    }

    /** The reclaimer counted a header off, and was cut short before it freed it. */
    @Test
    void aHeaderThatWasCountedOff() {
        int number = label();
        cutShort(stripe -> {
            Labels.Labelled labelled = core.labels().of(List.of("codec"), "codec", numbers::incrementAndGet);
            int dead = HeaderWriter.attach(core, stripe, labelled, header(stripe));
            core.labels().headerDied(core.memory(), dead);
            throw error;
        });
        core.verify();
        CollectorSignal.collect();
        assertEquals(List.of("codec"), core.labels().get(number));
    }

    /** The number of an object that only a header keeps. */
    private int label() {
        return core.change(stripe -> {
            Labels.Labelled labelled =
                    core.labels().of(new ArrayList<>(List.of("codec")), "codec", numbers::incrementAndGet);
            stripe.registerHolder(this, HeaderWriter.attach(core, stripe, labelled, header(stripe)), 0, null);
            return labelled.number();
        });
    }

    private int header(Stripe stripe) {
        return HeaderWriter.write(core, stripe, new Header(family.loner, 0, 0, 0));
    }

    /** What cannot be labelled just then must not have the next one get a number that is in use. */
    @Test
    void aNumberThatWasTakenAndNotGiven() {
        Labels labels = core.labels();
        labels.of(List.of("first"), "first", numbers::incrementAndGet);
        Object kept = new ArrayList<>(List.of("other"));
        int second = labels.of(kept, "other", numbers::incrementAndGet).number();
        assertTrue(labels.label(1).enqueue()); // as the collector does
        AtomicInteger asked = new AtomicInteger();
        Object failing = new Object() {
            @Override
            public int hashCode() {
                if (asked.incrementAndGet() == 3) { // when it has a number
                    throw error;
                }
                return 1;
            }
        };
        assertThrows(StackOverflowError.class, () -> labels.of(failing, "first", numbers::incrementAndGet));
        Object third = List.of("third");
        assertNotEquals(
                second, labels.of(third, "first", numbers::incrementAndGet).number());
        assertSame(kept, labels.get(second));
    }
}
