package dev.cairn.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Tests of a command, and of its output. */
abstract class CommandTest {
    @TempDir
    Path root;

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    private final List<String> words;
    private final String option;
    private final CommandLine command =
            Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    /** Tests of the command {@code words}, whose help names {@code option}. */
    CommandTest(String option, String... words) {
        this.option = option;
        this.words = List.of(words);
    }

    @Test
    @Tag("noNative")
    void helpAndVersionAreThere() {
        assertEquals(0, demo("--help"));
        assertTrue(out.toString().startsWith("Usage: cairn " + String.join(" ", words)), out::toString);
        assertTrue(out.toString().contains(option), out::toString);
        out.getBuffer().setLength(0);
        assertEquals(0, demo("--version"));
        assertTrue(out.toString().startsWith("cairn "), out::toString);
    }

    final int demo(String... arguments) {
        return command.execute(
                Stream.concat(words.stream(), Stream.of(arguments)).toArray(String[]::new));
    }

    final String said() {
        return out + "\n" + err;
    }

    final void assertRow(String name, String value) {
        assertTrue(
                Pattern.compile(
                                "^ +" + Pattern.quote(name) + " +" + Pattern.quote(value) + "( .*)?$",
                                Pattern.MULTILINE)
                        .matcher(out.toString())
                        .find(),
                () -> name + " " + value + " in\n" + out);
    }

    final void assertOneLineOfComplaint(String named) {
        String complaint = err.toString();
        err.getBuffer().setLength(0);
        assertEquals(1, complaint.lines().count(), complaint);
        assertTrue(
                complaint.startsWith("cairn " + String.join(" ", words) + ": ") && complaint.contains(named),
                complaint);
    }
}
