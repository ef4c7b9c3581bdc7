package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.memory.Region;
import dev.cairn.message.Mailbox;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A closed store gives back what no reachable version needs. Who still reads gets right values or the exception. */
@Order(StoreTest.COLLECTS)
class ClosedMemoryTest extends StoreTest {
    private static final int LONGS = 5 << 20;
    private static final long BYTES = (long) LONGS * Long.BYTES;
    private static final int ROUNDS = 200;
    private static final int READERS = 4;
    private static final int COLLECT_EVERY = 50;

    private static boolean givesBack(Store store) {
        return store.core().memory().region().givenBackAtOnce() > 0;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(5);
        }
    }

    /** Waits for the store's thread, which looks after each collection. */
    private static void awaitResident(Store store, long most) throws InterruptedException {
        if (givesBack(store)) {
            store.reclaim();
            await(() -> store.stats().residentBytes() <= most);
        }
    }

    @Test
    void aStoreThatIsStillReachableGivesAllBack() throws InterruptedException {
        Store store = stores.open(StoreOptions.defaults());
        LongVector longs = LongVector.from(store, LongStream.range(0, LONGS));
        assertTrue(longs.size() == LONGS && store.stats().residentBytes() >= BYTES);
        longs = null;
        store.close();
        awaitResident(store, 1 << 16);
        assertEquals(0, store.stats().liveBytes());
    }

    @Test
    void whatReachableVersionsNeedStaysAndIsSound() throws InterruptedException {
        Store store = stores.open(StoreOptions.defaults());
        assertEquals(1_000_000, mapOf(store, 1_000_000).size());
        LongVector kept = LongVector.from(store, LongStream.range(0, 10_000));
        MemorySegment segment = kept.chunks().findFirst().orElseThrow();
        long first = segment.get(ValueLayout.JAVA_LONG, 8);
        long before = store.stats().residentBytes();
        store.close();
        awaitResident(store, before / 4);
        assertThrows(StoreClosedException.class, () -> kept.get(1));
        assertEquals(first, segment.get(ValueLayout.JAVA_LONG, 8));
        assertTrue(store.verify().bytes() >= 10_000 * Long.BYTES);
    }

    private static PMap<Long, Long> mapOf(Store store, int size) {
        PMap.Builder<Long, Long> builder = PMap.builder(store, Codec.LONG, Codec.LONG);
        LongStream.range(0, size).forEach(k -> builder.put(k, k));
        return builder.build();
    }

    /** Atoms are removed, and what waits in a mailbox goes with the mailbox. */
    @Test
    void atomsAndMailboxesKeepNothing() throws InterruptedException {
        Store store = stores.open(StoreOptions.defaults());
        fillAtomAndMailbox(store);
        store.close();
        awaitResident(store, 1 << 16);
    }

    private static void fillAtomAndMailbox(Store store) {
        Atom<LongVector> atom = store.atom("all", LongVector.from(store, LongStream.range(0, 100_000)));
        atom.updateAndGet(longs -> longs.append(1));
        assertTrue(Mailbox.unbounded(store).trySendValue(LongVector.from(store, LongStream.range(0, 100_000))));
        assertEquals(100_001, atom.get().size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readersGetRightValuesOrTheException(boolean inScope) throws InterruptedException {
        for (int round = 0; round < ROUNDS / (inScope ? 4 : 1); round++) {
            Store store = Store.inMemory(StoreOptions.defaults().maxBytes(8L << 20));
            CountDownLatch reading = new CountDownLatch(READERS);
            boolean collects = round % COLLECT_EVERY == 0;
            LongVector longs = LongVector.from(store, LongStream.range(0, 3_000));
            PMap<Long, Long> map = mapOf(store, 1_500);
            Threads.run(READERS + 1, thread -> {
                if (thread == READERS) {
                    reading.await();
                    store.close();
                    if (collects) {
                        store.reclaim();
                    }
                } else if (inScope) {
                    readInScope(store, reading);
                } else {
                    readUntilClosed(longs, map, thread, reading);
                }
            });
            if (collects) {
                store.verify();
            }
        }
    }

    private static void readUntilClosed(LongVector longs, PMap<Long, Long> map, int thread, CountDownLatch reading) {
        reading.countDown();
        assertThrows(StoreClosedException.class, () -> {
            while (true) {
                switch (thread) {
                    case 0 -> assertEquals(2_999L * 3_000 / 2, longs.sum());
                    case 1 -> {
                        Iterator<Long> all = longs.asList().listIterator(17);
                        for (long i = 17; all.hasNext(); i++) {
                            assertEquals(i, all.next());
                        }
                    }
                    case 2 ->
                        assertEquals(
                                1_499L * 1_500 / 2,
                                map.values().stream().mapToLong(v -> v).sum());
                    default -> {
                        for (long k = 0; k < 1_500; k++) {
                            assertEquals(k, map.get(k));
                            assertEquals(k, longs.get((int) k));
                        }
                    }
                }
            }
        });
    }

    private static void readInScope(Store store, CountDownLatch reading) {
        reading.countDown();
        assertThrows(StoreClosedException.class, () -> {
            while (true) {
                try (Scope scope = store.scope()) {
                    LongVector own = LongVector.from(store, LongStream.range(0, 3_000));
                    assertEquals(2_999L * 3_000 / 2, own.sum());
                    assertEquals(3_000, scope.keep(own).size());
                }
            }
        });
    }

    /** With a heap of 64 MB, so that little else is counted. */
    @Test
    void fortyClosedStoresInARowNeedTheMemoryOfOne() {
        if (Region.callsNative() && System.getProperty("os.name").contains("Linux")) {
            Jvm.Run run = Jvm.run(ClosedStoresProgram.class, "-Xmx64m", "-XX:+UseG1GC");
            assertEquals(0, run.exitCode(), run::output);
            assertTrue(Integer.parseInt(run.output().strip()) < 200, run::output);
        }
    }
}
