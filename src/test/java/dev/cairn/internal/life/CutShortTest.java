package dev.cairn.internal.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** What an error leaves behind that comes at a point where no allocation can fail, so that no other test can place it. */
class CutShortTest {
    private final Family family = new Family();
    private final Core core = family.core;
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
}
