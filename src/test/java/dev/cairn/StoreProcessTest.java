package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Which processes use a store, and what they hold. */
class StoreProcessTest extends ChildCase {
    /** A vector of so many numbers has 800 KB and not much more. */
    private static final int LENGTH = 100_000;

    private static final long LEAST = LENGTH * (long) Long.BYTES;
    private static final long MOST = LEAST + LEAST / 8;

    private static LongVector numbers(Store store, long first) {
        long[] numbers = new long[LENGTH];
        numbers[0] = first;
        return LongVector.from(store, numbers);
    }

    private static Atom<LongVector> shared(Store store) {
        return store.atom("shared", LongVector.empty(store));
    }

    /** A process of its own, which holds the version of an atom, and another one if it writes. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) {
            Path path = Path.of(arguments[0]);
            boolean reads = arguments[1].equals("reads");
            try (Store store = reads ? Store.openReadOnly(path) : Store.open(path, CrewTest.options())) {
                LongVector inAtom = shared(store).get();
                LongVector own = reads ? inAtom : numbers(store, 1);
                System.out.println("ready");
                while (inAtom.size() + own.size() > 0) {
                    LockSupport.parkNanos(TimeUnit.HOURS.toNanos(1));
                }
            }
        }
    }

    private StoreProcess startHolder(Store store, String how) throws IOException {
        child = ChildJvm.startReady(List.of(), Holder.class, path.toString(), how);
        return find(store, child.pid());
    }

    private static StoreProcess find(Store store, long pid) {
        return store.processes().stream()
                .filter(process -> process.pid() == pid)
                .findFirst()
                .orElseThrow();
    }

    private static StoreProcess own(Store store) {
        return store.processes().stream()
                .filter(StoreProcess::isOwn)
                .findFirst()
                .orElseThrow();
    }

    private void kill(Store store) throws InterruptedException {
        killChild();
        while (store.processes().stream().anyMatch(process -> process.pid() == child.pid())) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1)); // who leads may have the dead one's lock
        }
    }

    @Test
    void ofAStoreInMemoryThereIsOne() {
        Instant before = Instant.now();
        Store store = Store.inMemory();
        LongVector held = numbers(store, 1);
        StoreProcess only = store.processes().getFirst();
        assertEquals(1, store.processes().size());
        assertEquals(ProcessHandle.current().pid(), only.pid());
        assertTrue(only.isOwn() && only.leads() && !only.readsOnly());
        assertEquals(1, only.versions());
        assertFalse(only.since().isBefore(before.minusMillis(1)) || only.since().isAfter(only.seen()));
        assertTrue(only.takenBytes() >= LEAST && only.unusedBytes() < only.takenBytes());
        requireAbout(heldOnlyBy(store, only));
        assertEquals(LENGTH, held.size());
        store.close();
        assertThrows(StoreClosedException.class, store::processes);
    }

    private static long heldOnlyBy(Store store, StoreProcess process) {
        return CrewTest.patiently(() -> store.bytesHeldOnlyBy(process));
    }

    private static void requireAbout(long bytes) {
        assertTrue(LEAST <= bytes && bytes <= MOST, () -> bytes + " of " + LEAST);
    }

    /** What is in an atom is kept by the atom, too; a version that only one process has is kept by that one alone. */
    @Test
    void twoProcessesThatWrite() throws IOException, InterruptedException {
        try (Store store = Store.open(path, CrewTest.options())) {
            shared(store).set(numbers(store, 2));
            LongVector inAtom = shared(store).get();
            StoreProcess other = startHolder(store, "writes");
            StoreProcess here = own(store);
            assertEquals(List.of(here, other), sameRows(store, here, other));
            assertTrue(here.leads() && !other.leads() && !other.isOwn() && !other.readsOnly());
            assertFalse(other.since().isBefore(here.since()));
            assertTrue(other.versions() >= 2, other::toString);
            assertTrue(other.takenBytes() >= LEAST && other.unusedBytes() > 0, other::toString);
            requireAbout(heldOnlyBy(store, other));
            assertTrue(heldOnlyBy(store, here) < LEAST, "the atom has the version");
            shared(store).set(LongVector.of(store, 1));
            long both = heldOnlyBy(store, here);
            assertTrue(both < LEAST, "the other process has the version, too: " + both);
            kill(store);
            assertEquals(0, heldOnlyBy(store, other));
            requireAbout(heldOnlyBy(store, own(store)));
            assertEquals(LENGTH, inAtom.size());
            CrewTest.patiently(store::verify);
        }
    }

