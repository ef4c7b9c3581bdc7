package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;
import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.trie.HeapLimit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Named places that hold a version. */
class AtomTest extends StoreTest {
    private static LongVector longs(Store store, int count) {
        return LongVector.from(store, LongStream.range(0, count));
    }

    @ParameterizedTest
    @EnumSource
    void itHasTheHabitsOfAnAtomicReference(Setting setting) {
        Store store = stores.open(setting);
        LongVector one = longs(store, 1_100);
        LongVector two = one.update(3, -3);
        LongVector three = two.append(5);
        Atom<LongVector> atom = store.atom("numbers", one);
        assertSame(one, atom.get());
        atom.set(two);
        assertEquals(two, atom.get());
        assertEquals(two, atom.getAndSet(three));
        assertFalse(atom.compareAndSet(two, one));
        assertEquals(three, atom.get());
        assertTrue(atom.compareAndSet(three, one));
        assertSame(one, atom.get());
        assertEquals(1_101, atom.updateAndGet(v -> v.append(1)).size());
        assertEquals(1_101, atom.getAndUpdate(v -> v.append(2)).size());
        assertEquals(1_102, atom.get().size());
        assertEquals(2_202, atom.accumulateAndGet(one, LongVector::appendAll).size());
        assertEquals(2_202, atom.getAndAccumulate(one, LongVector::appendAll).size());
        assertEquals(3_302, atom.get().size());
        assertEquals("numbers", atom.name());
        assertSame(store, atom.store());
        assertEquals("Atom[numbers]", atom.toString());
        store.verify();
        store.removeAtom("numbers");
    }

    @ParameterizedTest
    @EnumSource
    void identityIsThatOfTheNodes(Setting setting) {
        Store store = stores.open(setting);
        LongVector one = longs(store, 100).update(5, 6);
        LongVector equal = longs(store, 100).update(5, 6);
        Atom<LongVector> atom = store.atom("a", one);
        assertEquals(one, equal);
        assertFalse(atom.compareAndSet(equal, longs(store, 1)), "an equal version made otherwise");
        LongVector stored =
                PVector.of(store, LongVector.codec(), one).foldedVersion().first();
        assertNotSame(one, stored);
        assertTrue(atom.compareAndSet(stored, stored.append(7)), "the same nodes in another object");
        assertFalse(atom.compareAndSet(one, one));
        assertEquals(101, atom.get().size());
        LongVector empty = LongVector.empty(store);
        atom.set(empty);
        assertTrue(atom.compareAndSet(LongVector.empty(store), one));
        store.removeAtom("a");
    }

    @Test
    void whatWaitsGoesOnWaitingInAnAtom() {
        assumeTrue(HeapLimit.or(1) > 0);
        Store store = stores.open(Setting.STANDARD_INHERITED.options().atomsInCells(false));
        PMap<Long, Long> small = PMap.empty(store, Codec.LONG, Codec.LONG);
        Atom<PMap<Long, Long>> counts = store.atom("counts", small);
        assertTrue(
                counts.compareAndSet(PMap.empty(store, Codec.LONG, Codec.LONG), small.put(1L, 1L)),
                "nothing is nothing");
        for (long i = 0; i < 100; i++) {
            long key = i % 10;
            counts.updateAndGet(map -> map.put(key, map.getOrDefault(key, 0L) + 1));
        }
        assertEquals(11L, counts.get().get(1L));
        assertFalse(counts.compareAndSet(counts.get().put(1L, 12L), small), "not the same before it is there");
        PMap<Long, Long> now = counts.get();
        assertEquals(0, store.stats().liveNodes());
        PVector<PMap<Long, Long>> row = PVector.of(store, PMap.codec(Codec.LONG, Codec.LONG), now);
        assertTrue(counts.compareAndSet(row.foldedVersion().first(), small), "the nodes it has by now");
        store.removeAtom("counts");
    }

    @ParameterizedTest
    @EnumSource
    void itKeepsItsValueAliveUntilThatIsReplaced(Setting setting) {
        Store store = stores.open(setting);
        Atom<PVector<LongVector>> atom = store.atom("rows", PVector.empty(store, LongVector.codec()));
        for (int i = 0; i < 50; i++) {
            int size = i * 10;
            atom.updateAndGet(rows -> rows.append(longs(store, size)));
        }
        store.reclaim();
        store.verify();
        assertEquals(490, atom.get().last().size());
        long before = store.stats().liveBytes();
        atom.updateAndGet(rows -> PVector.of(store, LongVector.codec(), rows.last()));
        store.reclaim();
        store.reclaim();
        assertTrue(store.stats().liveBytes() < before / 2);
        assertEquals(490, atom.get().last().size());
        store.verify();
        store.removeAtom("rows");
    }

