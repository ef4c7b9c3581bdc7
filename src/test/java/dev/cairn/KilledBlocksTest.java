package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.alloc.Offers;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stillness;
import dev.cairn.internal.life.StoreSpace;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The free blocks that a killed process had: in its magazines, or on their way there. The next process has them. */
class KilledBlocksTest {
    private static final String LONG_TEXT = "a text that is too long for its slot, so that it has a node of its own ";
    private static final StoreOptions OPTIONS = StoreOptions.defaults().maxBytes(4L << 20);

    @TempDir
    Path directory;

    private Path path;
    private Path copy;

    @BeforeEach
    void name() {
        path = directory.resolve("a.store");
        copy = directory.resolve("copy.store");
    }

    /** A copy of the file is what a killed process leaves. */
    private Store openCopy(Store store) {
        Stillness.copy(store.core(), path, copy);
        return Store.open(copy, OPTIONS);
    }

    /** A group that the killed process was taking is offered again, also if the store is closed before a reclaimer has looked. */
    @Test
    void whatAKilledProcessWasTakingIsOffered() {
        int[] taken = new int[1];
        try (Store store = Store.open(path, OPTIONS)) {
            store.atom("texts", PVector.of(store, Codec.STRING, LONG_TEXT));
            Stillness.withoutReclaimer(store.core(), () -> {
                taken[0] = Offers.takeOne(store.core().memory(), store.core().allocator());
                Stillness.copy(store.core(), path, copy);
            });
            store.core().abandon(); // it has lost groups now
        }
        assertTrue(taken[0] > 0, "groups were taken");
        StoreMemory memory = StoreMemory.open(copy, OPTIONS, opened -> opened);
        Core next = memory.core(
                new StoreSpace.Settings(1L << 20, true, false)); // without a reclaimer's thread, which could be first
        next.attach(false);
        next.close();
        memory.leave(next::detach);
        try (Store last = Store.open(copy, OPTIONS)) {
            Core core = last.core();
            Stillness.withoutReclaimer(core, () -> assertEquals(0, Offers.missing(core.memory(), core.allocator())));
        }
    }

    /** A change that finds the store full empties the magazines. What they take after that is noted again. */
    @Test
    void whatIsTakenAfterTheStoreWasFullIsNoted() {
        try (Store store = Store.open(path, OPTIONS)) {
            Atom<PVector<String>> atom = store.atom("texts", PVector.empty(store, Codec.STRING));
            assertThrows(StoreFullException.class, () -> LongVector.from(store, new long[1_000_000]));
            for (int i = 1; i < 40; i++) {
                String text = LONG_TEXT.repeat(i);
                atom.updateAndGet(v -> v.append(text));
            }
            try (Store next = openCopy(store)) {
                assertEquals(
                        atom.get().asList(),
                        next.<PVector<String>>atom("texts").get().asList());
                Verification verified = next.verify();
                assertTrue(verified.lostBytes() < 4096, verified::toString);
            }
        }
    }
}
