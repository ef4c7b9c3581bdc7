package dev.cairn.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DemoCommandTest {
    @TempDir
    private Path root;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command =
            Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @BeforeEach
    void someText() throws IOException {
        Files.writeString(
                root.resolve("a.txt"), "a line of text\nand one that is long: %s\n\n".formatted("x".repeat(300)));
        Files.writeString(root.resolve("b.txt"), "short\n".repeat(5_000));
        Files.write(root.resolve("c.bin"), new byte[100]);
    }

    @Test
    void readsChecksAndLeavesNothingLive() {
        assertEquals(0, demo(root.toString(), "--store-size=64m"), err::toString);
        assertRow("files", "2");
        assertRow("lines", "5,003");
        assertRow("versions made", "10,006");
        assertRow("checks failed", "0");
        assertRow("verify()", "sound");
        assertRow("live bytes", "0");
        assertRow("live nodes", "0");
        assertTrue(checks() >= 3, "each reader and the end check the last snapshot");
        assertTrue(err.toString().contains("read 100 %"), err::toString);
    }

    @Test
    void worksWithoutReadersAndWithoutHolding() {
        assertEquals(0, demo(root.toString(), "--store-size=64m", "--readers=0"), err::toString);
        assertEquals(1, checks());
        out.getBuffer().setLength(0);
        assertEquals(0, demo(root.toString(), "--store-size=64m", "--hold=0"), err::toString);
        assertRow("checks failed", "0");
    }

    @Test
    void anEmptyTextIsText() throws IOException {
        Path empty = Files.createFile(root.resolve("empty.txt"));
        assertEquals(0, demo(empty.toString(), "--store-size=64m"), err::toString);
        assertRow("lines", "0");
        assertRow("live bytes", "0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--store-size=lots",
                "--store-size=7",
                "--store-size=4000t",
                "--readers=-1",
                "--readers=2000",
                "--readers=two",
                "--hold=-1",
                "--charset=utf-9",
                "--what"
            })
    void aWrongOptionGetsOneLineThatNamesIt(String option) {
        assertEquals(2, demo(root.toString(), option));
        assertOneLineOfComplaint(option.split("=", 2)[0]);
    }

    @Test
    void aWrongPathGetsOneLineThatNamesIt() throws IOException {
        assertEquals(2, demo(root.resolve("missing").toString()));
        assertOneLineOfComplaint("missing");
        Files.writeString(root.resolve("damaged"), "PK\3\4 and no more");
        assertEquals(2, demo(root.resolve("damaged").toString()));
        assertOneLineOfComplaint("damaged");
        Path empty = Files.createDirectory(root.resolve("empty"));
        assertEquals(2, demo(empty.toString()));
        assertOneLineOfComplaint("empty");
    }

    @Test
    void aStoreThatIsTooSmallGetsOneLine() throws IOException {
        Files.writeString(
                root.resolve("d.txt"),
                "%s\n".formatted("a long line ".repeat(100)).repeat(50_000));
        assertEquals(2, demo(root.resolve("d.txt").toString(), "--store-size=8m"));
        String complaint =
                err.toString().lines().filter(line -> !line.startsWith("read ")).reduce("", (a, b) -> a + b);
        err.getBuffer().setLength(0);
        err.write(complaint);
        assertOneLineOfComplaint("--store-size");
    }

    @Test
    @Tag("noNative")
    void helpAndVersionAreThere() {
        assertEquals(0, demo("--help"));
        assertTrue(out.toString().startsWith("Usage: cairn demo"), out::toString);
        assertTrue(out.toString().contains("--store-size"), out::toString);
        out.getBuffer().setLength(0);
        assertEquals(0, demo("--version"));
        assertTrue(out.toString().startsWith("cairn "), out::toString);
    }

    private int demo(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "demo";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return command.execute(all);
    }

    private void assertRow(String name, String value) {
        assertTrue(
                Pattern.compile(
                                "^ +" + Pattern.quote(name) + " +" + Pattern.quote(value) + "( .*)?$",
                                Pattern.MULTILINE)
                        .matcher(out.toString())
                        .find(),
                () -> name + " " + value + " in\n" + out);
    }

    private long checks() {
        var row = Pattern.compile("snapshots checked +([\\d,]+)").matcher(out.toString());
        assertTrue(row.find(), out::toString);
        return Long.parseLong(row.group(1).replace(",", ""));
    }

    private void assertOneLineOfComplaint(String named) {
        String complaint = err.toString();
        err.getBuffer().setLength(0);
        assertEquals(1, complaint.lines().count(), complaint);
        assertTrue(complaint.startsWith("cairn demo: ") && complaint.contains(named), complaint);
    }
}
