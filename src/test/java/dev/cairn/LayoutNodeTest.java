package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.codec.Codec;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program in another language reads a store's file by the document. It runs where there is a {@code node} on the path. */
class LayoutNodeTest extends FileCase {
    private static final Path DOCUMENT = Path.of("docs/layout.md").toAbsolutePath();

    private static boolean hasNode() {
        return List.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }

    /**
     * The line that the program writes of these atoms. It is not awaited to its end: node waits for its own threads there,
     * once in a thousand runs for ever (<a href="https://github.com/nodejs/node/issues/54918">its issue 54918</a>).
     */
    private String read(Path document, String... atoms) throws IOException {
        Path script = directory.resolve("read-store.mjs");
        try (var from = Objects.requireNonNull(LayoutNodeTest.class.getResourceAsStream("/layout/read-store.mjs"))) {
            Files.write(script, from.readAllBytes());
        }
        List<String> command =
                new ArrayList<>(List.of("node", script.toString(), document.toString(), path.toString()));
        command.addAll(List.of(atoms));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            return Objects.requireNonNullElse(output.readLine(), "");
        } finally {
            process.destroyForcibly();
        }
    }

    private static JsonNode tree(String output) {
        assertTrue(output.startsWith("{"), output);
        return JsonMapper.shared().readTree(output);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asString()));
        return texts;
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 2})
    void aProgramOfNodeReadsAFile(int bits) throws Exception {
        assumeTrue(hasNode(), "there is no node on the path");
        LongVector expected;
        List<List<String>> pairs = new ArrayList<>();
        try (Store store =
                Store.open(path, StoreOptions.defaults().maxBytes(16L << 20).geometry(new Geometry(bits, 4096)))) {
            LongVector longs =
                    LongVector.from(store, LongStream.range(-2_000, 3_000)).update(7, Long.MIN_VALUE);
            expected = store.atom("longs", longs).get();
            store.atom("joined", longs.drop(77).concat(longs.take(1_234)).insert(100, 5));
            PMap<String, Long> words = PMap.empty(store, Codec.STRING, Codec.LONG);
            for (int i = 0; i < 1_000; i++) {
                words = words.put(LayoutKindsTest.text(i), i * 1_000_000_007L);
            }
            store.atom("words", words);
            words.forEach((key, value) -> pairs.add(List.of(key, value.toString())));
            PVector<PVector<String>> rows = PVector.empty(store, PVector.codec(Codec.STRING));
            for (int size = 0; size < 60; size++) {
                rows = rows.append(PVector.from(
                        store,
                        Codec.STRING,
                        IntStream.range(0, size).mapToObj(LayoutKindsTest::text).toList()));
            }
            store.atom("rows", rows);
            store.atom("few", PSet.of(store, Codec.INT, -1, 5, 9));
            List<String> all = expected.asList().stream().map(String::valueOf).toList();
            JsonNode open = tree(read(DOCUMENT, "longs"));
            assertEquals(all, texts(open.get("longs")), "while the store is open");
        }
        JsonNode read = tree(read(DOCUMENT, "longs", "joined", "words", "rows", "few"));
        try (Store store = Store.open(path)) {
            assertEquals(
                    store.atom("longs", LongVector.empty(store)).get().asList().stream()
                            .map(String::valueOf)
                            .toList(),
                    texts(read.get("longs")));
            assertEquals(
                    store.atom("joined", LongVector.empty(store)).get().asList().stream()
                            .map(String::valueOf)
                            .toList(),
                    texts(read.get("joined")));
            assertEquals(
                    store.atom("few", PSet.empty(store, Codec.INT)).get().asSet(),
                    new java.util.HashSet<>(texts(read.get("few")).stream()
                            .map(Integer::valueOf)
                            .toList()));
        }
        List<List<String>> found = new ArrayList<>();
        read.get("words").forEach(pair -> found.add(texts(pair)));
        assertEquals(new java.util.HashSet<>(pairs), new java.util.HashSet<>(found));
        for (int size = 0; size < 60; size++) {
            assertEquals(
                    IntStream.range(0, size).mapToObj(LayoutKindsTest::text).toList(),
                    texts(read.get("rows").get(size)));
        }
    }

    /** That it reads the document, and knows no number by heart. */
    @Test
    void aProgramOfNodeNeedsTheRightDocument() throws Exception {
        assumeTrue(hasNode(), "there is no node on the path");
        try (Store store = Store.open(path, StoreOptions.defaults().maxBytes(4L << 20))) {
            store.atom("longs", LongVector.of(store, 1, 2, 3));
        }
        assertEquals("{\"longs\":[\"1\",\"2\",\"3\"]}", read(DOCUMENT, "longs"));
        String text = Files.readString(DOCUMENT);
        String changed = text.replace("| 28 | 4 | label |", "| 36 | 4 | label |");
        assertEquals(-1, changed.indexOf("| 28 | 4 | label |"));
        Path other = Files.writeString(directory.resolve("layout.md"), changed);
        String wrong = read(other, "longs");
        assertNotEquals("", wrong);
        assertEquals(-1, wrong.indexOf("[\"1\""), wrong);
    }
}
