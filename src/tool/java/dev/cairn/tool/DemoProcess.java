package dev.cairn.tool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A JVM of its own that takes part in a demo. It is told to end by a line of input. */
record DemoProcess(Process process, BufferedReader lines) {
    private static final String HEAP = "-Xmx256m";

    /** Starts {@code main} with the tool and the library on its class path. Its errors go where those of this process go. */
    static DemoProcess start(Class<?> main, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                HEAP,
                "-cp",
                System.getProperty("java.class.path") + classes(),
                main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new DemoProcess(
                process, new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }

    /** The library's own place, which is on the module path where the tool is started as a module. */
    private static String classes() {
        String modules = System.getProperty("jdk.module.path", "");
        return modules.isEmpty() ? "" : System.getProperty("path.separator") + modules;
    }

    /** Kills it (kill -9), and waits until it is dead; returns whether it was alive. */
    boolean kill() throws InterruptedException {
        boolean wasAlive = process.isAlive();
        process.destroyForcibly().waitFor();
        return wasAlive;
    }

    /** Tells it to end. */
    void stop() throws IOException {
        try (OutputStream input = process.getOutputStream()) {
            input.write('\n');
        }
    }

    /** Reads what it still says, and waits until it has ended; returns its exit code. */
    int awaitEnd(Consumer<String> line) throws InterruptedException {
        lines.lines().forEach(line);
        return process.waitFor();
    }
}
