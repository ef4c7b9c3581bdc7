package dev.cairn.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ChildJvm;
import dev.cairn.LongVector;
import dev.cairn.Store;
import dev.cairn.StoreProcess;
import dev.cairn.message.Mailbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands for the file of a store, and {@code top}. */
class FileCommandTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command =
            Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    private Path path() {
        return directory.resolve("a.store");
    }

    private String run(String... words) {
        out.getBuffer().setLength(0);
        assertEquals(0, command.execute(words), () -> out + "\n" + err);
        return out.toString();
    }

    private void refused(String complaint, String... words) {
        err.getBuffer().setLength(0);
        assertEquals(2, command.execute(words), out::toString);
        assertTrue(err.toString().contains(complaint), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
    }

    private void make() {
        try (Store store = Store.open(path())) {
            store.atom("numbers", LongVector.of(store, 1, 2, 3));
            Mailbox box = Mailbox.named(store, "box");
            for (long i = 0; i < 3; i++) {
                box.trySendValue(i);
            }
        }
    }

    @Test
    void eachCommandNamesWhatItNeeds() {
        for (String name : List.of("info", "verify", "repair", "checkpoint", "top", "serve")) {
            assertTrue(run("store", name, "--help").startsWith("Usage: cairn store " + name), out::toString);
            refused("there is no", "store", name, path().toString());
        }
        assertTrue(run("top", "--help").startsWith("Usage: cairn top"), out::toString);
        assertTrue(run("store").contains("serve"), out::toString);
    }

    @Test
    void aFileThatNobodyUses() {
        make();
        String file = path().toString();
        String info = run("store", "info", file);
        assertTrue(info.contains("numbers"), info);
        assertTrue(info.lines().anyMatch(line -> line.matches("box +3 +0 +1 +0  -")), info);
        assertTrue(run("store", "verify", file).startsWith("all counts are right"), out::toString);
        assertTrue(run("store", "repair", file).startsWith("opened in"), out::toString);
        String table = run("top", "--once", file);
        assertTrue(table.contains(file + ": 1 atoms, 3 letters in 1 mailboxes, "), table);
        assertTrue(table.contains("process") && table.contains("versions"), table);
        assertFalse(table.contains(" writes ") || table.contains(" leads "), table);
    }

    @Test
    void topShowsWhoUsesAStore() {
        make();
        try (Store store = Store.open(path())) {
            LongVector held = LongVector.from(store, new long[1000]);
            StoreProcess own = store.processes().getFirst();
            for (String table : List.of(
                    run("top", "--once", path().toString()), run("store", "top", "--count=1", path().toString()))) {
                String row = table.lines().skip(2).findFirst().orElse("").strip();
                assertTrue(row.startsWith(own.pid() + " leads "), table);
                assertEquals(3, table.lines().count(), table);
            }
            assertEquals(5, run("top", "--count=2", path().toString()).lines().count() - 2, out::toString);
            assertEquals(1000, held.size());
        }
    }

    /** A process of its own, which runs a command for a file. */
    static final class Tool {
        private Tool() {}

        public static void main(String[] arguments) {
            System.exit(new CommandLine(new FileCommand()).execute(arguments));
        }
    }

    private static Process start(String... arguments) throws IOException {
        // the class path of a child has the library and its tests only
        String picocli = "-Xbootclasspath/a:" + ChildJvm.placeOf(CommandLine.class);
        return ChildJvm.start(List.of(picocli), Tool.class, arguments);
    }

    /** A process that ends has printed all. */
    @Test
    void figuresArePrintedToTheEnd() throws IOException, InterruptedException {
        make();
        Process info = start("info", path().toString());
        String said = new String(info.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, info.waitFor(), said);
        assertTrue(said.contains("numbers") && said.contains("live blocks"), said);
    }

    /** Told to end, it closes the store: the next opening has nothing to give back. */
    @Test
    void aServerLeadsAndEndsCleanly() throws IOException, InterruptedException {
        String file = path().toString();
        Process server = start("serve", "--create=64m", file);
        var output = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        assertEquals("process " + server.pid() + " has opened " + file, output.readLine());
        assertEquals("leads", output.readLine());
        try (Store reader = Store.openReadOnly(path())) {
            StoreProcess only = reader.processes().getFirst();
            assertTrue(only.leads() && only.pid() == server.pid(), only::toString);
            assertEquals(64L << 20, reader.options().maxBytes());
        }
        server.toHandle().destroy(); // TERM
        assertEquals("closed", output.readLine());
        server.waitFor();
        assertFalse(server.isAlive());
        try (Store store = Store.open(path())) {
            assertEquals(0, store.verify().lostBytes());
        }
    }
}
