package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The compilers for C that this machine has. Each source is compiled once in a JVM, without a warning; the results go when the JVM ends. */
final class CCompiler {
    /** Where the header and the kernels are. */
    static final Path MAIN = Path.of("src/main/c").toAbsolutePath();

    /** Where the sources of the tests are. */
    static final Path TEST = Path.of("src/test/c").toAbsolutePath();

    private static final List<String> STRICT = List.of("-Wall", "-Wextra", "-Werror", "-O2", "-ffp-contract=off");
    private static final Map<List<String>, Path> MADE = new HashMap<>();
    private static final Path DIRECTORY = directory();

    private CCompiler() {}

    private static Path directory() {
        try {
            Path made = Files.createTempDirectory("cairn-c");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(made)));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException ignored) {
            // the system's directory for such files is emptied now and then
        }
    }

    /** A directory for files that are made of sources. */
    static Path scratch() {
        return DIRECTORY;
    }

    /** Those of {@code names} that are on the path of programs. */
    static List<String> found(String... names) {
        List<String> found = new ArrayList<>();
        for (String name : names) {
            for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
                if (!found.contains(name) && Files.isExecutable(Path.of(place, name))) {
                    found.add(name);
                }
            }
        }
        return found;
    }

    /** A compiler for C; the test is skipped where there is none. */
    static String required() {
        List<String> found = found("cc", "gcc", "clang");
        Assumptions.assumeFalse(found.isEmpty(), "no compiler for C is on the path");
        return found.getFirst();
    }

    /** A shared library of {@code source}, made in strict C99. */
    static Path library(Path source, String... flags) {
        List<String> all = new ArrayList<>(List.of("-std=c99", "-shared", "-fPIC"));
        all.addAll(List.of(flags));
        return make(required(), source, all);
    }

    /** A program of {@code source}, made in strict C99. */
    static Path program(Path source, String... flags) {
        List<String> all = new ArrayList<>(List.of("-std=c99"));
        all.addAll(List.of(flags));
        return make(required(), source, all);
    }

    /** What {@code compiler} makes of {@code source}. The header is that of the project, unless {@code flags} name another directory. */
    static synchronized Path make(String compiler, Path source, List<String> flags) {
        List<String> command = new ArrayList<>(List.of(compiler));
        command.addAll(STRICT);
        command.addAll(flags);
        command.addAll(List.of("-I", MAIN.toString(), source.toString()));
        return MADE.computeIfAbsent(command, key -> {
            Path made = DIRECTORY.resolve("made" + MADE.size());
            List<String> whole = new ArrayList<>(key);
            whole.addAll(List.of("-o", made.toString()));
            Result result = run(whole);
            assertEquals("", result.output(), String.join(" ", whole));
            assertEquals(0, result.exit());
            return made;
        });
    }

    /** What a program printed, and how it ended. */
    record Result(int exit, String output) {}

    /** Runs a program to its end. */
    static Result run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
