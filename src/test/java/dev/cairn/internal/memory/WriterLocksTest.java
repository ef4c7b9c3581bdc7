package dev.cairn.internal.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.internal.memory.FileProblem.Reason;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes of the lock file of a store that several processes write, seen from one of them. A lock of the test stands for another process. */
class WriterLocksTest {
    private static final int BYTES = 1 << 20;
    private static final long LEADER = 0;
    private static final long FIRST_WRITER = 64;
    private static final long FIRST_READER = 1024;

    @TempDir
    Path directory;

    private Path path;
    private Path lock;

    @BeforeEach
    void make() throws IOException {
        path = directory.resolve("a.store");
        lock = directory.resolve("a.store.lock");
        StoreFile.open(path, false, file -> file.create(BYTES, _ -> file)).release();
    }

    private StoreFile openShared() {
        return StoreFile.openShared(path, false, file -> file);
    }

    private void refused(StoreFile.Opener<?> opener, String... words) {
        FileProblem e = assertThrows(FileProblem.class, () -> StoreFile.openShared(path, false, opener));
        assertEquals(Reason.IN_USE, e.reason());
        for (String word : words) {
            assertTrue(String.valueOf(e.getMessage()).contains(word), e.getMessage());
        }
    }

    @Test
    void aProcessWritesOnceAndReadsBesideThat() throws IOException {
        StoreFile writer = openShared();
        refused(file -> file, "open in this process already");
        FileProblem e = assertThrows(FileProblem.class, () -> StoreFile.open(path, false, file -> file));
        assertTrue(String.valueOf(e.getMessage()).contains("open in this process already"), e.getMessage());
        StoreFile reader = StoreFile.openToRead(path, false, file -> file);
        writer.release();
        assertFalse(reader.locks().tryLead(), "a reader does not lead");
        openShared().release();
        assertFalse(reader.isLost());
        reader.release();
    }

    /** An older version of the library takes byte 0 and no row. */
    @Test
    void besideAnOlderProcessNobodyWrites() throws IOException {
        try (LockFile file = LockFile.open(path, lock)) {
            FileLock older = file.tryLock(LEADER);
            assertNotNull(older);
            file.sign(0);
            String pid = "process " + ProcessHandle.current().pid() + " has opened the store";
            refused(
                    opened -> {
                        opened.locks().requireAlone();
                        return opened;
                    },
                    pid,
                    "wants to be the only one");
            assertThrows(FileProblem.class, () -> StoreFile.open(path, false, opened -> opened));
            StoreFile shared = openShared();
            assertFalse(shared.locks().leads());
            shared.release();
            older.release();
        }
    }

    @Test
    void anOlderProcessDoesNotBeginWhileSomebodyLeads() throws IOException {
        StoreFile leader = openShared();
        try (LockFile file = LockFile.open(path, lock)) {
            assertNull(file.tryLock(LEADER));
            leader.release();
            FileLock older = file.tryLock(LEADER);
            assertNotNull(older);
            older.release();
        }
    }

    @Test
    void aRowIsEnoughToHaveTheStoreInUse() throws IOException {
        try (LockFile file = LockFile.open(path, lock);
                FileLock row = file.tryLock(FIRST_WRITER + 5)) {
            assertNotNull(row);
            file.sign(6);
            String pid = "process " + ProcessHandle.current().pid() + " has opened the store";
            FileProblem e = assertThrows(FileProblem.class, () -> StoreFile.open(path, false, opened -> opened));
            assertEquals(Reason.IN_USE, e.reason());
            assertTrue(String.valueOf(e.getMessage()).contains(pid), e.getMessage());
            e = assertThrows(FileProblem.class, () -> UnusedFile.read(path, UnusedFile::length));
            assertEquals(Reason.IN_USE, e.reason());
            assertTrue(String.valueOf(e.getMessage()).contains(pid), e.getMessage());
            assertFalse(StoreFile.openToRead(path, false, this::isLeftOpen));
            assertFalse(StoreFile.openShared(path, false, this::isLeftOpen));
            refused(opened -> opened.create(BYTES, _ -> opened), pid);
            refused(opened -> opened.mapPins(BYTES / 2, 1, true), pid);
        }
        assertTrue(StoreFile.openToRead(path, false, this::isLeftOpen));
        assertTrue(StoreFile.openShared(path, false, this::isLeftOpen));
        assertEquals(BYTES, UnusedFile.read(path, UnusedFile::length));
    }

    private boolean isLeftOpen(StoreFile file) throws IOException {
        try {
            return file.isLeftOpen(0);
        } finally {
            file.release();
        }
    }

    @Test
    void onlyOneUserMayChangeWhatOlderVersionsSee() throws IOException {
        assertTrue(StoreFile.openShared(path, false, this::isOnlyUser));
        try (LockFile file = LockFile.open(path, lock)) {
            for (long at : new long[] {LEADER, FIRST_WRITER + 63, FIRST_READER, FIRST_READER + 511}) {
                FileLock other = file.tryLock(at);
                assertNotNull(other);
                assertFalse(StoreFile.openShared(path, false, this::isOnlyUser), () -> "byte " + at);
                other.release();
            }
        }
        assertTrue(StoreFile.openShared(path, false, this::isOnlyUser));
        assertFalse(StoreFile.openToRead(path, false, this::isOnlyUser));
    }

