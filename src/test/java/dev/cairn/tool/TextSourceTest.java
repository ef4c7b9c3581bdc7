package dev.cairn.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextSourceTest {
    @TempDir
    private Path root;

    private final List<String> lines = new ArrayList<>();
    private final List<Long> reached = new ArrayList<>();

    @Test
    void readsTheLinesThatTheFilesHave() throws IOException {
        Path a = write("a.txt", "one\ntwo\r\n\nfour");
        Path b = write("b/c.txt", "héllo \uD83D\uDE00\n");
        Path c = write("b/d.txt", "");
        var reading = read(root, StandardCharsets.UTF_8);
        List<String> expected = new ArrayList<>();
        for (Path file : List.of(a, b, c)) {
            expected.addAll(Files.readAllLines(file));
        }
        assertEquals(expected, lines);
        long bytes = Files.size(a) + Files.size(b);
        assertEquals(new TextSource.Reading(3, 0, bytes, 5), reading);
        assertEquals(bytes, reached.getLast());
    }

    @Test
    void aPartIsEveryFewthFile() throws IOException {
        for (int i = 0; i < 40; i++) {
            write("%02d.txt".formatted(i), "ten bytes\n");
        }
        try (TextSource source = TextSource.open(root, StandardCharsets.UTF_8)) {
            assertEquals(400, source.totalBytes());
            assertEquals(10, source.part(100).files());
            assertEquals(100, source.totalBytes());
            assertTrue(source.toString().contains("one file of 4"), source::toString);
            assertEquals(10, source.part(1_000).files());
        }
    }

    @Test
    void skipsWholeFilesThatAreNotText() throws IOException {
        write("nul.bin", "text before\n\0\n");
        Files.write(root.resolve("latin.txt"), "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(root.resolve("cut.txt"), new byte[] {'a', '\n', (byte) 0xe2, (byte) 0x82});
        write("text.txt", "text\n");
        var reading = read(root, StandardCharsets.UTF_8);
        assertEquals(List.of("text"), lines);
        assertEquals(new TextSource.Reading(1, 3, 5, 1), reading);
        assertEquals(Files.size(root.resolve("nul.bin")) + 5 + 4 + 5, reached.getLast());
    }

    @Test
    void anotherCharsetDecidesWhatIsText() throws IOException {
        Files.write(root.resolve("a.txt"), "caf\u00e9\n".getBytes(StandardCharsets.UTF_16));
        read(root, StandardCharsets.UTF_16);
        assertEquals(List.of("caf\u00e9"), lines);
    }

    @Test
    void readsLargeFilesTooAndSkipsThoseWithANulAtTheirEnd() throws IOException {
        String text = "a line that stands here many times\n".repeat(100_000);
        write("a.txt", text);
        write("b.bin", text + "\0");
        var reading = read(root, StandardCharsets.UTF_8);
        assertEquals(text.lines().toList(), lines);
        assertEquals(new TextSource.Reading(1, 1, text.length(), 100_000), reading);
        assertTrue(reached.size() > 50, "reports within a file");
        assertEquals(reached.stream().sorted().toList(), reached);
    }

    @Test
    void readsThroughAZipArchiveAndASingleFile() throws IOException {
        Path archive = root.resolve("archive.anything");
        try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("x/b.txt"));
            zip.write("second\n".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("a.txt"));
            zip.write("first\n".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("b.bin"));
            zip.write(new byte[3]);
        }
        assertEquals(new TextSource.Reading(2, 1, 13, 2), read(archive, StandardCharsets.UTF_8));
        read(write("single.txt", "third\n"), StandardCharsets.UTF_8);
        assertEquals(List.of("first", "second", "third"), lines);
    }

    @Test
    void readsTextsAsAWhole() throws IOException {
        write("a.txt", "one\ntwo\n");
        write("b.bin", "nul \0");
        Files.write(root.resolve("c.txt"), "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        write("d.txt", "");
        write("e.txt", "last");
        try (TextSource source = TextSource.open(root, StandardCharsets.UTF_8)) {
            TextQueue queue = new TextQueue(source, new Recorded());
            assertEquals("one\ntwo\n", queue.next());
            assertEquals("", queue.next());
            assertEquals("last", queue.next());
            assertNull(queue.next());
            assertEquals(new TextSource.Reading(3, 2, 12, 3), queue.reading());
            assertEquals(source.totalBytes(), reached.getLast());
        }
    }

    @Test
    void aQueueThatWasStoppedGivesNoMore() throws IOException {
        write("a.txt", "one");
        write("b.txt", "two");
        try (TextSource source = TextSource.open(root, StandardCharsets.UTF_8)) {
            TextQueue queue = new TextQueue(source, new Recorded());
            assertEquals("one", queue.next());
            queue.stop();
            assertNull(queue.next());
        }
    }

    @Test
    void aMissingPathAndADamagedArchiveAreNamed() throws IOException {
        Path missing = root.resolve("missing");
        assertThrows(NoSuchFileException.class, () -> TextSource.open(missing, StandardCharsets.UTF_8));
        for (String name : List.of("damaged.zip", "damaged")) {
            Path damaged = write(name, "PK\3\4 and no more");
            assertThrows(ZipException.class, () -> TextSource.open(damaged, StandardCharsets.UTF_8));
        }
    }

    private TextSource.Reading read(Path path, Charset charset) throws IOException {
        try (TextSource source = TextSource.open(path, charset)) {
            var reading = source.read(lines::add, new Recorded());
            assertEquals(source.totalBytes(), reached.getLast());
            return reading;
        }
    }

    private Path write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private final class Recorded implements Progress {
        @Override
        public void reached(long bytes, long linesReached) {
            reached.add(bytes);
        }

        @Override
        public void close() {}
    }
}
