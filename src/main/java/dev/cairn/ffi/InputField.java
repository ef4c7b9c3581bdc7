package dev.cairn.ffi;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A field of a schema that somebody else gave, copied: nothing of it refers to the schema, which is released before the first batch. */
record InputField(String name, String format, List<InputField> children) {
    private static final String STRUCT = "+s";
    private static final Set<String> TEXT = Set.of("u", "U");
    private static final Set<String> KNOWN = Set.of("b", "c", "C", "s", "S", "i", "I", "l", "f", "g", "u", "U", STRUCT);
    private static final int DEPTH_MAX = 64;

    /** Copies the ArrowSchema {@code struct}. */
    static InputField of(MemorySegment struct) {
        return of(struct, 0);
    }

    private static InputField of(MemorySegment struct, int depth) {
        String name = CStructs.text(CStructs.get(struct, CStructs.SCHEMA_NAME));
        String format = CStructs.text(CStructs.get(struct, 0));
        long count = CStructs.get(struct, CStructs.SCHEMA_CHILD_COUNT);
        if (!KNOWN.contains(format) || CStructs.get(struct, CStructs.SCHEMA_DICTIONARY) != 0 || depth > DEPTH_MAX) {
            throw new ArrowException("the column " + name + " has the format " + format
                    + (CStructs.get(struct, CStructs.SCHEMA_DICTIONARY) != 0 ? " with a dictionary" : "")
                    + "; known are integers of up to 64 bits (unsigned ones up to 32), floats, doubles, booleans, text and structs."
                    + " Cast it first, say in SQL");
        }
        List<InputField> children = new ArrayList<>();
        long pointers = CStructs.get(struct, CStructs.SCHEMA_CHILDREN);
        for (long i = 0; i < count; i++) {
            long child =
                    pointers == 0 ? 0 : CStructs.get(CStructs.at(pointers + i * CStructs.POINTER, CStructs.POINTER), 0);
            if (child == 0) {
                throw new ArrowException(
                        "the schema says that " + name + " has " + count + " children, and has no number " + i);
            }
            children.add(of(CStructs.at(child, CStructs.SCHEMA_BYTES), depth + 1));
        }
        return new InputField(name, format, List.copyOf(children));
    }

    boolean isStruct() {
        return format.equals(STRUCT);
    }

    boolean isText() {
        return TEXT.contains(format);
    }

    /** Bytes of a value, of a column of numbers; 0 for any other. */
    int width() {
        return switch (format) {
            case "c", "C" -> 1;
            case "s", "S" -> 2;
            case "i", "I", "f" -> 4;
            case "l", "g" -> 8;
            default -> 0;
        };
    }

    /** How many buffers an array has. */
    int bufferCount() {
        return isStruct() ? 1 : isText() ? 3 : 2;
    }

    /** Whether buffer {@code index} may be missing though there are rows: that of text that is empty. */
    boolean mayBeEmpty(int index) {
        return index == 2;
    }

    /** How many bytes of buffer {@code index} are read if there are {@code rows}. That of text is read by its own offsets. */
    long bufferBytes(int index, long rows) {
        if (index == 0 || format.equals("b")) {
            return (rows + 7) >>> 3;
        }
        if (isText()) {
            return index == 2 ? 0 : (rows + 1) * (format.equals("u") ? Integer.BYTES : Long.BYTES);
        }
        return Math.multiplyExact(rows, (long) width());
    }

    /** The place of the child with this name; -1 if there is none. */
    int indexOf(String childName) {
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i).name.equals(childName)) {
                return i;
            }
        }
        return -1;
    }

    /** The one column: this field, or its one child if it is a struct. */
    InputField only() {
        if (!isStruct()) {
            return this;
        }
        if (children.size() != 1) {
            throw new ArrowException("the stream has " + children.size() + " columns, " + children
                    + "; a vector takes one. Arrow.records takes several");
        }
        return children.getFirst();
    }

    @Override
    public String toString() {
        return name + ": " + format + (children.isEmpty() ? "" : children);
    }
}
