package dev.cairn;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * With the system property {@code dev.cairn.test.beside} the stores of tests lie in files, and a second process writes each of them while its
 * test runs ({@link Churner}). The test is as always: what another process does must not change what it sees.
 */
final class Beside {
    /** Whether the stores of tests lie in files. */
    static final boolean IS_ON = Boolean.getBoolean("dev.cairn.test.beside");

    private static final List<String> OPTIONS =
            List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-ea");
    private static final Path FAST = Path.of("/dev/shm");

    private final Path directory;
    private final Process process;
    private final BufferedReader output;
    private final PrintStream input;

    /** The paths of the stores that the process has open. */
    private final Set<Path> open = new HashSet<>();

    private Beside(Path directory) throws IOException {
        this.directory = directory;
        this.process = ChildJvm.start(OPTIONS, Churner.class);
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** The process of this JVM, and the number of the next store. A test that finds the process dead fails, and the next one gets another. */
    private static final class Only {
        private static Beside beside = started();
        private static int next;

        private static Beside started() {
            try {
                Path parent = Files.isDirectory(FAST) ? FAST : Path.of(System.getProperty("java.io.tmpdir"));
                Beside started = new Beside(Files.createTempDirectory(parent, "cairn-beside"));
                Runtime.getRuntime().addShutdownHook(new Thread(started::end));
                return started;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static Beside living() {
            if (!beside.process.isAlive()) {
                beside = started();
            }
            return beside;
        }
    }

    /** A new store, which the process has open, too. Of two stores it opens one first, and leads. */
    static Store open(StoreOptions options) {
        Beside beside = Only.living();
        int number = Only.next++;
        Path path = beside.directory.resolve(number + ".store");
        String command = "open " + path + " " + text(options);
        if (number % 2 == 0) {
            beside.ask(command);
        }
        Store store = Store.open(path, options);
        if (number % 2 != 0) {
            beside.ask(command);
        }
        beside.open.add(path);
        return store;
    }

    private static String text(StoreOptions options) {
        Geometry geometry = options.geometry();
        OptionalLong seed = options.seed();
        return options.maxBytes() + " " + geometry.bits() + " " + geometry.slabBytes() + " " + options.counting() + " "
                + (seed.isPresent() ? seed.getAsLong() : "any");
    }

    /** Lets the process close {@code store}, if it has it open. */
    static void leave(Store store) {
        store.path().filter(path -> Only.beside.open.remove(path)).ifPresent(path -> Only.beside.ask("leave " + path));
    }

    /** Closes {@code store}, and removes its file. Fails unless the file is sound, and nothing is left in it but what atoms have. */
    static void remove(Store store) {
        Path path = store.path().orElseThrow();
        store.close();
        try (Store again = Store.open(path, StoreOptions.defaults())) {
            again.atomNames().forEach(again::removeAtom);
            Leftovers leftovers = new Leftovers();
            leftovers.addOpen("a file", again);
            leftovers.settle();
        }
        forEachFile(path.getParent(), path.getFileName() + "*");
    }

    private static void forEachFile(Path directory, String glob) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, glob)) {
            for (Path file : files) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells the process {@code command}; returns when it is done. Fails with all that the process printed if it ends. */
    private void ask(String command) {
        input.println(command);
        List<String> lines = new ArrayList<>();
        try {
            for (String line = output.readLine(); !Churner.DONE.equals(line); line = output.readLine()) {
                if (line == null) {
                    open.clear();
                    throw new AssertionError(
                            "the process beside has ended at \"" + command + "\": " + String.join("\n", lines));
                }
                lines.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.forEach(System.err::println);
    }

    private void end() {
        input.close();
        process.destroy();
        try {
            forEachFile(directory, "*");
            Files.delete(directory);
        } catch (IOException | UncheckedIOException e) {
            System.err.println(directory + " is left: " + e);
        }
    }
}
