package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.memory.ByteLocks;
import dev.cairn.internal.memory.FileProblem;
import dev.cairn.internal.memory.FileProblem.Reason;
import dev.cairn.internal.memory.Locking;
import dev.cairn.internal.memory.StoreFile;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes that write one store: each has a row, one leads, and the system says who is dead. */
@Tag("noNative")
class WriterProcessTest {
    private static final int BYTES = 1 << 20;

    @TempDir
    Path directory;

    private Path path;
    private final List<WriterProcess> processes = new ArrayList<>();

    @BeforeEach
    void make() throws IOException {
        path = directory.resolve("a.store");
        StoreFile.open(path, false, file -> file.create(BYTES, _ -> file)).release();
    }

    @AfterEach
    void end() throws InterruptedException {
        for (WriterProcess process : processes) {
            process.end();
        }
    }

    private WriterProcess start(Path store) throws IOException {
        WriterProcess process = WriterProcess.start(store);
        processes.add(process);
        return process;
    }

    private WriterProcess start() throws IOException {
        return start(path);
    }

    private StoreFile openShared() {
        return StoreFile.openShared(path, false, file -> file);
    }

    @Test
    void rowsAreDistinctAndOneLeads() throws Exception {
        Set<String> rows = new TreeSet<>();
        int leaders = 0;
        for (int i = 0; i < 3; i++) {
            WriterProcess process = start();
            rows.add(process.ask("row"));
            leaders += process.askWhether("lead") ? 1 : 0;
        }
        StoreFile here = openShared();
        rows.add(Integer.toString(here.locks().row()));
        assertEquals(Set.of("0", "1", "2", "3"), rows);
        assertEquals(1, leaders);
        assertFalse(here.locks().leads());
        assertFalse(here.locks().tryLead());
        here.release();
    }

    @Test
    void theRowOfAKilledProcessCanBeEnteredAndThatOfALivingOneCannot() throws Exception {
        WriterProcess living = start();
        WriterProcess killed = start();
        StoreFile here = openShared();
        int row = Integer.parseInt(killed.ask("row"));
        int other = Integer.parseInt(living.ask("row"));
        assertFalse(here.locks().isRowFree(row));
        killed.kill();
        assertTrue(here.locks().isRowFree(row));
        List<String> seen = new ArrayList<>();
        assertTrue(here.locks().inFreeWriterRow(row, () -> {
            seen.add(seenBy(living, row));
            seen.add(rowOfNext());
        }));
        assertEquals(List.of("false", "3"), seen, "nobody else enters the row, or takes it");
        assertEquals("true", seenBy(living, row));
        for (int held : List.of(other, here.locks().row())) {
            assertFalse(here.locks().inFreeWriterRow(held, () -> seen.add("ran")));
        }
        assertEquals(2, seen.size());
        assertEquals(row, Integer.parseInt(start().ask("row")), "it is used again");
        here.release();
    }

