package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What those who watch an atom are told, and what they and functions for updates may do with it. */
class AtomWatchTest extends StoreTest {
    private static Atom<LongVector> atom(Store store, String name) {
        return store.atom(name, LongVector.empty(store));
    }

    @Test
    void closingTheStoreIsToldOnce() {
        Store store = stores.open();
        List<Class<?>> told = new ArrayList<>();
        Atom<LongVector> atom = atom(store, "a");
        for (int i = 0; i < 3; i++) {
            atom.watch((before, after) -> {}, end -> told.add(end.getClass()));
        }
        atom.watch((before, after) -> {}, end -> told.add(Object.class)).close();
        atom.watch((before, after) -> {}, end -> {
            throw new IllegalArgumentException("is logged");
        });
        store.close();
        store.close();
        assertEquals(List.of(StoreClosedException.class, StoreClosedException.class, StoreClosedException.class), told);
        assertThrows(StoreClosedException.class, () -> atom.watch((before, after) -> {}));
        assertThrows(
                StoreClosedException.class, () -> atom.watch((before, after) -> {}, end -> told.add(Object.class)));
        assertEquals(3, told.size());
    }

    @Test
    void removingTheAtomIsTold() {
        Store store = stores.open();
        List<String> told = new ArrayList<>();
        Atom<LongVector> atom = atom(store, "a");
        atom.watch((before, after) -> {}, end -> {
            told.add(String.valueOf(end.getMessage()));
            atom(store, "a"); // another, of the same name
        });
        assertTrue(store.removeAtom("a"));
        assertEquals(List.of("the atom a was removed"), told);
        assertThrows(IllegalStateException.class, () -> atom.watch((before, after) -> {}));
        assertEquals(0, atom(store, "a").get().size());
        store.removeAtom("a");
    }

    /** Each of a few threads closes a store while another begins to watch: who watches is told, or gets the exception. */
    @Test
    void whoWatchesWhileTheStoreIsClosedLearnsIt() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            Store store = stores.open(Setting.STANDARD_INHERITED);
            Atom<LongVector> atom = atom(store, "a");
            AtomicInteger learned = new AtomicInteger();
            Threads.run(3, thread -> {
                if (thread == 0) {
                    store.close();
                    return;
                }
                try {
                    atom.watch((before, after) -> {}, end -> learned.incrementAndGet());
                } catch (StoreClosedException e) {
                    learned.incrementAndGet();
                }
            });
            assertEquals(2, learned.get());
        }
    }

    @Test
    void aWatchMayChangeWhatItWatches() {
        Store store = stores.open();
        Atom<LongVector> atom = atom(store, "a");
        List<Integer> told = new ArrayList<>();
        atom.watch((before, after) -> {
            if (after.size() < 50) {
                atom.updateAndGet(v -> v.append(v.size()));
            }
            told.add(after.size());
        });
        atom.updateAndGet(v -> v.append(-1));
        assertEquals(50, atom.get().size());
        assertEquals(50, told.size());
        assertEquals(50, told.getFirst()); // the last change was told before the first one returned
        store.removeAtom("a");
    }

    @Test
    void aChainOfChangesWithoutAnEndIsRefused() {
        Store store = stores.open();
        Atom<LongVector> atom = atom(store, "a");
        Atom<LongVector> other = atom(store, "b");
        AtomicReference<Throwable> refused = new AtomicReference<>();
        atom.watch((before, after) -> other.updateAndGet(v -> v.append(1)));
        other.watch((before, after) -> {
            try {
                atom.compareAndSet(atom.get(), atom.get().append(1));
            } catch (IllegalStateException e) {
                refused.set(e);
                throw e;
            }
        });
        for (int round = 1; round <= 2; round++) {
            atom.updateAndGet(v -> v.append(1));
            assertEquals(50 * round, atom.get().size());
            assertEquals(50 * round, other.get().size());
            assertTrue(String.valueOf(refused.getAndSet(null)).contains("the atom a"));
        }
        store.removeAtom("a");
        store.removeAtom("b");
    }

    @Test
    void aWatchAddedByAWatchIsToldOfTheNextChange() {
        Store store = stores.open();
        Atom<LongVector> atom = atom(store, "a");
        AtomicInteger told = new AtomicInteger();
        atom.watch((before, after) -> atom.watch((b, a) -> told.incrementAndGet()));
        atom.set(LongVector.of(store, 1));
        assertEquals(0, told.get());
        atom.set(LongVector.of(store, 2));
        assertEquals(1, told.get());
        atom.set(LongVector.of(store, 3));
        assertEquals(3, told.get());
        store.removeAtom("a");
    }

    @Test
    void aFunctionThatChangesTheAtomIsCalledAgain() {
        Store store = stores.open();
        Atom<LongVector> atom = atom(store, "a");
        int[] calls = {0};
        atom.updateAndGet(v -> {
            if (calls[0]++ < 50) {
                atom.updateAndGet(w -> w.append(1));
            }
            return v.append(2);
        });
        assertEquals(51, calls[0]);
        assertEquals(51, atom.get().size());
        assertEquals(2, atom.get().last());
        store.removeAtom("a");
    }

    @Test
    void aFunctionThatAlwaysChangesTheAtomIsRefused() {
        Store store = stores.open();
        Atom<LongVector> atom = atom(store, "a");
        var e = assertThrows(
                ConcurrentModificationException.class,
                () -> atom.getAndUpdate(v -> {
                    atom.set(v.append(1));
                    return v.append(2);
                }));
        assertTrue(e.getMessage().contains("atom a"), e::getMessage);
        assertEquals(100, atom.get().size());
        assertEquals(100, atom.get().sum());
        store.removeAtom("a");
    }

    /** A function that reads the atom, which makes an object for what another thread put there. */
    @Test
    void aFunctionThatReadsTheAtomMayDoSo() throws InterruptedException {
        Store store = stores.open(Setting.STANDARD_INHERITED);
        Atom<LongVector> atom = atom(store, "a");
        Threads.run(3, thread -> {
            for (int i = 0; i < 3_000; i++) {
                atom.updateAndGet(v -> v.size() <= atom.get().size() ? v.append(1) : v);
            }
        });
        assertEquals(9_000, atom.get().size());
        store.removeAtom("a");
    }

    @Test
    void manyAtomsGoInAnyOrder() {
        Store store = stores.open();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            names.add("name " + i);
            atom(store, "name " + i);
        }
        Collections.shuffle(names, new Random(1));
        for (String name : names.subList(0, 500)) {
            assertTrue(store.removeAtom(name));
        }
        store.verify();
        assertEquals(names.subList(500, 1_000).stream().sorted().toList(), List.copyOf(store.atomNames()));
        names.subList(500, 990).forEach(store::removeAtom);
        store.verify();
        store.close();
    }
}
