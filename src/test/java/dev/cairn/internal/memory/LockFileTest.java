package dev.cairn.internal.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.memory.FileProblem.Reason;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of a store's locks is open as long as somebody uses the store, whatever happens to a thread that opens it once more. */
class LockFileTest {
    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void name() {
        path = directory.resolve("a.store");
    }

    @Test
    void anInterruptDropsNoLock() throws IOException {
        try (LockFile file = LockFile.open(path, directory.resolve("a.store.lock"))) {
            FileLock lock = file.tryLock(0);
            assertNotNull(lock);
            Thread.currentThread().interrupt();
            file.sign(2);
            assertEquals(Long.toString(ProcessHandle.current().pid()), file.signer(2));
            assertEquals("", file.signer(1));
            assertTrue(Thread.interrupted());
            assertTrue(file.isOpen() && lock.isValid());
        }
    }

    @Test
    void anInterruptedThreadWaitsAllTheSame() throws IOException {
        try (LockFile file = LockFile.open(path, directory.resolve("a.store.lock"));
                FileLock held = file.tryLock(3)) {
            assertNotNull(held);
            Thread.currentThread().interrupt();
            long began = System.nanoTime();
            assertEquals(null, file.lock(3, 200));
            assertTrue(System.nanoTime() - began > 100 * Backoff.SLEEP_NANOS, "it slept");
            assertTrue(Thread.interrupted());
        }
    }

    /** What was begun with the store may have let the file go by itself. The reason is told, and a reader of this process keeps its lock. */
    @Test
    void anOpeningThatFailsLetsGoOnce() throws IOException {
        StoreFile.open(path, false, file -> file.create(1 << 20, _ -> file)).release();
        StoreFile reader = StoreFile.openToRead(path, false, file -> file);
        for (boolean lets : new boolean[] {true, false}) {
            FileProblem e = assertThrows(
                    FileProblem.class,
                    () -> StoreFile.open(path, false, file -> {
                        if (lets) {
                            file.release();
                        }
                        throw new FileProblem(path, Reason.DAMAGED, "planted");
                    }));
            assertEquals(Reason.DAMAGED, e.reason());
            assertFalse(reader.isLost());
        }
        reader.release();
        Path other = directory.resolve("b.store");
        FileProblem e = assertThrows(
                FileProblem.class,
                () -> StoreFile.open(other, false, file -> {
                    file.release();
                    throw new FileProblem(other, Reason.DAMAGED, "planted");
                }));
        assertEquals(Reason.DAMAGED, e.reason());
        StoreFile.open(other, false, file -> file).release();
    }
}
