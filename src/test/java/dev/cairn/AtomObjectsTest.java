package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.codec.Codec;
import java.lang.reflect.Field;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever reads an atom finds all objects of the version in it, while others replace it and garbage is collected. */
@Order(StoreTest.COLLECTS)
class AtomObjectsTest extends StoreTest {
    private static final int SIZE = 100;
    private static final int ROUNDS = 3_000;
    private static final int PAUSE_MILLIS = 10;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readersFindTheObjectsWhileOthersWrite(boolean inCells) throws Exception {
        Store store = stores.open(Setting.STANDARD_INHERITED.options().atomsInCells(inCells));
        Atom<PVector<Object>> atom = store.atom("objects", version(store, "first"));
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Callable<Void> writer = () -> {
                for (int i = 0; i < ROUNDS; i++) {
                    atom.set(version(store, Thread.currentThread().getName() + i));
                }
                return null;
            };
            Callable<Void> reader = () -> {
                for (int i = 0; i < ROUNDS; i++) {
                    PVector<Object> seen = atom.get();
                    String name = seen.first().toString();
                    seen.forEach(object -> assertEquals(name, object.toString()));
                }
                return null;
            };
            Stream<Future<Void>> running =
                    Stream.of(writer, writer, reader, reader).map(threads::submit).toList().stream();
            for (Future<Void> one : running.toList()) {
                while (!isDoneSoon(one)) {
                    Canary.awaitCollection();
                }
                one.get();
            }
        }
        store.removeAtom("objects");
    }

    /** Lets the threads do something between collections, which stop them. */
    private static boolean isDoneSoon(Future<?> future) throws Exception {
        try {
            future.get(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        }
    }

    /** As when a reader comes whose atom remembers an older version. */
    @Test
    void whatIsInTheCellIsKeptWhateverTheAtomRemembers() throws ReflectiveOperationException {
        Store store = stores.open();
        Atom<PVector<Object>> atom = store.atom("objects", version(store, "first"));
        Field held = CellPlace.class.getDeclaredField("held");
        held.setAccessible(true);
        Object cell = Fields.of(atom, "place");
        for (String name : List.of("first", "second", "third")) {
            atom.set(version(store, name));
            held.set(cell, null);
            Canary.awaitCollection();
            store.reclaim();
            assertEquals(name, atom.get().last().toString());
        }
        store.removeAtom("objects");
    }

    /** A version that lies in the store, of objects that print as {@code name}. */
    private static PVector<Object> version(Store store, String name) {
        StringBuilder object = new StringBuilder(name);
        return PVector.from(store, Codec.object(), Collections.nCopies(SIZE, object));
    }
}
