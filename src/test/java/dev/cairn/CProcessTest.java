package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process in C maps the file of a store that this one writes, and retains versions by the table of leases. */
class CProcessTest extends ReaderCase {
    private static final String OK = "0 all is well";

    private final List<Reader> readers = new ArrayList<>();

    /** The program reader.c. */
    private record Reader(Process process, Writer commands, BufferedReader answers) {
        String ask(String command) throws IOException {
            commands.write(command + "\n");
            commands.flush();
            return answers.readLine();
        }

        void open(Path path, String name) throws IOException {
            assertEquals(OK, ask("open " + path));
            assertEquals(OK, ask("name " + name));
        }
    }

    @BeforeEach
    void compiler() {
        CCompiler.required();
    }

    private Reader start() throws IOException {
        Process process = new ProcessBuilder(CCompiler.program(CCompiler.TEST.resolve("reader.c"), "-DCAIRN_CHECKED")
                        .toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Reader reader = new Reader(
                process,
                process.outputWriter(StandardCharsets.UTF_8),
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
        readers.add(reader);
        return reader;
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Reader reader : readers) {
            reader.process.destroyForcibly().waitFor();
        }
    }

    private static LongVector numbers(Store store, int size, long from) {
        return LongVector.from(store, LongStream.range(from, from + size));
    }

    private static String sum(LongVector vector) {
        return vector.size() + " " + vector.sum();
    }

    @Test
    void whatIsRetainedStaysWhileTheWriterReusesMemory() throws Exception {
        Store store = write(Setting.TINY_INHERITED);
        Atom<LongVector> atom = store.atom("a name, \u00e4", numbers(store, 2000, 0));
        Reader reader = start();
        reader.open(path, "a name, \u00e4");
        List<String> sums = new ArrayList<>();
        for (int round = 0; round < 40; round++) {
            if (round % 8 == 0) {
                assertEquals("taken " + sums.size(), reader.ask("take"));
                sums.add(sum(atom.get()));
            }
            atom.set(numbers(store, 2000 + round, 1000L * round + 1));
            if (round % 5 == 4) {
                store.reclaim();
                store.verify();
            }
            for (int i = 0; i < sums.size(); i++) {
                assertEquals(sums.get(i), reader.ask("sum " + i));
            }
        }
        store.reclaim();
        long withHeld = store.stats().liveBytes();
        for (int i = 0; i < sums.size(); i++) {
            assertEquals("20 something that was retained was not released; release it first", reader.ask("close"));
            assertEquals(OK, reader.ask("release " + i));
        }
        store.reclaim();
        long after = store.stats().liveBytes();
        assertTrue(withHeld - after > 4 * 8 * 2000L, withHeld + " before, " + after);
        assertEquals("taken 5", reader.ask("take"));
        assertEquals(sum(atom.get()), reader.ask("sum 5"));
        store.removeAtom("a name, \u00e4");
        assertEquals("1 there is none", reader.ask("take"));
        assertEquals("1 there is none", reader.ask("name a name, \u00e4"));
    }

    @Test
    void aReaderFollowsAWriterThatDoesNotWait() throws Exception {
        Store store = write(Setting.TINY_INHERITED);
        Atom<LongVector> atom = store.atom("equal", LongVector.of(store, 1));
        Reader reader = start();
        reader.open(path, "equal");
        reader.commands.write("follow 1000\n");
        reader.commands.flush();
        Random random = new Random(5);
        long written = 0;
        long[] all = new long[3000];
        while (reader.process.isAlive() && !reader.answers.ready()) {
            Arrays.fill(all, written);
            atom.set(LongVector.of(store, Arrays.copyOf(all, 1 + random.nextInt(all.length))));
            if (++written % 100 == 0) {
                store.reclaim();
            }
        }
        assertEquals("0 1000", reader.answers.readLine());
        assertTrue(written >= 999, written + " versions were written");
        store.verify();
    }

    @Test
    void whatAKilledReaderHadIsGivenBack() throws Exception {
        Store store = write();
        Atom<LongVector> atom = store.atom("numbers", numbers(store, 5000, 0));
        Reader reader = start();
        reader.open(path, "numbers");
        assertEquals("taken 0", reader.ask("take"));
        atom.set(LongVector.of(store, 1));
        store.reclaim();
        long withHeld = store.stats().liveBytes();
        StoreProcess listed = store.processes().stream()
                .filter(process -> process.pid() == reader.process.pid())
                .findFirst()
                .orElseThrow();
        assertEquals(1, listed.versions());
        assertTrue(listed.readsOnly());
        reader.process.destroyForcibly().waitFor();
        store.reclaim(); // the first one may find the row before the system has dropped its lock
        while (store.stats().liveBytes() == withHeld) {
            store.reclaim();
        }
        assertTrue(withHeld - store.stats().liveBytes() >= 5000 * 8);
        Reader next = start();
        next.open(path, "numbers");
        assertEquals("taken 0", next.ask("take"));
        assertEquals("1 1", next.ask("sum 0"));
    }

    @Test
    void asManyVersionsAsThereArePlacesCanBeHeld() throws Exception {
        Store store = write();
        store.atom("numbers", numbers(store, 10, 0));
        Reader reader = start();
        reader.open(path, "numbers");
        assertEquals("17 2043", reader.ask("hoard"), "and the name");
        assertEquals("17 2043", reader.ask("hoard"));
        assertEquals("taken 0", reader.ask("take"));
        assertEquals("10 45", reader.ask("sum 0"));
    }

    @Test
    void aStoreThatNobodyWritesIsRead() throws Exception {
        Store store = write();
        store.atom("numbers", numbers(store, 3000, 5));
        String expected = sum(store.atom("numbers", LongVector.empty(store)).get());
        close();
        opened.clear();
        for (Path beside : List.of(directory.resolve("a.store.pins"), directory.resolve("a.store.lock"))) {
            Files.deleteIfExists(beside);
        }
        Reader reader = start();
        reader.open(path, "numbers");
        assertEquals("taken 0", reader.ask("take"));
        assertEquals(expected, reader.ask("sum 0"));
        Store again = write();
        assertEquals(
                expected, sum(again.atom("numbers", LongVector.empty(again)).get()));
        again.atom("numbers", LongVector.empty(again)).set(LongVector.of(again, 1, 2));
        again.reclaim();
        assertEquals(expected, reader.ask("sum 0"));
        assertEquals("taken 1", reader.ask("take"));
        assertEquals("2 3", reader.ask("sum 1"));
    }

    @Test
    void whatIsNoStoreIsRefused() throws Exception {
        Reader reader = start();
        assertTrue(reader.ask("open " + path).startsWith("14 "), "there is no file");
        Files.writeString(path, "no store");
        assertTrue(reader.ask("open " + path).startsWith("5 "));
        Files.delete(path);
        Files.deleteIfExists(directory.resolve("a.store.lock"));
        write().close();
        opened.clear();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(MAX_BYTES / 2);
        }
        assertTrue(reader.ask("open " + path).startsWith("9 "), "it was cut");
        assertTrue(reader.ask("open " + directory).startsWith("5 "));
        assertTrue(reader.ask("name x").startsWith("2 "), "nothing is open");
    }

    /** To close the file in this process would drop the locks that Java has on it. */
    @Test
    void aFileThatThisProcessHasMappedIsRefused() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/maps")));
        Store store = write();
        store.atom("numbers", numbers(store, 100, 5));
        CChecks c = new CChecks(CCompiler.library(CCompiler.TEST.resolve("checks.c")));
        try (Arena arena = Arena.ofConfined()) {
            assertEquals(18, c.status("check_open_file", arena.allocateFrom(path.toString())));
            assertFalse(store.isClosed());
        }
    }
}
