package dev.cairn.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.tool.LettersOutcome.Passed;
import dev.cairn.tool.LettersOutcome.Stopped;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LettersCommandTest extends StoreCommandTest {
    LettersCommandTest() {
        super("demo", "letters");
    }

    private String file(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return Files.write(root.resolve("file"), bytes).toString();
    }

    @Test
    void passesTheFileBothWaysAndLeavesNothingLive() throws IOException {
        assertEquals(0, demo(file(3_500_000), "--store-size=256m"), this::said);
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
        assertEquals(0, demo(file(0), "--store-size=64m"), this::said);
        assertRow("bytes of the file", "0");
        assertRow("results", "equal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--store-size=lots", "--store-size=7", "--what"})
    void aWrongOptionGetsOneLine(String option) throws IOException {
        assertEquals(2, demo(file(10), option));
        assertOneLineOfComplaint(option.split("=", 2)[0]);
    }

    @Test
    void aWrongFileGetsOneLine() {
        assertEquals(2, demo(root.resolve("missing").toString()));
        assertOneLineOfComplaint("missing");
        assertEquals(2, demo(root.toString()));
        assertOneLineOfComplaint(root.toString());
    }

    @Test
    void aStoreThatIsTooSmallIsSaid() throws IOException {
        assertEquals(2, demo(file(9_000_000), "--store-size=8m"));
        assertTrue(err.toString().contains("the store is too small"), err::toString);
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