    /** The processes of now that have the rows of these, with the figures that these have. */
    private static List<StoreProcess> sameRows(Store store, StoreProcess... known) {
        return store.processes().stream()
                .map(now -> List.of(known).stream()
                        .filter(before -> before.row() == now.row() && before.pid() == now.pid())
                        .findFirst()
                        .orElse(now))
                .toList();
    }

    /** Who leads does no more; another process does, and is seen to. */
    @Test
    void whoLeadsIsTold() throws IOException, InterruptedException {
        Store store = Store.open(path, CrewTest.options());
        shared(store).set(numbers(store, 2));
        StoreProcess other = startHolder(store, "writes");
        store.close();
        try (Store reader = Store.openReadOnly(path)) {
            while (!find(reader, other.pid()).leads()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            // who leads has the row of the one that closed while it gives back what is in it
            while (reader.processes().size() != 2) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
        assertThrows(StoreClosedException.class, store::processes);
        try (Store again = Store.open(path, CrewTest.options())) {
            assertTrue(find(again, other.pid()).leads() && !own(again).leads());
            kill(again);
            while (!own(again).leads()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
    }

    @Test
    void aProcessThatReads() throws IOException, InterruptedException {
        try (Store store = Store.open(path, CrewTest.options())) {
            shared(store).set(numbers(store, 2));
            store.reclaim();
            StoreProcess reader = startHolder(store, "reads");
            assertTrue(reader.readsOnly() && !reader.isOwn() && !reader.leads());
            assertTrue(reader.versions() >= 1, reader::toString);
            assertEquals(0, heldOnlyBy(store, reader), "the atom has the version");
            shared(store).set(LongVector.of(store, 1));
            store.reclaim();
            requireAbout(heldOnlyBy(store, reader));
            kill(store);
            assertEquals(0, heldOnlyBy(store, reader));
        }
    }

    @Test
    void whatAReaderSees() {
        try (Store store = Store.open(path, CrewTest.options())) {
            shared(store).set(numbers(store, 2));
            try (Store reader = Store.openReadOnly(path)) {
                assertEquals(0, own(reader).versions());
                assertEquals(LENGTH, shared(reader).get().size());
                StoreProcess here = own(reader);
                assertTrue(here.readsOnly() && here.versions() >= 1, here::toString);
                StoreProcess writer = reader.processes().getFirst();
                assertTrue(writer.leads() && !writer.readsOnly() && !writer.isOwn(), writer::toString);
                assertEquals(writer.since(), own(store).since());
                ReadOnlyStoreException refused =
                        assertThrows(ReadOnlyStoreException.class, () -> reader.bytesHeldOnlyBy(writer));
                assertTrue(String.valueOf(refused.getMessage()).contains("stand still"), refused::getMessage);
            }
        }
    }

    /** In a file that one process writes. */
    @Test
    void oneProcessThatWrites() {
        try (Store store = Store.open(path, CrewTest.options().exclusive(true))) {
            LongVector held = numbers(store, 2);
            try (Store reader = Store.openReadOnly(path)) {
                StoreProcess writer = reader.processes().getFirst();
                assertTrue(writer.leads() && writer.versions() >= 1 && writer.takenBytes() >= LEAST, writer::toString);
                assertEquals(2, store.processes().size());
            }
            requireAbout(heldOnlyBy(store, own(store)));
            assertEquals(LENGTH, held.size());
        }
    }
}
