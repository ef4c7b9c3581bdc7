package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a JVM is started with: read as people write it, refused if it means nothing, and told if it keeps stores from freeing. */
class JvmOptionsTest {
    private static void assertSays(Jvm.Run run, String text) {
        assertTrue(run.output().contains(text), () -> "'" + text + "' is not in: " + run.output());
    }

    @Test
    void underEpsilonAStoreSaysThatNothingIsFreed() {
        Jvm.Run run = Jvm.run(FillingProgram.class, "-XX:+UnlockExperimentalVMOptions", "-XX:+UseEpsilonGC");
        assertSays(run, "(Epsilon) collects nothing");
        assertSays(run, "full: no room for");
        assertSays(run, "the garbage collector did not run on request");
        assertSays(run, "in scopes: all done");
        assertEquals(0, run.exitCode(), run::output);
    }

    @ParameterizedTest
    @CsvSource({"2g, 2147483648", "64M, 67108864", "2048k, 2097152", "1048576, 1048576"})
    void sizesHaveSuffixes(String written, long bytes) {
        Jvm.Run run = Jvm.run(FillingProgram.class, "-Ddev.cairn.maxBytes=" + written);
        assertSays(run, "standard: " + bytes + "\n");
        assertFalse(run.output().contains("full:"), run::output);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "maxBytes=2x",
                "maxBytes=",
                "maxBytes=-1",
                "maxBytes=1.5g",
                "maxBytes=99999999999999999999",
                "maxBytes=9999999999t",
                "budgetBytes=much",
                "preTouchBytes=0x10",
                "seed=today",
                "checked=yes",
                "checked=",
                "hugePages=no"
            })
    void nonsenseIsRefused(String setting) {
        Jvm.Run run = Jvm.run(FillingProgram.class, "-Ddev.cairn." + setting);
        assertNotEquals(0, run.exitCode());
        assertSays(run, "the system property dev.cairn." + setting + " is ");
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        assertSays(
                Jvm.run(FillingProgram.class, "-Ddev.cairn.maxBytes=65g"),
                "maxBytes 69793218560 is not from 1048576 to");
        assertSays(Jvm.run(FillingProgram.class, "-Ddev.cairn.budgetBytes=0"), "budgetBytes 0 is not positive");
    }

    @Test
    void aMisspeltPropertyIsNamed() {
        Jvm.Run run = Jvm.run(FillingProgram.class, "-Ddev.cairn.maxByte=2g", "-Ddev.cairn.seed=-7");
        assertSays(run, "unknown system properties: [dev.cairn.maxByte]; known are [dev.cairn.budgetBytes, ");
        assertEquals(0, run.exitCode(), run::output);
    }
}
