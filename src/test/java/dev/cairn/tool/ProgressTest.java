package dev.cairn.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter written = new StringWriter();

    @Test
    void aLineStandsForEachQuarter() {
        try (Progress progress = new Progress.Lines(1000, new PrintWriter(written))) {
            for (int i = 0; i <= 1000; i++) {
                progress.reached(i, 2L * i);
            }
        }
        assertEquals(
                List.of(
                        "read  25 % of 1000 B, 500 lines",
                        "read  50 % of 1000 B, 1,000 lines",
                        "read  75 % of 1000 B, 1,500 lines",
                        "read 100 % of 1000 B, 2,000 lines"),
                written.toString().lines().toList());
    }

    @Test
    void quartersThatAreJumpedOverGetNoLine() {
        try (Progress progress = new Progress.Lines(1001, new PrintWriter(written))) {
            progress.reached(900, 1);
            progress.reached(1001, 2);
        }
        assertEquals(
                List.of("read  75 % of 1001 B, 1 lines", "read 100 % of 1001 B, 2 lines"),
                written.toString().lines().toList());
    }

    @Test
    void nothingToReadGetsNoLine() {
        try (Progress progress = new Progress.Lines(0, new PrintWriter(written))) {
            progress.reached(0, 0);
        }
        assertEquals("", written.toString());
    }

    @Test
    void theBarEndsFull() {
        var bytes = new ByteArrayOutputStream();
        try (Progress progress = new Progress.Bar(10 << 20, new PrintStream(bytes, true, StandardCharsets.UTF_8))) {
            progress.reached(10 << 20, 1);
        }
        String drawn = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(drawn.contains("100%") && drawn.contains("10/10 MiB"), drawn);
    }
}
