package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a program of the tests in a JVM of its own, for what can be done to a JVM once only. */
public final class ChildJvm {
    private ChildJvm() {}

    /** Runs {@code program}, which must end with 0; returns what it printed. */
    public static String run(List<String> options, Class<?> program, String... arguments) {
        try {
            Process process = start(options, program, arguments);
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), output);
            return output;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Starts {@code program}, whose errors go where its output goes. */
    public static Process start(List<String> options, Class<?> program, String... arguments) throws IOException {
        return new ProcessBuilder(command(options, program, arguments))
                .redirectErrorStream(true)
                .start();
    }

    /** As {@link #start}. Waits until the program has printed the line "ready". */
    static Process startReady(List<String> options, Class<?> program, String... arguments) throws IOException {
        return ChildProcess.start(options, program, arguments).awaitReady().process();
    }

    /** How a system starts {@code program}. */
    static List<String> command(List<String> options, Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        String classPath = placeOf(Store.class) + System.getProperty("path.separator") + placeOf(ChildJvm.class);
        command.addAll(List.of("-cp", classPath, program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Where the class files of {@code type} and its neighbours are. */
    public static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
