package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.node.Kind;
import dev.cairn.internal.trie.vector.Roots;
import org.junit.jupiter.api.Test;

/** That the fixture of all other tests can fail. */
class StoresTest {
    private final Stores stores = new Stores();

    @Test
    void whatIsDroppedIsNoLeak() {
        Store store = stores.open();
        assertEquals(1_500, longs(store).size());
        stores.end();
        assertEquals(0, store.stats().liveNodes());
    }

    private static LongVector longs(Store store) {
        return LongVector.from(store, new long[1_500]);
    }

    @Test
    void aNodeThatNobodyOwnsIsCaught() {
        Store store = stores.open();
        store.core().change(stripe -> stripe.allocate(48, Kind.LEAF, 0, 0));
        var e = assertThrows(CorruptStoreException.class, stores::end);
        assertTrue(e.violations().getFirst().startsWith("I1"), e::getMessage);
    }

    @Test
    void aCountTooManyIsCaught() {
        Store store = stores.open();
        LongVector longs = longs(store);
        store.core().counts().raise(Roots.ofBase(longs.base).getFirst());
        var e = assertThrows(CorruptStoreException.class, stores::end);
        assertTrue(e.violations().getFirst().startsWith("I1"), e::getMessage);
    }

    @Test
    void aVersionThatIsStillHeldIsCaught() {
        LongVector held = longs(stores.open());
        var e = assertThrows(AssertionError.class, stores::end);
        assertTrue(e.getMessage().startsWith("a leak: bytes "), e::getMessage);
        assertEquals(1_500, held.size());
    }
}