    private static String seenBy(WriterProcess process, int row) {
        try {
            return process.ask("free " + row);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String rowOfNext() {
        try {
            return start().ask("row");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whoClosesTheStoreGivesItsRowAndTheLeadAway() throws Exception {
        WriterProcess first = start();
        WriterProcess second = start();
        assertFalse(second.askWhether("lead"));
        assertEquals("closed", first.ask("close"));
        assertTrue(second.askWhether("lead"));
        assertTrue(second.askWhether("free 0"));
        assertFalse(first.askWhether("lead"), "it is closed");
    }

    @Test
    void whoIsKilledAmongNamesHoldsNobodyUp() throws Exception {
        WriterProcess killed = start();
        assertEquals("in names", killed.ask("names"));
        StoreFile here = openShared();
        assertFalse(Locking.isFree(path, 1));
        killed.kill();
        assertTrue(here.locks().inNames(() -> {}));
        here.release();
    }

    /** Takes a byte that is not a row, and lets it go, again and again. */
    static final class Coming {
        public static void main(String[] arguments) throws IOException {
            FileChannel channel = FileChannel.open(
                    Path.of(arguments[0] + ".lock"), StandardOpenOption.READ, StandardOpenOption.WRITE);
            System.out.println("ready");
            while (System.in.available() == 0) {
                for (int i = 0; i < 1_000; i++) {
                    FileLock lock = channel.tryLock(1, 1, false);
                    if (lock != null) {
                        lock.release();
                    }
                }
            }
        }
    }

    /** The system's list of all locks is not written in one step: while others come and go, one that is held can be missing there. */
    @Test
    void locksThatComeAndGoHideNoOther() throws Exception {
        List<Process> others = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                others.add(ChildJvm.startReady(List.of(), Coming.class, path.toString()));
            }
            assertEquals(0, Locking.missed(path, 5_000));
        } finally {
            for (Process other : others) {
                other.destroyForcibly().waitFor();
            }
        }
    }

    /** Has all rows but as many as its second argument says. */
    static final class Rows {
        public static void main(String[] arguments) throws IOException {
            FileChannel channel = FileChannel.open(
                    Path.of(arguments[0] + ".lock"), StandardOpenOption.READ, StandardOpenOption.WRITE);
            long length = ByteLocks.WRITERS - Long.parseLong(arguments[1]);
            System.out.println(channel.tryLock(64, length, false) == null ? "no" : "ready");
            System.in.read();
        }
    }

    @Test
    void oneMoreThanAllRowsIsRefused() throws Exception {
        Process one = ChildJvm.startReady(List.of(), Rows.class, path.toString(), "1");
        try {
            StoreFile last = openShared();
            assertEquals(ByteLocks.WRITERS - 1, last.locks().row());
            last.release();
        } finally {
            one.destroyForcibly().waitFor();
        }
        Process all = ChildJvm.startReady(List.of(), Rows.class, path.toString(), "0");
        try {
            FileProblem e = assertThrows(FileProblem.class, this::openShared);
            assertEquals(Reason.TOO_MANY_WRITERS, e.reason());
            String message = String.valueOf(e.getMessage());
            assertTrue(message.contains("64 processes") && message.contains(path.toString()), message);
            assertTrue(message.contains("close it in one of them"), message);
        } finally {
            all.destroyForcibly().waitFor();
        }
        StoreFile next = openShared();
        assertEquals(0, next.locks().row());
        next.release();
    }

    /** The one process that writes waits for all others to end, not only for the one that leads. */
    @Test
    void whoWritesAloneIsRefusedWhileAnyOtherWrites() throws Exception {
        WriterProcess first = start();
        WriterProcess second = start();
        refuse(first);
        first.kill();
        refuse(second);
        second.kill();
        StoreFile alone = StoreFile.open(path, false, file -> file);
        assertTrue(alone.locks().leads());
        alone.release();
    }

    private void refuse(WriterProcess named) {
        FileProblem e = assertThrows(FileProblem.class, () -> StoreFile.open(path, false, file -> file));
        assertEquals(Reason.IN_USE, e.reason());
        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains("process " + named.pid() + " has opened the store"), message);
        var seen = assertThrows(
                StoreFileException.class,
                () -> Store.open(path, StoreOptions.defaults().exclusive(true)));
        assertEquals(message, seen.getMessage());
    }

    @Test
    void exactlyOneLeadsWhileLeadersAreKilled() throws Exception {
        succeed(8);
    }

    @Test
    @Tag("soak")
    void exactlyOneLeadsWhileManyLeadersAreKilled() throws Exception {
        succeed(200);
    }

    private void succeed(int kills) throws Exception {
        BlockingQueue<WriterProcess.Line> lines = new LinkedBlockingQueue<>();
        for (int i = 0; i < 3; i++) {
            start().campaign("campaign", lines);
        }
        for (int i = 0; i < kills; i++) {
            WriterProcess.Line line = lines.take();
            assertEquals("leads", line.text());
            line.process().kill();
            start().campaign("campaign", lines);
        }
        assertEquals("leads", lines.take().text());
        assertNull(lines.poll());
    }

    /** That the test before this one can fail. */
    @Test
    void twoThatLeadAtOnceAreSeen() throws Exception {
        BlockingQueue<WriterProcess.Line> lines = new LinkedBlockingQueue<>();
        start().campaign("campaign", lines);
        start().campaign("campaign without asking", lines);
        Set<String> texts = new TreeSet<>();
        for (int i = 0; i < 3; i++) {
            texts.add(lines.take().text());
        }
        assertEquals(Set.of("leads", "two lead"), texts);
    }

    @Test
    void anInterruptedThreadLosesNoLock() throws Exception {
        WriterProcess other = start();
        StoreFile here = openShared();
        ByteLocks locks = here.locks();
        interrupted(() -> assertFalse(locks.tryLead()));
        other.kill();
        WriterProcess witness = start();
        witness.ask("lead");
        witness.kill();
        interrupted(() -> assertTrue(locks.tryLead()));
        WriterProcess seer = start();
        List<Runnable> actions = List.of(
                locks::tryLead,
                here::isLost,
                () -> assertFalse(locks.isRowFree(locks.row())),
                () -> assertTrue(locks.inFreeWriterRow(63, () -> {})),
                () -> assertTrue(locks.inFreeReaderRow(7, () -> {})),
                () -> assertTrue(locks.inNames(() -> {})),
                () -> assertThrows(FileProblem.class, this::openShared),
                this::read);
        for (Runnable action : actions) {
            interrupted(action);
            assertFalse(seer.askWhether("lead"));
            assertFalse(seer.askWhether("free " + locks.row()));
        }
        assertFalse(here.isLost());
        here.release();
        assertTrue(seer.askWhether("lead"));
    }

    private static void interrupted(Runnable action) {
        Thread.currentThread().interrupt();
        action.run();
        assertTrue(Thread.interrupted());
    }

    private void read() {
        try {
            StoreFile.openToRead(path, false, file -> file).release();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** That the test before this one can fail: lock() of an interrupted thread closes the channel. */
    @Test
    void aThreadThatWaitsForALockWouldLoseAll() throws Exception {
        Path store = directory.resolve("b.store");
        WriterProcess seer = start(store);
        try (FileChannel channel = FileChannel.open(
                directory.resolve("b.store.lock"), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            assertNotNull(channel.tryLock(64 + 5, 1, false));
            assertFalse(seer.askWhether("free 5"));
            Thread.currentThread().interrupt();
            assertThrows(FileLockInterruptionException.class, () -> channel.lock(64 + 6, 1, false));
            assertTrue(Thread.interrupted());
            assertTrue(seer.askWhether("free 5"));
        }
    }

    /** Also if this process does not lead. */
    @Test
    void anotherClassLoaderIsRefused() throws Exception {
        WriterProcess leader = start();
        StoreFile here = openShared();
        try (URLClassLoader loader = FileMisuseTest.another()) {
            Class<?> other = loader.loadClass(StoreFile.class.getName());
            Class<?> opener = loader.loadClass(StoreFile.Opener.class.getName());
            Object opens =
                    Proxy.newProxyInstance(loader, new Class<?>[] {opener}, (proxy, method, arguments) -> arguments[0]);
            var open = other.getMethod("openShared", Path.class, boolean.class, opener);
            var e = assertThrows(InvocationTargetException.class, () -> open.invoke(null, path, false, opens));
            String message = String.valueOf(e.getCause().getMessage());
            assertTrue(message.contains("in this process already, by another class loader"), message);
        }
        assertFalse(leader.askWhether("free " + here.locks().row()));
        here.release();
    }
}
