package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.codec.Encoding;
import dev.cairn.codec.SlotReader;
import dev.cairn.codec.SlotWriter;
import dev.cairn.internal.alloc.SizeClasses;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.vector.VectorType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That the numbers of docs/layout.md are those of the code. */
@Tag("tree")
class LayoutTest extends StoreTest {
    private static final String KINDS = "Kinds of nodes";

    private final DocumentTables document = DocumentTables.read("layout.md");

    /** Tables whose numbers are measured here, by their first columns. */
    private static final Set<String> MEASURED = Set.of("slabBytes", "bits", "width", "codec", "version");

    @Test
    void eachNumberIsThatOfTheConstantBesideIt() {
        long rows = document.tables().stream()
                .filter(DocumentTables.Table::hasNames)
                .mapToInt(table -> table.rows().size())
                .sum();
        assertTrue(rows > 150, rows + " rows");
        assertEquals(List.of(), LayoutConstants.faults(document));
    }

    @Test
    void noTableOfNumbersIsWithoutNames() {
        List<String> without = document.tables().stream()
                .filter(table -> !table.hasNames()
                        && !MEASURED.contains(table.columns().getFirst())
                        && table.rows().stream().anyMatch(row -> DocumentTables.isNumber(row.first())))
                .map(DocumentTables.Table::heading)
                .toList();
        assertEquals(List.of(), without);
    }

    @Test
    void whatIsWrongIsSeen() {
        assertEquals(
                List.of(
                        "Node.AT_META is 8: 9 | 8 | meta | `Node.AT_META`",
                        "no name or no number: 17 | - | body | ",
                        "does not end where the next one begins: 0 | 8 | count | `Node.AT_COUNT`",
                        "Node.HEIRS_MAX is 4095: 32 | 13 | heirs | `Node.HEIRS_SHIFT`, `Node.HEIRS_MAX`",
                        "does not end where the next one begins: 32 | 13 | heirs | `Node.HEIRS_SHIFT`, `Node.HEIRS_MAX`"),
                LayoutConstants.faults(DocumentTables.of("""
                        | offset | bytes | name | code |
                        |---|---|---|---|
                        | 0 | 8 | count | `Node.AT_COUNT` |
                        | 9 | 8 | meta | `Node.AT_META` |
                        | 17 | - | body | |

                        | bit | bits | name | code |
                        |---|---|---|---|
                        | 32 | 13 | heirs | `Node.HEIRS_SHIFT`, `Node.HEIRS_MAX` |
                        """)));
    }

    @Test
    void eachConstantThatIsNamedExists() {
        Set<String> gone = document.constants();
        assertTrue(gone.size() > 120, gone.size() + " constants");
        gone.removeIf(LayoutConstants::exists);
        assertEquals(Set.of(), gone);
    }

