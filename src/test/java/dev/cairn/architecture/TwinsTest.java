package dev.cairn.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generator of the classes for ints, doubles and other primitive types from those for longs. */
@Tag("tree")
class TwinsTest {
    private static final Path SOURCES = Path.of("src/main/java");

    @TempDir
    Path folder;

    @Test
    void whatWasCompiledIsWhatTheSourcesGive() throws Exception {
        assertEquals("", generate(SOURCES));
        assertEquals(texts(folder.resolve("made")), texts(SourceTree.GENERATED));
    }

    @Test
    void theCommentsOfTheOthersSpeakOfLongsOnlyWhereTheyMeanThem() throws IOException {
        Set<String> found = new TreeSet<>();
        texts(SourceTree.GENERATED)
                .values()
                .forEach(text -> text.lines()
                        .skip(1)
                        .map(String::strip)
                        .filter(line -> line.matches("(/?\\*|//).*(?i:long).*"))
                        .forEach(found::add));
        assertEquals(
                Set.of(
                        "/** The sum of the elements, which a long can always hold. O(n). */",
                        "/** The results of {@code function} for all elements, as longs. O(n). */"),
                found);
    }

    @Test
    void anotherSourceMakesAnotherTwinAndOnlyThat() throws Exception {
        Path copy = copyOfTheSources();
        assertEquals("", generate(copy));
        Map<String, String> before = texts(folder.resolve("made"));
        FileTime old = FileTime.fromMillis(1_000_000_000_000L);
        try (var files = Files.walk(folder.resolve("made"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, old);
            }
        }
        Path source = copy.resolve("dev/cairn/LongSpans.java");
        Files.writeString(source, Files.readString(source).replace("LongSpans() {}", "LongSpans() { /* a long */ }"));
        Path stale = Files.writeString(folder.resolve("made/dev/cairn/ShortVector.java"), "class ShortVector {}");

        assertEquals("", generate(copy));
        assertFalse(Files.exists(stale));
        texts(folder.resolve("made")).forEach((name, text) -> {
            boolean isChanged = name.endsWith("Spans.java");
            assertEquals(isChanged, !text.equals(before.get(name)), name);
            assertEquals(
                    isChanged, !modified(folder.resolve("made").resolve(name)).equals(old), name);
        });
        assertTrue(
                Files.readString(folder.resolve("made/dev/cairn/IntSpans.java")).contains("/* a int */"));
    }

    @Test
    void aPhraseThatNoSourceHasIsRefused() throws Exception {
        Path copy = copyOfTheSources();
        Path source = copy.resolve("dev/cairn/LongVector.java");
        Files.writeString(source, Files.readString(source).replace("8 bytes each", "eight bytes each"));
        String said = generate(copy);
        assertTrue(said.contains("No source for Int contains [8 bytes each]"), said);
    }

    private Path copyOfTheSources() throws IOException {
        Path copy = folder.resolve("sources");
        for (String name : new String[] {"", "codec", "internal/trie/vector"}) {
            Path from = SOURCES.resolve("dev/cairn").resolve(name);
            Path to = Files.createDirectories(copy.resolve("dev/cairn").resolve(name));
            try (var files = Files.newDirectoryStream(from, "Long*.java")) {
                for (Path file : files) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
        return copy;
    }

    /** Runs the generator as the build does; what it said, which is nothing if all went well. */
    private String generate(Path sources) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "src/main/twins/Twins.java",
                        sources.toString(),
                        folder.resolve("made").toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            int result = java.waitFor();
            String text = Files.readString(said);
            assertEquals(text.isEmpty(), result == 0, text);
            return text;
        } finally {
            java.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The text of each file below {@code root}. */
    private static Map<String, String> texts(Path root) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return texts;
    }
}
