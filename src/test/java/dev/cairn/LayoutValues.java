package dev.cairn;

import dev.cairn.LayoutTypes.Described;
import dev.cairn.LayoutTypes.Slot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads collections as values, with all that is in them, by the table of types: lists, sets and maps of numbers, strings, buffers of bytes, and
 * collections. It knows of no collection what it is, but for what the store says.
 */
final class LayoutValues {
    private static final String ANY = "any and standard";

    final LayoutReader reader;
    final LayoutTypes types;
    private final DocumentTables document;

    LayoutValues(LayoutBytes bytes, DocumentTables document) {
        this.document = document;
        this.reader = new LayoutReader(bytes, document);
        this.types = new LayoutTypes(reader, document);
    }

    /** What the atom {@code name} holds. */
    Object atom(String name) {
        int header = reader.atom(name);
        return collection(header, types.of(header));
    }

    private Object collection(int reference, Described type) {
        reader.widths.clear();
        requireSlots(type);
        return switch (type.collection()) {
            case "VECTOR", "LONG_VECTOR", "INT_VECTOR", "DOUBLE_VECTOR" -> {
                List<@Nullable Object> list = new ArrayList<>();
                checked(reader.elements(reference), type).forEach(at -> list.add(value(at, type.first())));
                yield list;
            }
            case "SET" -> {
                Set<@Nullable Object> set = new LinkedHashSet<>();
                checked(reader.entries(reference), type).forEach(at -> set.add(value(at, type.first())));
                yield set;
            }
            case "MAP" -> {
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                checked(reader.entries(reference), type)
                        .forEach(at -> map.put(value(at, type.first()), value(at, type.second())));
                yield map;
            }
            case "BLOB" -> ByteBuffer.wrap(reader.blob(reference));
            default -> throw new AssertionError("no kind of collections: " + type);
        };
    }

    /** The slots are in the entry, one behind the other, and a string's has its reference. */
    private static void requireSlots(Described type) {
        Slot first = type.first();
        Slot second = type.second();
        int end = type.collection().equals("MAP") ? second.at() + second.width() : first.width();
        boolean areIn = first.at() == 0
                && end <= type.entryWidth()
                && type.entryWidth() - end < 8
                && (second.width() == 0 || second.at() >= first.width());
        if (!areIn || (first.code().equals("STRING_SLOT") && first.references() != 1)) {
            throw new AssertionError("slots of " + type);
        }
    }

    /** Entries begin where the type says that they can, and have its width. */
    private List<Long> checked(List<Long> entries, Described type) {
        for (long entry : entries) {
            if (entry % type.alignment() != 0) {
                throw new AssertionError("an entry at " + entry + " of " + type);
            }
        }
        for (int width : reader.widths) {
            if (width != type.entryWidth()) {
                throw new AssertionError("entries of " + width + " bytes of " + type);
            }
        }
        return entries;
    }

    /** What is in a slot of {@code entry}. */
    @Nullable
    Object value(long entry, Slot slot) {
        long at = entry + slot.at();
        return switch (slot.code()) {
            case "BOOLEAN_SLOT" -> reader.u8(at) != 0;
            case "BYTE_SLOT" -> (byte) reader.u8(at);
            case "SHORT_SLOT" -> (short) reader.u16(at);
            case "CHAR_SLOT" -> (char) reader.u16(at);
            case "INT_SLOT" -> reader.u32(at);
            case "LONG_SLOT" -> reader.u64(at);
            case "FLOAT_SLOT" -> Float.intBitsToFloat(reader.u32(at));
            case "DOUBLE_SLOT" -> Double.longBitsToDouble(reader.u64(at));
            case "STRING_SLOT" -> reader.text(at);
            case "BYTES_SLOT" -> octets(at);
            case "ANY_SLOT" -> any(at);
            case "OBJECT_SLOT" -> reader.kind(reader.node(reader.u32(at))) + " " + reader.u32(at);
            case "ENUM_SLOT" -> "constant " + reader.u16(at);
            case "RECORD_SLOT", "ENCODING_SLOT" -> bytes(at, slot.width());
            case "COLLECTION_SLOT" -> collection(reader.u32(at), types.numbered(slot.type()));
            default -> throw new AssertionError("no codec: " + slot);
        };
    }

    private ByteBuffer octets(long slot) {
        int reference = reader.u32(slot + document.at("BYTES", "reference"));
        int length = reader.u32(slot + document.at("BYTES", "arrayLength"));
        return bytes(reference == 0 ? slot + document.at("BYTES", "array") : reader.body(reference), length);
    }

    private ByteBuffer bytes(long at, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        for (int i = 0; i < length; i++) {
            bytes.put(i, (byte) reader.u8(at + i));
        }
        return bytes;
    }

    private @Nullable Object any(long slot) {
        int tag = reader.u8(slot + document.at(ANY, "tag"));
        long value = reader.u64(slot + document.at(ANY, "value"));
        String name = document.rows(ANY, "value").stream()
                .filter(row -> DocumentTables.number(row.first()) == tag
                        && row.codes().getFirst().startsWith("Tags"))
                .map(row -> document.row(ANY, row.get("name")).get("name"))
                .findFirst()
                .orElseThrow();
        return switch (name) {
            case "NULL" -> null;
            case "INT" -> (int) value;
            case "LONG" -> value;
            case "DOUBLE" -> Double.longBitsToDouble(value);
            case "TEXT" -> {
                int reference = reader.u32(slot + document.at(ANY, "anyReference"));
                int length = reference == 0
                        ? reader.u8(slot + document.at(ANY, "inlineLength"))
                        : reader.u32(slot + document.at(ANY, "value"));
                long at = reference == 0 ? slot + document.at(ANY, "value") : reader.body(reference);
                yield new String(bytes(at, length).array(), java.nio.charset.StandardCharsets.ISO_8859_1);
            }
            default -> throw new AssertionError("a value with the tag " + name);
        };
    }
}
