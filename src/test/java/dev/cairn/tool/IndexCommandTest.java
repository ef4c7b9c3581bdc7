package dev.cairn.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexCommandTest extends DemoCommandTest {
    IndexCommandTest() {
        super("demo");
    }

    @Test
    void indexesChecksAndLeavesNothingLive() {
        assertEquals(0, demo(root.toString(), "--store-size=64m"), this::said);
        assertRow("files", "2");
        assertRow("lines", "5,003");
        assertRow("words read", "5,008");
        assertRow("words in the index", "9");
        assertRow("versions of the index", "2");
        assertRow("checks failed", "0");
        assertRow("verify()", "sound");
        assertRow("short", "5,000");
        assertRow("live bytes", "0");
        assertRow("live nodes", "0");
        assertTrue(checks() >= 3, "each reader and the end check the last snapshot");
        assertTrue(out.toString().contains("2 files later"), out::toString);
        assertTrue(err.toString().contains("read 100 %"), err::toString);
    }

    @Test
    void theSameWorkOnVavrsCollectionsIsShownLast() {
        assertEquals(0, demo(root.toString(), "--store-size=64m"), this::said);
        String table = out.toString().substring(out.toString().indexOf("What Cairn did for you"));
        assertTrue(table.contains("Vavr"), table);
        for (String row :
                List.of("time", "collector's pauses", "longest pause", "held on the heap", "snapshots held")) {
            assertTrue(table.contains("\n  " + row + " "), table);
        }
        assertTrue(
                table.lines().anyMatch(line -> line.startsWith("  held off the heap") && line.endsWith(" 0 B")), table);
    }

    @Test
    void theIndexOnTheHeapIsCheckedToo() {
        VavrIndex index = new VavrIndex();
        assertEquals(new WordIndex.Added(4, 0), index.add("to be, a to do"));
        VavrIndex.VavrSnapshot sound = index.snapshot();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100; i++) {
            assertNull(sound.fault(random));
        }
        var damaged = new VavrIndex.VavrSnapshot(
                sound.words().put("to", io.vavr.collection.Vector.of(Position.of(0, 1))), sound.texts());
        boolean found = false;
        for (int i = 0; i < 100 && !found; i++) {
            found = damaged.fault(random) != null;
        }
        assertTrue(found);
    }

    @Test
    void versionsAThousandApartAreCompared() throws IOException {
        Path many = Files.createDirectory(root.resolve("many"));
        for (int i = 0; i < 2_100; i++) {
            Files.writeString(many.resolve(i + ".txt"), "all of them, and word" + i);
        }
        assertEquals(0, demo(many.toString(), "--store-size=64m", "--writers=1"), this::said);
        assertRow("versions of the index", "2,100");
        assertRow("words in the index", "2,104");
        assertTrue(out.toString().contains("1,000 files later"), out::toString);
        assertRow("words added", "1,000");
        assertRow("words changed", "4");
        assertRow("words removed", "0");
        assertRow("positions added", "5,000");
    }

    @Test
    void manyWritersLoseNothing() throws IOException {
        Path many = Files.createDirectory(root.resolve("many"));
        for (int i = 0; i < 300; i++) {
            Files.writeString(
                    many.resolve(i + ".txt"),
                    "all of them, and word%d ".formatted(i).repeat(1 + i % 7 * 20));
        }
        assertEquals(0, demo(many.toString(), "--store-size=64m", "--writers=8", "--readers=1"), this::said);
        assertRow("versions of the index", "300");
        assertRow("words in the index", "304");
        assertRow("checks failed", "0");
        assertRow("live bytes", "0");
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
    void aTextWithoutWordsIsText() throws IOException {
        Path dots = Files.writeString(root.resolve("dots.txt"), "...\n");
        assertEquals(0, demo(dots.toString(), "--store-size=64m"), this::said);
        assertRow("lines", "1");
        assertRow("words read", "0");
        assertRow("live bytes", "0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--writers=0", "--writers=65", "--writers=many"})
    void aWrongNumberOfWritersGetsOneLine(String option) {
        assertEquals(2, demo(root.toString(), option));
        assertOneLineOfComplaint("--writers");
    }
}