    @Test
    void eachKindIsDescribedAndNoOther() {
        Map<String, Kind> kinds = Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.NONE)
                .collect(Collectors.toMap(Kind::name, kind -> kind));
        Map<String, String> described = new HashMap<>();
        document.rows(KINDS, "value").forEach(row -> described.put(row.get("name"), row.get("bearing")));
        Map<String, String> expected = new HashMap<>();
        kinds.forEach((name, kind) -> expected.put(name, kind.isBearing() ? "yes" : "no"));
        assertEquals(expected, described);
        String headings = document.text()
                .lines()
                .filter(line -> line.startsWith("#"))
                .collect(Collectors.joining("\n"))
                .replaceAll("[^A-Z_]+", " ");
        for (String kind : kinds.keySet()) {
            assertTrue((headings + " ").contains(" " + kind + " "), kind + " has no section");
        }
    }

    @Test
    void eachTagAndEachTypeOfArrayIsThere() {
        Set<String> missing = new TreeSet<>(LayoutConstants.names(LayoutConstants.type("Tags"), ".*"));
        missing.addAll(LayoutConstants.names(LayoutConstants.type("NumberArrays"), "NumberArrays\\.[A-Z]+S"));
        missing.removeAll(document.constants());
        assertEquals(Set.of(), missing);
    }

    @Test
    void sizeClasses() {
        for (DocumentTables.Row row : document.rows("Size classes", "slabBytes")) {
            SizeClasses classes = LayoutConstants.sizeClasses(Integer.parseInt(row.first()));
            assertEquals(row.get("classes"), Integer.toString(classes.count()));
            String sizes = IntStream.range(0, classes.count())
                    .map(classes::blockBytes)
                    .skip(19)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(", "));
            assertEquals(row.get("sizes from class 19 on"), sizes);
            IntStream.range(0, 20).forEach(c -> assertEquals(16 * (c + 1), classes.blockBytes(c)));
        }
    }

    @Test
    void nodesOfVectors() {
        String heading = "INNER, RELAXED, LEAF and BEARING_LEAF";
        for (DocumentTables.Row row : document.rows(heading, "bits")) {
            Geometry geometry = new Geometry(Integer.parseInt(row.first()), 65536);
            VectorType type = VectorType.raw(core(geometry), Long.BYTES);
            assertEquals(row.get("INNER"), Fields.of(type, "innerBytes").toString());
            assertEquals(row.get("RELAXED"), Fields.of(type, "relaxedBytes").toString());
        }
        Core core = core(Geometry.standard());
        for (DocumentTables.Row row : document.rows(heading, "width")) {
            int width = Integer.parseInt(row.first());
            VectorType type = VectorType.of(core, slots(width, row.get("can hold references")));
            assertEquals(row.get("elements"), Integer.toString(type.leafElements()));
            int header = (int) Fields.of(type, "leafHeader");
            assertEquals(row.get("bytes of a full leaf"), Integer.toString(header + type.leafElements() * width));
        }
    }

    private Core core(Geometry geometry) {
        return stores.open(StoreOptions.defaults().maxBytes(4L << 20).geometry(geometry))
                .core();
    }

    private static SlotCodec<?> slots(int width, String bears) {
        return SlotCodec.of(
                bears.equals("no")
                        ? Codec.of(new Opaque(width, 0))
                        : width == Integer.BYTES ? Codec.object() : Codec.of(new Opaque(width - 8, 1)));
    }

    /** Nobody asks it for a value. */
    private record Opaque(int width, int extents) implements Encoding<String> {
        @Override
        public void encode(String value, SlotWriter out) {
            throw new UnsupportedOperationException(value);
        }

        @Override
        public String decode(SlotReader in) {
            throw new UnsupportedOperationException();
        }
    }

    private static final Map<String, Codec<?>> CODECS = Map.ofEntries(
            Map.entry("BOOLEAN", Codec.BOOLEAN),
            Map.entry("BYTE", Codec.BYTE),
            Map.entry("SHORT", Codec.SHORT),
            Map.entry("CHAR", Codec.CHAR),
            Map.entry("INT", Codec.INT),
            Map.entry("LONG", Codec.LONG),
            Map.entry("FLOAT", Codec.FLOAT),
            Map.entry("DOUBLE", Codec.DOUBLE),
            Map.entry("enumeration", Codec.enumeration(TimeUnit.class)),
            Map.entry("STRING", Codec.STRING),
            Map.entry("BYTES", Codec.BYTES),
            Map.entry("ofBytes", Codec.ofBytes(bytes -> bytes, bytes -> bytes)),
            Map.entry("any", Codec.any()),
            Map.entry("standard", Codec.standard()),
            Map.entry("sameArrays", Codec.sameArrays()),
            Map.entry("object", Codec.object()),
            Map.entry("vectors, maps, sets, blobs", LongVector.codec()));

    record Pair(int first, String second) {}

    record Nothing() {}

    @Test
    void slotsOfCodecs() {
        Set<String> described = new TreeSet<>();
        for (DocumentTables.Row row : document.rows("Slots of codecs", "codec")) {
            described.add(row.first());
            Codec<?> codec = CODECS.get(row.first());
            if (codec != null) {
                Shape shape = SlotCodec.of(codec).shape();
                assertEquals(row.get("width"), Integer.toString(shape.width()), row::toString);
                assertEquals(row.get("references at"), shape.references() == 0 ? "-" : "" + shape.referenceOffset(0));
                assertTrue(shape.references() <= 1, row::toString);
            }
        }
        Set<String> expected = new TreeSet<>(CODECS.keySet());
        expected.addAll(List.of("record", "of(Encoding)"));
        assertEquals(expected, described);
        assertEquals(new Shape(28, 4), SlotCodec.of(Codec.record(Pair.class)).shape());
        assertEquals(new Shape(1), SlotCodec.of(Codec.record(Nothing.class)).shape());
        assertEquals(
                new Shape(19, 0, 8), SlotCodec.of(Codec.of(new Opaque(3, 2))).shape());
    }
}
