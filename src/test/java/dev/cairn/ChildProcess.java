package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A program of the tests in a JVM of its own, and what it prints. */
record ChildProcess(Process process, BufferedReader output) {
    static ChildProcess start(List<String> options, Class<?> program, String... arguments) throws IOException {
        Process process = ChildJvm.start(options, program, arguments);
        return new ChildProcess(
                process, new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }

    /** Waits until it has printed the line "ready", also if there are others before. */
    ChildProcess awaitReady() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
            lines.add(line);
            assertNotNull(line, lines::toString);
        }
        return this;
    }

    /** Requires {@code line} as the next line. */
    void require(String line) throws IOException {
        String next = output.readLine();
        assertEquals(line, next, () -> process.isAlive() ? next : next + "\n" + rest());
    }

    private String rest() {
        return String.join("\n", output.lines().toList());
    }

    /** Waits for its end, which must be right. */
    void requireEnd() throws InterruptedException {
        String rest = rest(); // first: it may wait until somebody reads that
        assertEquals(0, process.waitFor(), rest);
    }

    /** Kills it. It has not ended by itself. */
    void killLiving() throws InterruptedException {
        assertTrue(process.isAlive(), this::rest);
        kill();
    }

    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly(); // the streams stay open
        process.waitFor();
    }
}
