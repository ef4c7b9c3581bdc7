package dev.cairn.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("tree")
class SourceTreeTest {
    private final SourceTree project = SourceTree.ofTheProject();

    @Test
    void noSourceFileIsTooLong() {
        assertFalse(project.java().isEmpty());
        assertEquals(List.of(), project.longFiles());
    }

    @Test
    void everyRelativeLinkOfTheDocsResolves() {
        assertFalse(project.markdown().isEmpty());
        assertEquals(List.of(), project.brokenLinks());
    }

    @Test
    void aLongFileIsSeen(@TempDir Path root) throws IOException {
        write(root.resolve("src/Fits.java"), "//\n".repeat(SourceTree.LONGEST_FILE));
        write(root.resolve("src/Long.java"), "//\n".repeat(SourceTree.LONGEST_FILE + 1));
        assertEquals(List.of(Path.of("src/Long.java") + " has 401 lines"), new SourceTree(root).longFiles());
    }

    @Test
    void aBrokenLinkIsSeen(@TempDir Path root) throws IOException {
        write(root.resolve("docs/a.md"), "[b](b.md#part) [up](../TOP.md) [here](#x) [web](https://example.org)\n");
        write(root.resolve("TOP.md"), "[a](docs/a.md)\n");
        assertEquals(List.of(Path.of("docs/a.md") + " links to b.md#part"), new SourceTree(root).brokenLinks());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
