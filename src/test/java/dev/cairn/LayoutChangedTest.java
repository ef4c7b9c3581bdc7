package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** That both tests of docs/layout.md can fail: for each number of it, if that is another one. */
class LayoutChangedTest extends StoreTest {
    private final DocumentTables document = DocumentTables.read("layout.md");

    private static boolean isNumbered(DocumentTables.Row row) {
        return DocumentTables.isNumber(row.first());
    }

    private static long another(DocumentTables.Row row) {
        return DocumentTables.number(row.first()) * 2 + 4;
    }

    @Test
    void eachNumberIsComparedWithTheCode() {
        int changed = 0;
        for (DocumentTables.Table table : document.tables()) {
            for (DocumentTables.Row row : table.hasNames() ? table.rows() : List.<DocumentTables.Row>of()) {
                if (isNumbered(row)) {
                    List<String> faults = LayoutConstants.faults(document.with(row, another(row)));
                    assertFalse(faults.isEmpty(), () -> "not compared: " + table.heading() + ": " + row);
                    changed++;
                }
            }
        }
        assertTrue(changed > 250, changed + " numbers");
    }

    /** The numbers that the reader asks for, as texts. Those of {@code needed} are needed to read the store. */
    private void ask(Setting setting, Set<String> asked, Set<String> needed) {
        Store store = stores.open(setting.options().atomsInCells(true));
        Map<String, Object> expected = new TreeMap<>();
        make(store).forEach((name, version) -> {
            store.atom(name, version);
            expected.put(name, LayoutExpected.of(version));
            expected.put(
                    name + ", its type", NestedCodec.of(version).descriptor().toString());
        });
        StoreBytes bytes = StoreBytes.of(store);
        assertEquals(expected, read(bytes, document, store.atomNames()));
        for (DocumentTables.Row row : List.copyOf(document.asked())) {
            if (isNumbered(row)) {
                asked.add(row.toString());
                if (!isRead(bytes, document.with(row, another(row)), store.atomNames(), expected)) {
                    needed.add(row.toString());
                }
            }
        }
        List.copyOf(store.atomNames()).forEach(store::removeAtom);
    }

    @Test
    void eachNumberThatTheReaderAsksForIsNeeded() {
        Set<String> asked = new TreeSet<>();
        Set<String> needed = new TreeSet<>();
        ask(Setting.STANDARD_PLAIN, asked, needed);
        ask(Setting.TINY_INHERITED, asked, needed);
        assertTrue(asked.size() > 80, asked.size() + " numbers");
        asked.removeAll(needed);
        assertEquals(Set.of(), asked, "wrong numbers that do no harm");
    }

    private static boolean isRead(
            StoreBytes bytes, DocumentTables changed, Set<String> names, Map<String, Object> expected) {
        try {
            return read(bytes, changed, names).equals(expected);
        } catch (AssertionError | RuntimeException | StackOverflowError e) {
            return false; // who reads a wrong place may find anything there
        }
    }

    private static Map<String, Object> read(StoreBytes bytes, DocumentTables document, Set<String> names) {
        LayoutValues values = new LayoutValues(bytes, document);
        Map<String, Object> read = new TreeMap<>();
        for (String name : names) {
            read.put(name, values.atom(name));
            read.put(
                    name + ", its type",
                    values.types.of(values.reader.atom(name)).text());
        }
        int words = values.reader.atom("words");
        for (String key : List.of(LayoutKindsTest.text(2), "x".repeat(3_000))) {
            long entry = values.reader.find(
                    words,
                    values.reader.hashes().hash(key),
                    at -> values.reader.text(at).equals(key));
            read.merge("words", entry == -1 ? "lost" : "found", (map, found) -> found.equals("lost") ? found : map);
        }
        return read;
    }

    /** One version of each kind, small, but with each kind of nodes that collections have. */
    private static Map<String, Version> make(Store store) {
        Map<String, Version> versions = new TreeMap<>();
        LongVector longs = LongVector.from(store, LongStream.range(0, 300));
        versions.put("longs", longs);
        versions.put("joined", longs.drop(7).concat(longs.take(123)).insert(100, 5));
        List<String> texts =
                IntStream.range(0, 200).mapToObj(LayoutKindsTest::text).toList();
        versions.put("texts", PVector.from(store, Codec.STRING, texts));
        PMap<String, Long> words = PMap.empty(store, Codec.STRING, Codec.LONG);
        PMap<Byte, Double> small = PMap.empty(store, Codec.BYTE, Codec.DOUBLE);
        PVector<LongVector> rows = PVector.empty(store, LongVector.codec());
        for (int i = 0; i < 100; i++) {
            words = words.put(LayoutKindsTest.text(i), -7L * i);
            small = small.put((byte) i, i / 2d);
            rows = rows.append(LongVector.from(store, LongStream.range(0, i)));
        }
        versions.put("words", words.put("x".repeat(3_000), 1L));
        versions.put("small", small);
        versions.put("rows", rows);
        versions.put("bytes", PVector.of(store, Codec.BYTES, new byte[] {1, 2, 3}, new byte[100]));
        versions.put(
                "any",
                PVector.of(store, Codec.any(), 1, 2L, 3.5, "four", "a text that is too long for its slot", null));
        versions.put("ints", PSet.of(store, Codec.INT, 1, 2, 3));
        Blob blob = Blob.from(
                store,
                IntStream.range(0, 5_000)
                        .mapToObj(i -> "" + i)
                        .reduce("", String::concat)
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        versions.put("blob", blob.slice(3, 10_001).concat(blob.slice(77, 9_000)));
        return versions;
    }
}
