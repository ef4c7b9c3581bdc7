package dev.cairn;

import java.util.Map;
import java.util.stream.Collectors;

/** Reads the table of types in a store, with numbers from docs/layout.md only. */
final class LayoutTypes {
    private static final String HEADING = "DESCRIPTOR";
    private static final int FEW = 10_000;

    private final LayoutReader reader;
    private final DocumentTables document;
    private final Map<Long, String> names;

    LayoutTypes(LayoutReader reader, DocumentTables document) {
        this.reader = reader;
        this.document = document;
        this.names = document.rows(HEADING, "value").stream()
                .filter(row -> row.get("name").endsWith("_SLOT"))
                .collect(Collectors.toMap(row -> DocumentTables.number(row.first()), row -> row.get("name")));
    }

    /** A slot in an entry. {@code code} is the name that the document has for the number. */
    record Slot(String code, int references, int width, int at, int type) {}

    /** A descriptor. {@code collection} is the name that the document has for the number. */
    record Described(String text, String collection, int entryWidth, int alignment, Slot first, Slot second) {}

    /** The type of the collection with this header. */
    Described of(int header) {
        return numbered(reader.u32(reader.node(header) + document.at("HEADER", "label")));
    }

    /** The type with this number. */
    Described numbered(int number) {
        int reference = reader.u32(reader.superblock("descriptors"));
        for (int passed = 0; reader.u32(reader.node(reference) + at("number")) != number; passed++) {
            reference = reader.u32(reader.node(reference) + at("nextDescriptor"));
            if (reference == 0 || passed > FEW) {
                throw new AssertionError("no descriptor has the number " + number);
            }
        }
        long node = reader.node(reference);
        if (!reader.kind(node).equals(HEADING) || reader.edit(node) != 1) {
            throw new AssertionError(reader.kind(node) + " with the edit " + reader.edit(node));
        }
        return new Described(
                reader.string(HEADING, "textLength", node, node + reader.u32(node + at("textAt"))),
                collection(reader.u32(node + at("collection"))),
                reader.u32(node + at("entryWidth")),
                reader.u32(node + at("entryAlignment")),
                slot(node + at("first")),
                slot(node + at("second")));
    }

    private String collection(int number) {
        return document.rows(HEADING, "value").stream()
                .filter(row ->
                        !row.get("name").endsWith("_SLOT") && !row.get("name").equals("NO_CODEC"))
                .filter(row -> DocumentTables.number(row.first()) == number)
                .map(row -> document.row(HEADING, row.get("name")).get("name"))
                .findFirst()
                .orElseThrow();
    }

    private Slot slot(long from) {
        String code = names.getOrDefault((long) reader.u16(from + at("slotCode")), "NO_CODEC");
        if (!code.equals("NO_CODEC")) {
            document.row(HEADING, code);
        }
        return new Slot(
                code,
                reader.u16(from + at("slotReferences")),
                reader.u32(from + at("slotWidth")),
                reader.u32(from + at("slotAt")),
                reader.u32(from + at("slotType")));
    }

    private long at(String name) {
        return document.at(HEADING, name);
    }
}
