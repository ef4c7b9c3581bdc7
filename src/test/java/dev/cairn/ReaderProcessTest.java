package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.alloc.Superblock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers and the writer of a store in processes of their own, some of which are killed. */
@Tag("noNative")
class ReaderProcessTest {
    private static final int KILLED = 137;

    @TempDir
    Path directory;

    private final List<Process> processes = new ArrayList<>();

    private Path path() {
        return directory.resolve("a.store");
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    private Process start(Class<?> program) throws IOException {
        Process process = ChildJvm.startReady(List.of("-Xmx96m", "-XX:+UseSerialGC"), program, path().toString());
        processes.add(process);
        return process;
    }

    private static void requireAlive(Process process) {
        assertTrue(process.isAlive(), () -> "ended by itself: " + rest(process));
    }

    private static void kill(Process process) throws InterruptedException {
        requireAlive(process);
        process.destroyForcibly().waitFor();
        assertEquals(KILLED, process.exitValue());
    }

    private static String rest(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void aReaderGoesOnWhileWritersAreKilled() throws Exception {
        follow(3, 300);
    }

    @Test
    @Tag("soak")
    void aReaderGoesOnWhileManyWritersAreKilled() throws Exception {
        follow(100, 2000);
    }

    @SuppressWarnings("ReferenceEquality") // another version is another object
    private void follow(int writers, int snapshots) throws Exception {
        Process writer = start(Followed.Writer.class);
        Followed.Held held = new Followed.Held();
        Store reader = Store.openReadOnly(path());
        Followed atoms = Followed.read(reader);
        Random random = new Random();
        for (int number = 0; number < writers; number++) {
            int changed = 0;
            PMap<String, Long> last = atoms.map.get();
            for (int i = random.nextInt(snapshots); changed < snapshots / 3 || i < snapshots; i++) {
                requireAlive(writer);
                held.add(atoms.snapshot());
                changed += last == atoms.map.get() ? 0 : 1;
                last = atoms.map.get();
            }
            kill(writer);
            held.check();
            for (int i = 0; i < 10; i++) {
                held.add(atoms.snapshot());
            }
            writer = start(Followed.Writer.class);
        }
        held.check();
        kill(writer);
        held.check();
        try (Store store = Store.open(path())) {
            store.verify();
            held.check();
            held.add(atoms.snapshot());
            store.reclaim();
            store.verify();
            held.check();
        }
        held.check();
        reader.close();
        try (Store store = Store.open(path())) {
            store.verify();
        }
    }

    /** How many counts wait until no reader has pinned them, after a reclaiming that left none else. */
    private static int waiting(Store store) {
        return store.core().memory().getInt(store.core().memory().atOffset(Superblock.AT_IN_HAND));
    }

    @Test
    void whatKilledReadersHeldIsFreed() throws Exception {
        try (Store store = Store.open(path(), StoreOptions.defaults().maxBytes(Followed.MAX_BYTES))) {
            Followed atoms = Followed.written(store);
            Random random = new Random(1);
            List<Process> readers = List.of(start(Followed.Reader.class), start(Followed.Reader.class));
            for (long value = 1; value < 2000; value++) {
                atoms.changeMap(value);
                atoms.changeVector(random);
                atoms.changeRows(store, random);
            }
            store.verify();
            for (Process reader : readers) {
                kill(reader);
            }
            store.reclaim();
            store.reclaim();
            assertEquals(0, waiting(store));
            store.verify();
            assertTrue(store.stats().liveBytes() < Followed.MAX_BYTES / 2);
        }
    }

    /** A thousand versions are more than fit into the store; the reader has no reason of its own to run its collector. */
    @Test
    void aReaderIsAskedToFindTheVersionsThatItHasLetGo() throws Exception {
        try (Store store = Store.open(path(), StoreOptions.defaults().maxBytes(Followed.MAX_BYTES))) {
            Followed atoms = Followed.written(store);
            Process reader = start(Followed.Stepping.class);
            for (long value = 1; value < 1000; value++) {
                atoms.changeMap(value);
                reader.getOutputStream().write('\n');
                reader.getOutputStream().flush();
                assertEquals('.', reader.getInputStream().read(), "the reader ended");
            }
            store.verify();
            kill(reader);
        }
    }
}
