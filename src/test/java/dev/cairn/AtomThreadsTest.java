package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads that replace and read what an atom holds: no update is lost, and every count is right at the end. */
@Timeout(60)
class AtomThreadsTest extends StoreTest {
    private static final int THREADS = 4;
    private static final int UPDATES = 2000;

    @ParameterizedTest
    @EnumSource
    void noUpdateIsLost(Setting setting) throws InterruptedException {
        Store store = stores.open(setting);
        Atom<LongVector> sums = store.atom("sums", LongVector.from(store, new long[100]));
        Atom<LongVector> log = store.atom("log", LongVector.empty(store));
        AtomicLong told = new AtomicLong();
        log.watch((before, after) -> told.addAndGet(after.size() - before.size()));
        Threads.run(THREADS, thread -> {
            for (int i = 0; i < UPDATES; i++) {
                int index = i * 7 % 100;
                sums.updateAndGet(v -> v.update(index, v.get(index) + 1));
                long entry = (long) thread * UPDATES + i;
                log.updateAndGet(v -> v.append(entry));
            }
        });
        assertEquals(THREADS * UPDATES, sums.get().sum());
        assertEquals(THREADS * UPDATES, log.get().stream().distinct().count());
        assertEquals(THREADS * UPDATES, log.get().size());
        assertEquals(THREADS * UPDATES, told.get());
        store.verify();
        store.removeAtom("sums");
        store.removeAtom("log");
    }

    @ParameterizedTest
    @EnumSource
    void readersSeeWholeVersions(Setting setting) throws InterruptedException {
        Store store = stores.open(setting);
        Atom<LongVector> atom = store.atom("a", LongVector.from(store, LongStream.range(0, 200)));
        Threads.run(THREADS, thread -> {
            for (int i = 0; i < UPDATES; i++) {
                LongVector seen = atom.get();
                assertEquals(199 * 100, seen.sum());
                if (thread % 2 == 0) {
                    int from = i % 200;
                    int to = (i * 31 + thread) % 200;
                    atom.compareAndSet(seen, seen.update(from, seen.get(to)).update(to, seen.get(from)));
                }
                if (i % 500 == 0) {
                    store.verify();
                }
            }
        });
        store.removeAtom("a");
    }

    /** Two values go in and out, so the same header comes back to the cell while others are half-way through reading it. */
    @ParameterizedTest
    @EnumSource
    void valuesThatComeBack(Setting setting) throws InterruptedException {
        Store store = stores.open(setting);
        Atom<LongVector> atom = store.atom("a", LongVector.from(store, LongStream.range(0, 50)));
        PVector<LongVector> values =
                PVector.of(store, LongVector.codec(), atom.get(), LongVector.from(store, LongStream.range(0, 60)));
        LongVector one = values.get(0);
        LongVector other = values.get(1);
        Threads.run(THREADS, thread -> {
            for (int i = 0; i < UPDATES; i++) {
                switch ((i + thread) % 4) {
                    case 0 -> atom.set(one);
                    case 1 -> atom.getAndSet(other);
                    case 2 -> atom.compareAndSet(one, other);
                    default -> {
                        int size = atom.get().size();
                        assertTrue(size == 50 || size == 60, () -> "size " + size);
                    }
                }
                if (i % 500 == 0) {
                    store.verify();
                }
            }
        });
        store.removeAtom("a");
    }

    @ParameterizedTest
    @EnumSource
    void namesComeAndGo(Setting setting) throws InterruptedException {
        Store store = stores.open(setting);
        LongVector value = LongVector.from(store, LongStream.range(0, 50));
        AtomicLong removed = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        Threads.run(THREADS, thread -> {
            for (int i = 0; i < UPDATES; i++) {
                Atom<LongVector> atom = store.atom("name " + i % 5, value);
                try {
                    assertTrue(atom.updateAndGet(v -> v.append(1)).size() > 50);
                } catch (IllegalStateException e) {
                    refused.incrementAndGet();
                }
                if (store.removeAtom("name " + (i + thread) % 5)) {
                    removed.incrementAndGet();
                }
            }
        });
        assertTrue(removed.get() > 0 && refused.get() >= 0);
        store.atomNames().forEach(store::removeAtom);
        store.verify();
    }
}
