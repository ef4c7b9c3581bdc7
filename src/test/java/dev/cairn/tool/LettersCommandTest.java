package dev.cairn.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.tool.LettersOutcome.Passed;
import dev.cairn.tool.LettersOutcome.Stopped;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LettersCommandTest {
    @TempDir
    Path root;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int demo(String... arguments) {
        String[] words = new String[arguments.length + 2];
        words[0] = "demo";
        words[1] = "letters";
        System.arraycopy(arguments, 0, words, 2, arguments.length);
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    private String file(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return Files.write(root.resolve("file"), bytes).toString();
    }

    private void assertRow(String name, String value) {
        assertTrue(
                Pattern.compile(
                                "^ +" + Pattern.quote(name) + " +" + Pattern.quote(value) + "( .*)?$",
                                Pattern.MULTILINE)
                        .matcher(out.toString())
                        .find(),
                () -> name + " " + value + " in\n" + out + err);
    }

    private void assertComplaint(String named) {
        String complaint = err.toString();
        assertEquals(1, complaint.lines().count(), complaint);
        assertTrue(complaint.startsWith("cairn demo letters: ") && complaint.contains(named), complaint);
    }

    @Test
    void passesTheFileBothWaysAndLeavesNothingLive() throws IOException {
        assertEquals(0, demo(file(3_500_000), "--store-size=256m"), () -> out + "\n" + err);
        assertRow("slices", "4");
        assertRow("results", "equal");
        assertRow("letters dropped unread", "10,000");
        assertRow("verify()", "sound");
        assertRow("live bytes", "0");
        assertRow("live nodes", "0");
        assertTrue(out.toString().contains("all counts are back"), out::toString);
        assertEquals(3, err.toString().lines().count(), err::toString);
    }

    @Test
    void anEmptyFileIsAFile() throws IOException {
        assertEquals(0, demo(file(0), "--store-size=64m"), () -> out + "\n" + err);
        assertRow("bytes of the file", "0");
        assertRow("results", "equal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--store-size=lots", "--store-size=7", "--what"})
    void aWrongOptionGetsOneLine(String option) throws IOException {
        assertEquals(2, demo(file(10), option));
        assertComplaint(option.split("=", 2)[0]);
    }

    @Test
    void aWrongFileGetsOneLine() {
        assertEquals(2, demo(root.resolve("missing").toString()));
        assertComplaint("missing");
        err.getBuffer().setLength(0);
        assertEquals(2, demo(root.toString()));
        assertComplaint(root.toString());
    }

    @Test
    void aStoreThatIsTooSmallIsSaid() throws IOException {
        assertEquals(2, demo(file(9_000_000), "--store-size=8m"));
        assertTrue(err.toString().contains("the store is too small"), err::toString);
    }

    @Test
    @Tag("noNative")
    void helpIsThere() {
        assertEquals(0, demo("--help"));
        assertTrue(out.toString().startsWith("Usage: cairn demo letters"), out::toString);
    }

    @Test
    void whatIsWrongIsUnsound() {
        Verdict sound = new Verdict(true, "");
        Passed passed = new Passed(1, 1, 1, 0, 0, Map.of(1, 7L));
        Passed other = new Passed(1, 1, 1, 9, 0, Map.of(2, 7L));
        Stopped stopped = new Stopped(5, 5, 100, 1, 3, 9, 3);
        assertTrue(new LettersOutcome(7, 2, passed, passed, stopped, sound).sound());
        assertFalse(new LettersOutcome(8, 2, passed, passed, stopped, sound).sound());
        assertFalse(new LettersOutcome(7, 2, passed, other, stopped, sound).sound());
        assertFalse(new LettersOutcome(7, 2, passed, passed, stopped, new Verdict(false, "")).sound());
        assertFalse(new LettersOutcome(7, 2, passed, passed, new Stopped(5, 5, 100, 1, 3, 9, 4), sound).sound());
        assertFalse(new LettersOutcome(7, 2, passed, passed, new Stopped(5, 4, 100, 1, 3, 9, 3), sound).sound());
    }
}