    @ParameterizedTest
    @EnumSource
    void namesLiveInTheStore(Setting setting) {
        Store store = stores.open(setting);
        assertEquals(Set.of(), store.atomNames());
        LongVector initial = longs(store, 10);
        Atom<LongVector> a = store.atom("a", initial);
        Atom<PVector<String>> b = store.atom("ä \uD83D\uDE00", PVector.of(store, Codec.STRING, "x"));
        for (int i = 0; i < 40; i++) {
            store.atom("name " + i, initial);
        }
        assertEquals(42, store.atomNames().size());
        assertTrue(store.atomNames().containsAll(Set.of("a", "ä \uD83D\uDE00", "name 39")));
        assertSame(a, store.atom("a", initial.append(1)));
        assertSame(b, store.<PVector<String>>atom("ä \uD83D\uDE00"));
        assertEquals(10, a.get().size());
        assertThrows(NoSuchElementException.class, () -> store.atom("none"));
        assertFalse(store.removeAtom("none"));
        for (int i = 0; i < 40; i += 2) {
            assertTrue(store.removeAtom("name " + i));
        }
        assertTrue(store.removeAtom("a"));
        assertEquals(21, store.atomNames().size());
        store.verify();
        var e = assertThrows(IllegalStateException.class, a::get);
        assertEquals("the atom a was removed", e.getMessage());
        assertThrows(IllegalStateException.class, () -> a.set(initial));
        Atom<IntVector> again = store.atom("a", IntVector.of(store, 1));
        assertEquals(1, again.get().first());
        assertThrows(IllegalStateException.class, a::get);
        for (String name : store.atomNames()) {
            assertTrue(store.removeAtom(name));
        }
        assertThrows(IllegalArgumentException.class, () -> store.atom("x".repeat(1025), initial));
    }

