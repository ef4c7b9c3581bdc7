package dev.cairn.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkedRegionTest {
    @TempDir
    Path folder;

    private Path file;
    private MarkedRegion region;

    @BeforeEach
    void name() {
        file = folder.resolve("docs").resolve("figures.md");
        region = new MarkedRegion(file, "x");
    }

    @Test
    void aMissingFileIsMade() throws IOException {
        region.replace("one");
        assertEquals("<!-- begin x -->\n\none\n\n<!-- end x -->\n", Files.readString(file));
    }

    @Test
    void onlyTheRegionIsRewritten() throws IOException {
        region.replace("one");
        Files.writeString(file, "before\n" + Files.readString(file) + "after\n");
        region.replace("two");
        assertEquals("before\n<!-- begin x -->\n\ntwo\n\n<!-- end x -->\nafter\n", Files.readString(file));
    }

    @Test
    void aFileWithoutItGetsItAtItsEnd() throws IOException {
        new MarkedRegion(file, "y").replace("one");
        region.replace("two");
        assertEquals(
                "<!-- begin y -->\n\none\n\n<!-- end y -->\n\n<!-- begin x -->\n\ntwo\n\n<!-- end x -->\n",
                Files.readString(file));
    }
}
