package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ForeignStoreException;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.Scope;
import dev.cairn.Store;
import dev.cairn.StoreClosedException;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import java.util.AbstractList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What happens to a letter that is not sent. */
class LetterTest extends StoreTest {
    private static LongVector longs(Store store) {
        return LongVector.from(store, LongStream.range(0, 1_000));
    }

    @Test
    void aCollectionComesOutEqual() {
        Store store = stores.open();
        LongVector longs = longs(store).update(3, 17);
        PMap<String, LongVector> map =
                PMap.empty(store, Codec.STRING, LongVector.codec()).put("longs", longs);
        assertEquals(longs, Letter.of(store, longs).open());
        assertEquals(map, Letter.of(store, map).open());
    }

    @Test
    void aLetterKeepsItsCollectionAlive() {
        Store store = stores.open();
        Letter letter = Letter.of(store, longs(store));
        store.reclaim();
        store.verify();
        assertEquals(longs(store), letter.open());
    }

    @Test
    void aClosedLetterHoldsNothing() {
        Store store = stores.open();
        Letter letter = Letter.of(store, longs(store));
        letter.close();
        letter.close();
        store.reclaim();
        assertEquals(0, store.stats().liveNodes());
        assertEquals("Letter[closed]", letter.toString());
    }

    @Test
    void aLetterIsUsedUpOnce() {
        Store store = stores.open();
        Letter letter = Letter.of(store, longs(store));
        letter.open();
        assertEquals(
                "the letter is opened already",
                assertThrows(IllegalStateException.class, letter::open).getMessage());
        letter.close();
        Mailbox mailbox = Mailbox.unbounded(store);
        assertThrows(IllegalStateException.class, () -> mailbox.trySend(letter));
        mailbox.close();
    }

    @Test
    void aForeignCollectionIsRefused() {
        Store store = stores.open();
        Store other = stores.open();
        assertThrows(ForeignStoreException.class, () -> Letter.of(store, longs(other)));
        Letter letter = Letter.of(other, longs(other));
        Mailbox mailbox = Mailbox.unbounded(store);
        assertThrows(ForeignStoreException.class, () -> mailbox.trySend(letter));
        assertEquals(longs(store), letter.open());
    }

    @Test
    void aLetterOfAClosedStoreCanOnlyBeClosed() {
        Store store = stores.open();
        Letter letter = Letter.of(store, longs(store));
        Mailbox mailbox = Mailbox.unbounded(store);
        assertTrue(mailbox.trySend(Letter.of(store, longs(store))));
        store.close();
        assertThrows(StoreClosedException.class, letter::open);
        assertThrows(StoreClosedException.class, () -> mailbox.trySend(letter));
        assertThrows(StoreClosedException.class, mailbox::poll);
        letter.close();
        mailbox.close();
        assertTrue(mailbox.isClosed());
        assertFalse(mailbox.toString().isEmpty());
    }

    /** A list that ends a scope while it is written, after a collection of that scope. */
    @Test
    void aCollectionWhoseScopeEndsMeanwhileIsNotSent() {
        Store store = stores.open();
        Mailbox mailbox = Mailbox.unbounded(store);
        for (int sent = 0; sent < 3; sent++) {
            Scope scope = store.scope();
            LongVector confined = longs(store);
            for (int i = 0; i < sent; i++) { // so that its header is kept
                assertTrue(mailbox.trySendValue(confined));
            }
            List<Object> list = new AbstractList<>() {
                @Override
                public Object get(int index) {
                    if (index == 1) {
                        scope.close();
                        store.reclaim();
                        return 1L;
                    }
                    return confined;
                }

                @Override
                public int size() {
                    return 2;
                }
            };
            assertThrows(IllegalStateException.class, () -> mailbox.trySendValue(list));
            assertEquals(sent, mailbox.size());
            store.verify();
            for (int i = 0; i < sent; i++) {
                assertEquals(longs(store), mailbox.poll().open());
            }
        }
    }

    @Test
    void aScopeEndsWithoutIt() {
        Store store = stores.open();
        Scope scope = store.scope();
        Letter letter = Letter.of(store, longs(store));
        scope.close();
        assertEquals(longs(store), letter.open());
    }
}
