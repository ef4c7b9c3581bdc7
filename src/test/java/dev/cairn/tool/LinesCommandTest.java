package dev.cairn.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LinesCommandTest extends DemoCommandTest {
    LinesCommandTest() {
        super("demo", "lines");
    }

    @Test
    void readsChecksAndLeavesNothingLive() {
        assertEquals(0, demo(root.toString(), "--store-size=64m"), this::said);
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
        assertEquals(0, demo(root.toString(), "--store-size=64m", "--readers=0"), this::said);
        assertEquals(1, checks());
        out.getBuffer().setLength(0);
        assertEquals(0, demo(root.toString(), "--store-size=64m", "--hold=0"), this::said);
        assertRow("checks failed", "0");
    }

    @Test
    void anEmptyTextIsText() throws IOException {
        Path empty = Files.createFile(root.resolve("empty.txt"));
        assertEquals(0, demo(empty.toString(), "--store-size=64m"), this::said);
        assertRow("lines", "0");
        assertRow("live bytes", "0");
    }

    @Test
    void whatStandsBeforeTheCommandIsNotPassedOverInSilence() {
        assertEquals(2, Main.commandLine().setErr(new PrintWriter(err, true)).execute("demo", "--readers=0", "lines"));
        assertOneLineOfComplaint("'lines'");
    }
}
