package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.node.Kind;
import dev.cairn.internal.trie.vector.Roots;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the fixture of all other tests can fail. */
class StoresTest {
    private final Stores stores = new Stores();
    private final Leftovers leftovers = new Leftovers(3);

    private void end(String test) {
        stores.end(test, leftovers);
    }

    @Test
    void whatIsDroppedIsNoLeak() {
        Store store = stores.open();
        assertEquals(1_500, longs(store).size());
        end("dropped");
        leftovers.settle();
        assertEquals(0, store.stats().liveNodes());
    }

    private static LongVector longs(Store store) {
        return LongVector.from(store, new long[1_500]);
    }

    @Test
    void aNodeThatNobodyOwnsIsCaught() {
        Store store = stores.open();
        store.core().change(stripe -> stripe.allocate(48, Kind.LEAF, 0, 0));
        var e = assertThrows(CorruptStoreException.class, () -> end("damaged"));
        assertTrue(e.violations().getFirst().startsWith("I1"), e::getMessage);
    }

    @Test
    void aCountTooManyIsCaught() {
        Store store = stores.open();
        LongVector longs = longs(store);
        store.core().counts().raise(Roots.ofBase(longs.base).getFirst());
        var e = assertThrows(CorruptStoreException.class, () -> end("damaged"));
        assertTrue(e.violations().getFirst().startsWith("I1"), e::getMessage);
    }

    @Test
    void aVersionThatIsStillHeldIsCaught() {
        LongVector held = longs(stores.open());
        end("the test that leaks");
        assertEquals(1_500, longs(stores.open()).size());
        end("the next test");
        var e = assertThrows(AssertionError.class, leftovers::settle);
        assertTrue(e.getMessage().startsWith("a leak of the test that leaks: bytes "), e::getMessage);
        assertFalse(e.getMessage().contains("next"), e::getMessage);
        assertEquals(1_500, held.size());
        leftovers.settle(); // it was told once
    }

    @Test
    void manyStoresDoNotWaitForTheEnd() {
        List<LongVector> held = new ArrayList<>(List.of(longs(stores.open())));
        end("the test that leaks");
        assertThrows(AssertionError.class, () -> {
            while (true) {
                held.add(longs(stores.open()));
                end("another");
            }
        });
        assertTrue(held.size() > 20 && held.size() < 100, () -> "" + held.size());
    }
}
