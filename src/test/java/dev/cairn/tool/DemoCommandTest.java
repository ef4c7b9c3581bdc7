package dev.cairn.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of all demos that read text. */
abstract class DemoCommandTest extends StoreCommandTest {
    /** Tests of the command {@code words}. */
    DemoCommandTest(String... words) {
        super(words);
    }

    @BeforeEach
    void someText() throws IOException {
        Files.writeString(
                root.resolve("a.txt"), "a line of text\nand one that is long: %s\n\n".formatted("x".repeat(300)));
        Files.writeString(root.resolve("b.txt"), "short\n".repeat(5_000));
        Files.write(root.resolve("c.bin"), new byte[100]);
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

    final long checks() {
        var row = Pattern.compile("snapshots checked +([\\d,]+)").matcher(out.toString());
        assertTrue(row.find(), out::toString);
        return Long.parseLong(row.group(1).replace(",", ""));
    }
}
