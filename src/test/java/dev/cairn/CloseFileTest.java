package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.StoreFileException.Problem;
import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Locking;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Writes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Only one process has a file at a time, whatever the threads do that open and close it. */
class CloseFileTest extends FileCase {
    private static final Set<Thread.State> STOPPED = EnumSet.of(Thread.State.WAITING, Thread.State.TERMINATED);

    private Store open() {
        return Store.open(path, StoreOptions.defaults().maxBytes(4L << 20));
    }

    private String openInChild() {
        return ChildJvm.run(List.of(), FileMisuseTest.OpenOther.class, path.toString());
    }

    private static void awaitState(Thread thread, Set<Thread.State> states) throws InterruptedException {
        while (!states.contains(thread.getState())) {
            Thread.sleep(1);
        }
    }

    /** One thread has left the file, and writes it to its disk. A second one that closes the store waits for it. */
    @Test
    void twoThreadsThatCloseAtOnceLeaveTheFileOnce() throws Exception {
        assumeTrue(Memory.CHECKED);
        Store store = open();
        store.atom("numbers", LongVector.from(store, new long[1000]));
        CountDownLatch isLeaving = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        long state = store.core().memory().atOffset(Superblock.AT_STATE);
        Writes.listen((memory, at, bytes, order) -> {
            if (at == state) {
                isLeaving.countDown();
                awaitQuietly(goOn);
            }
        });
        Thread first = Thread.ofPlatform().start(store::close);
        Thread second = Thread.ofPlatform().unstarted(store::close);
        try {
            isLeaving.await();
            second.start();
            awaitState(second, STOPPED);
            assertTrue(openInChild().contains("IN_USE"));
        } finally {
            goOn.countDown();
            first.join();
            second.join();
            Writes.listen(null);
        }
        assertTrue(openInChild().contains("opened [numbers]"));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A thread that waits until another process has opened the file, and is interrupted, may not drop this process's lock. */
    @Test
    void anInterruptOfAThreadThatOpensTheFileDropsNoLock() throws Exception {
        try (Store store = open()) {
            FutureTask<StoreFileException> opening =
                    new FutureTask<>(() -> assertThrows(StoreFileException.class, () -> Store.open(path)));
            Thread thread = Thread.ofPlatform().unstarted(opening);
            try (AutoCloseable _ = Locking.whileOpening(path)) {
                thread.start();
                awaitState(thread, EnumSet.of(Thread.State.TIMED_WAITING));
                thread.interrupt();
            }
            assertEquals(Problem.IN_USE, opening.get().problem());
            assertTrue(openInChild().contains("IN_USE"));
            store.verify();
        }
    }

    /** A program that copies a directory, say. The system drops all locks of a process on a file that the process closes. */
    @Test
    void aStoreWhoseLockWasLostIsClosed() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/fdinfo")));
        Store store = open();
        Atom<LongVector> atom = store.atom("numbers", LongVector.from(store, new long[1000]));
        LongVector held = atom.get();
        Files.readAllBytes(directory.resolve("a.store.lock"));
        while (!store.core().isDetached()) {
            Thread.sleep(5);
        }
        assertThrows(StoreClosedException.class, () -> held.get(0));
        assertThrows(StoreClosedException.class, () -> atom.updateAndGet(v -> v.append(1)));
        String output = openInChild();
        assertTrue(output.contains("opened [numbers]"), output);
        store.close();
        try (Store next = open()) {
            assertEquals(
                    1000, next.atom("numbers", LongVector.empty(next)).get().size());
            next.verify();
        }
    }

    @Test
    void aReaderWhoseLockWasLostIsClosed() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/fdinfo")));
        try (Store store = open()) {
            store.atom("numbers", LongVector.from(store, new long[1000]));
        }
        Store reader = Store.openReadOnly(path);
        LongVector seen = reader.atom("numbers", LongVector.empty(reader)).get();
        Files.readAllBytes(directory.resolve("a.store.lock"));
        while (!reader.isClosed()) {
            Thread.sleep(5);
        }
        assertThrows(StoreClosedException.class, () -> seen.get(0));
        reader.close();
        try (Store next = Store.openReadOnly(path)) {
            assertEquals(
                    1000, next.atom("numbers", LongVector.empty(next)).get().size());
        }
    }

    @Test
    void aStoreThatCannotBeMadeLetsItsFileGo() throws IOException {
        open().close();
        for (boolean isReader : new boolean[] {false, true}) {
            StoreOptions options = StoreOptions.defaults();
            StoreMemory memory = isReader
                    ? StoreMemory.openToRead(path, options)
                    : StoreMemory.open(path, options, opened -> opened);
            assertThrows(
                    OutOfMemoryError.class,
                    () -> memory.begin(() -> {
                        throw new OutOfMemoryError("planted");
                    }));
            try (Store store = open()) {
                assertFalse(store.isClosed());
            }
        }
    }
}