    private boolean isOnlyUser(StoreFile file) throws IOException {
        try {
            return file.locks().isOnlyUser();
        } finally {
            file.release();
        }
    }

    /** A reader in this process keeps the file of locks open. */
    @Test
    void whoHasClosedTheStoreLeadsNoMore() throws IOException {
        StoreFile reader = StoreFile.openToRead(path, false, file -> file);
        StoreFile writer = openShared();
        assertTrue(writer.locks().leads());
        writer.release();
        assertFalse(writer.locks().leads());
        assertFalse(writer.locks().tryLead());
        StoreFile next = openShared();
        assertTrue(next.locks().leads());
        next.release();
        reader.release();
    }

    /** A thread of the store tries to lead while another one closes the store: at a moment that is another one each time. */
    @Test
    void anyOrderOfClosingAndLeadingLeavesNoByteBehind() throws Exception {
        try (LockFile file = LockFile.open(path, lock)) {
            for (int i = 0; i < 500; i++) {
                FileLock led = file.tryLock(LEADER);
                assertNotNull(led, "it was left behind");
                StoreFile writer = openShared();
                CountDownLatch isTrying = new CountDownLatch(1);
                AtomicBoolean isClosed = new AtomicBoolean();
                Thread thread = Thread.ofPlatform().start(() -> {
                    isTrying.countDown();
                    while (!isClosed.get()) {
                        writer.locks().tryLead();
                    }
                });
                isTrying.await();
                led.release();
                for (long begin = System.nanoTime(); System.nanoTime() - begin < i * 1000L; ) {
                    Thread.onSpinWait();
                }
                writer.release();
                isClosed.set(true);
                thread.join();
                assertFalse(writer.locks().leads());
            }
        }
    }

    @Test
    void namesAreWrittenByOneThreadAtATime() throws Exception {
        StoreFile writer = openShared();
        int[] counted = {0};
        Runnable count = () -> {
            for (int i = 0; i < 200; i++) {
                assertTrue(writer.locks().inNames(() -> counted[0]++));
            }
        };
        Thread thread = Thread.ofPlatform().start(count);
        count.run();
        thread.join();
        assertEquals(400, counted[0]);
        try (LockFile file = LockFile.open(path, lock)) {
            assertTrue(writer.locks().inNames(() -> assertTrue(isHeld(file, 1))));
            assertFalse(isHeld(file, 1));
            assertThrows(
                    IllegalStateException.class,
                    () -> writer.locks().inNames(() -> {
                        throw new IllegalStateException("planted");
                    }));
            assertFalse(isHeld(file, 1));
        }
        writer.release();
    }

    private static boolean isHeld(LockFile file, long at) {
        try (FileLock free = file.tryLock(at)) {
            return free == null;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Each of the two bytes that a process which leads has. What drops it is code of the process that is not Java. */
    @Test
    void theLossOfOneByteIsSeen() throws Throwable {
        assumeTrue(Files.isReadable(Path.of("/proc/self/fdinfo")));
        for (long lost : new long[] {LEADER, FIRST_WRITER}) {
            StoreFile writer = openShared();
            assertTrue(writer.locks().leads() && writer.locks().row() == 0 && !writer.isLost());
            DroppedLock.drop(lock, lost);
            while (!writer.isLost()) {
                Thread.sleep(5);
            }
            writer.release();
            assertFalse(writer.isLost());
        }
    }

    /** The system shows bytes side by side as one lock. A watch sees the bytes that it was told, and no others. */
    @Test
    void aWatchTellsBytesApart() throws Throwable {
        assumeTrue(Files.isReadable(Path.of("/proc/self/fdinfo")));
        try (LockFile file = LockFile.open(path, lock)) {
            LockWatch[] watches = new LockWatch[3];
            for (int i = 0; i < 3; i++) {
                assertNotNull(file.tryLock(FIRST_WRITER + i));
                watches[i] = new LockWatch(lock, false);
                watches[i].add(FIRST_WRITER + i);
            }
            LockWatch all = new LockWatch(lock, false);
            for (int i = 0; i < 3; i++) {
                all.add(FIRST_WRITER + i);
                assertTrue(watches[i].areHeldNow());
            }
            assertTrue(all.areHeldNow());
            DroppedLock.drop(lock, FIRST_WRITER + 1);
            assertTrue(watches[0].areHeldNow());
            assertFalse(watches[1].areHeldNow());
            assertTrue(watches[2].areHeldNow());
            assertFalse(all.areHeldNow());
        }
    }

    /** All bytes are dropped, and byte 0 is free for anybody: this process may not take it as the first one. */
    @Test
    void whoHasLostItsRowDoesNotLead() throws Throwable {
        assumeTrue(Files.isReadable(Path.of("/proc/self/fdinfo")));
        try (LockFile file = LockFile.open(path, lock)) {
            FileLock led = file.tryLock(LEADER);
            assertNotNull(led);
            StoreFile writer = openShared();
            Files.readAllBytes(lock);
            led.release();
            assertFalse(writer.locks().tryLead());
            assertFalse(isHeld(file, LEADER));
            while (!writer.isLost()) {
                Thread.sleep(5);
            }
            writer.release();
        }
    }
}