    @ParameterizedTest
    @EnumSource
    void aNameIsForOneKind(Setting setting) {
        Store store = stores.open(setting);
        PVector<String> texts = PVector.of(store, Codec.STRING, "a");
        Atom<PVector<String>> atom = store.atom("texts", texts);
        var e = assertThrows(NameTakenException.class, () -> store.atom("texts", longs(store, 1)));
        assertEquals(
                "the atom texts holds collections of PVector.codec(Codec.STRING); an atom with collections of"
                        + " LongVector.codec() was requested",
                e.getMessage());
        assertThrows(NameTakenException.class, () -> store.atom("texts", PVector.empty(store, Codec.LONG)));
        Atom<PVector<Object>> confused = store.atom("texts");
        assertThrows(CodecException.class, () -> confused.set(PVector.of(store, Codec.any(), 1)));
        assertEquals(texts, atom.get());
        store.removeAtom("texts");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsRefusedChangesNothing(Setting setting) {
        Store store = stores.open(setting);
        LongVector one = longs(store, 20).foldedVersion();
        LongVector foreign = longs(stores.open(setting), 20);
        Atom<LongVector> atom = store.atom("a", one);
        List<Executable> refused = List.of(
                () -> store.atom("b", foreign),
                () -> atom.set(foreign),
                () -> atom.getAndSet(foreign),
                () -> atom.compareAndSet(one, foreign),
                () -> atom.compareAndSet(foreign, one),
                () -> atom.updateAndGet(v -> foreign));
        refused.forEach(use -> assertThrows(ForeignStoreException.class, use));
        assertThrows(
                IllegalStateException.class,
                () -> atom.updateAndGet(v -> {
                    throw new IllegalStateException();
                }));
        List<Executable> nulls = List.of(
                () -> store.atom("b", null),
                () -> store.atom(null, one),
                () -> store.atom(null),
                () -> store.removeAtom(null),
                () -> atom.set(null),
                () -> atom.compareAndSet(null, one),
                () -> atom.compareAndSet(one, null),
                () -> atom.updateAndGet(v -> null),
                () -> atom.updateAndGet(null),
                () -> atom.watch(null));
        nulls.forEach(use -> assertThrows(NullPointerException.class, use));
        List<Executable> named =
                List.of(() -> store.atom("b", null), () -> store.atom(null, one), () -> atom.set(null));
        assertEquals(
                List.of("initial", "name", "version"),
                named.stream()
                        .map(use ->
                                assertThrows(NullPointerException.class, use).getMessage())
                        .toList());
        var e = assertThrows(NullPointerException.class, () -> atom.updateAndGet(v -> null));
        assertEquals("the function returned null; an atom always holds a version", e.getMessage());
        assertSame(one, atom.get());
        assertEquals(Set.of("a"), store.atomNames());
        store.removeAtom("a");
        store.verify();
    }

    @ParameterizedTest
    @EnumSource
    void aConfinedVersionGoesInAndComesOutFree(Setting setting) {
        Store store = stores.open(setting);
        Atom<LongVector> atom = store.atom("a", longs(store, 5));
        LongVector out;
        try (Scope scope = store.scope()) {
            LongVector confined = longs(store, 300).update(1, -1);
            atom.set(confined);
            assertTrue(atom.compareAndSet(confined, confined.append(9)));
            out = atom.updateAndGet(v -> v.append(10));
            scope.keep(confined);
        }
        assertEquals(302, out.size());
        assertEquals(out, MisuseTest.elsewhere(atom::get));
        assertEquals(-1, MisuseTest.elsewhere(() -> atom.get().get(1)));
        store.removeAtom("a");
    }

    @ParameterizedTest
    @EnumSource
    void aClosedStoreLetsGo(Setting setting) {
        Store store = stores.open(setting);
        LongVector one = longs(store, 100);
        Atom<LongVector> atom = store.atom("a", one);
        Atom<LongVector> other = store.atom("b", one);
        store.removeAtom("b");
        store.close();
        List<Executable> uses = List.of(
                atom::get,
                () -> atom.set(one),
                () -> atom.compareAndSet(one, one),
                () -> atom.updateAndGet(v -> v),
                other::get,
                () -> store.atom("a", one),
                () -> store.atom("a"),
                () -> store.removeAtom("a"),
                store::atomNames);
        uses.forEach(use -> assertThrows(StoreClosedException.class, use));
        store.verify();
    }

    @ParameterizedTest
    @EnumSource
    void whenTheStoreIsFullItIsAsItWas(Setting setting) {
        Store store = stores.open(setting.options().maxBytes(1L << 20).atomsInCells(true));
        LongVector one = longs(store, 1_100);
        Atom<LongVector> atom = store.atom("a", one);
        List<LongVector> filling = new ArrayList<>();
        assertThrows(StoreFullException.class, () -> {
            while (true) {
                filling.add(LongVector.of(store, 1).foldedVersion());
            }
        });
        List<LongVector> singles = filling.subList(0, 2);
        assertThrows(StoreFullException.class, () -> {
            for (int i = 0; i < 100_000; i++) {
                String name = "atom " + i;
                store.atom(name, singles.get(0));
            }
        });
        assertSame(one, atom.get());
        store.verify();
        for (String name : store.atomNames()) {
            store.removeAtom(name);
        }
        assertEquals(1, singles.get(1).first());
    }

    /** Lets the n-th allocation fail, for every n. */
    @ParameterizedTest
    @EnumSource
    void allocationsThatFail(Setting setting) {
        Store store = stores.open(setting);
        LongVector one = longs(store, 100);
        Allocator allocator = store.core().allocator();
        for (int n = 1, left = 0; left == 0; n++) {
            allocator.failAt(n);
            Atom<LongVector> atom = store.atom("a", one);
            LongVector result = atom.updateAndGet(v -> v.update(7, -7).append(1));
            left = (int) Fields.of(allocator, "failAt");
            allocator.failAt(0);
            assertEquals(one.update(7, -7).append(1), result);
            assertEquals(result, atom.get());
            store.verify();
            store.removeAtom("a");
            store.verify();
        }
    }

    /** Whether it comes back as a copy, or as a base of the same header: leaves of such elements have many. */
    @ParameterizedTest
    @ValueSource(ints = {1, 64, 65, 200, 256, 257})
    void whatIsReadFromACollectionIsWhatWasReadBefore(int size) {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        PMap<Integer, PVector<Boolean>> flags = PMap.empty(store, Codec.INT, PVector.codec(Codec.BOOLEAN))
                .put(1, PVector.from(store, Codec.BOOLEAN, Collections.nCopies(size, true)))
                .foldedVersion();
        Atom<PVector<Boolean>> atom = store.atom("flags", flags.get(1));
        assertTrue(atom.compareAndSet(flags.get(1), flags.get(1).append(false)));
        assertEquals(size + 1, atom.get().size());
        store.removeAtom("flags");
    }

    @Test
    void watchersAreToldOfChanges() {
        Store store = stores.open();
        LongVector one = longs(store, 10);
        Atom<LongVector> atom = store.atom("a", one);
        List<String> told = new ArrayList<>();
        var first = atom.watch((before, after) -> told.add(before.size() + " " + after.size()));
        Atom.Watch failing = atom.watch((before, after) -> {
            throw new IllegalStateException("on purpose");
        });
        // a watcher may change the atom itself
        Atom.Watch second = atom.watch((before, after) -> {
            if (after.size() == 11) {
                atom.set(after.append(2));
            }
        });
        List<String> logged = logged(() -> {
            atom.set(one);
            atom.updateAndGet(v -> v);
            assertFalse(atom.compareAndSet(one.append(3), one.append(4)));
            assertEquals(List.of(), told);
            atom.updateAndGet(v -> v.append(1));
            assertTrue(atom.compareAndSet(atom.get(), one));
        });
        assertEquals(List.of("10 11", "11 12", "12 10"), told);
        assertEquals(List.of("on purpose", "on purpose", "on purpose"), logged);
        failing.close();
        second.close();
        second.close();
        atom.set(one.append(5));
        first.close();
        atom.set(one);
        assertEquals(List.of("10 11", "11 12", "12 10", "10 11"), told);
        store.removeAtom("a");
    }

    private static List<String> logged(Runnable action) {
        List<String> messages = new ArrayList<>();
        Consumer<LogRecord> note = entry -> messages.add(entry.getThrown().getMessage());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                note.accept(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("dev.cairn");
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            action.run();
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
        return messages;
    }
}
