package dev.cairn.ffi;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An array of a batch that somebody else gave: the values of one column. Nothing is read before it was compared with the schema. */
final class InputColumn {
    private final InputField field;
    private final long length;
    private final long first;
    private final @Nullable MemorySegment valid;
    private final MemorySegment[] buffers;
    private final List<InputColumn> children = new ArrayList<>();

    /**
     * The ArrowArray {@code struct}, whose schema is {@code field}. It has {@code length} rows for us, from the row {@code skipped} on.
     *
     * @throws ArrowException if it does not fit to the schema
     */
    InputColumn(InputField field, MemorySegment struct, long skipped, long length) {
        this.field = field;
        this.length = length;
        long own = CStructs.get(struct, 0);
        long offset = CStructs.get(struct, CStructs.ARRAY_OFFSET);
        require(own >= 0 && offset >= 0 && own - skipped >= length, own + " rows, " + (skipped + length) + " needed");
        require(
                CStructs.get(struct, CStructs.ARRAY_BUFFER_COUNT) == field.bufferCount(),
                CStructs.get(struct, CStructs.ARRAY_BUFFER_COUNT) + " buffers");
        require(
                CStructs.get(struct, CStructs.ARRAY_CHILD_COUNT)
                        == field.children().size(),
                CStructs.get(struct, CStructs.ARRAY_CHILD_COUNT) + " children");
        this.first = Math.addExact(offset, skipped);
        this.buffers = new MemorySegment[field.bufferCount()];
        long end = Math.addExact(first, length);
        long pointers = CStructs.get(struct, CStructs.ARRAY_BUFFERS);
        for (int i = 0; i < buffers.length; i++) {
            long address = pointers == 0 ? 0 : CStructs.get(CStructs.at(pointers + 8L * i, CStructs.POINTER), 0);
            require(address != 0 || i == 0 || length == 0 || field.mayBeEmpty(i), "no buffer " + i);
            buffers[i] = CStructs.at(address, address == 0 ? 0 : field.bufferBytes(i, end));
        }
        boolean hasNulls = CStructs.get(struct, CStructs.ARRAY_NULL_COUNT) != 0 && buffers[0].byteSize() > 0;
        this.valid = hasNulls ? buffers[0] : null;
        long childPointers = CStructs.get(struct, CStructs.ARRAY_CHILDREN);
        for (int i = 0; i < field.children().size(); i++) {
            long child =
                    childPointers == 0 ? 0 : CStructs.get(CStructs.at(childPointers + 8L * i, CStructs.POINTER), 0);
            require(child != 0, "no child " + i);
            children.add(
                    new InputColumn(field.children().get(i), CStructs.at(child, CStructs.ARRAY_BYTES), first, length));
        }
    }

    private void require(boolean isRight, String problem) {
        if (!isRight) {
            throw new ArrowException("a batch does not fit to its schema, " + field + ": " + problem);
        }
    }

    InputField field() {
        return field;
    }

    /** How many rows there are. */
    long length() {
        return length;
    }

    List<InputColumn> children() {
        return children;
    }

    private static boolean bit(MemorySegment bits, long index) {
        return (bits.get(ValueLayout.JAVA_BYTE, index >>> 3) >>> (index & 7) & 1) != 0;
    }

    /** Throws if {@code row} has no value. */
    void requireValue(long row) {
        if (valid != null && !bit(valid, first + row)) {
            throw new ArrowException("row " + row + " of a batch has null in the column " + field.name()
                    + "; select rows without null, or give another value for it (coalesce in SQL)");
        }
    }

    /** Throws if a row has no value. */
    void requireValues() {
        for (long row = 0; valid != null && row < length; row++) {
            requireValue(row);
        }
    }

    /** The bytes of all rows, of a column of numbers. */
    MemorySegment bytes() {
        int width = field.width();
        return buffers[1].asSlice(first * width, length * width);
    }

    /** The value of {@code row}, of a column of integers. */
    long integer(long row) {
        requireValue(row);
        MemorySegment data = buffers[1];
        long i = first + row;
        return switch (field.format()) {
            case "c" -> data.get(ValueLayout.JAVA_BYTE, i);
            case "C" -> data.get(ValueLayout.JAVA_BYTE, i) & 0xFF;
            case "s" -> data.get(ValueLayout.JAVA_SHORT_UNALIGNED, 2 * i);
            case "S" -> data.get(ValueLayout.JAVA_CHAR_UNALIGNED, 2 * i);
            case "i" -> data.get(ValueLayout.JAVA_INT_UNALIGNED, 4 * i);
            case "I" -> Integer.toUnsignedLong(data.get(ValueLayout.JAVA_INT_UNALIGNED, 4 * i));
            default -> data.get(ValueLayout.JAVA_LONG_UNALIGNED, 8 * i);
        };
    }

    /** The value of {@code row}, of a column of numbers. */
    double real(long row) {
        requireValue(row);
        long i = first + row;
        return switch (field.format()) {
            case "f" -> buffers[1].get(ValueLayout.JAVA_FLOAT_UNALIGNED, 4 * i);
            case "g" -> buffers[1].get(ValueLayout.JAVA_DOUBLE_UNALIGNED, 8 * i);
            default -> integer(row);
        };
    }

    /** The value of {@code row}, of a column of booleans. */
    boolean flag(long row) {
        requireValue(row);
        return bit(buffers[1], first + row);
    }

    /** The value of {@code row}, of a column of text. */
    String text(long row) {
        requireValue(row);
        long from = end(first + row);
        long bytes = end(first + row + 1) - from;
        require(from >= 0 && bytes >= 0 && bytes < Integer.MAX_VALUE, "text of " + bytes + " bytes");
        byte[] copy = bytes == 0
                ? new byte[0]
                : CStructs.at(buffers[2].address() + from, bytes).toArray(ValueLayout.JAVA_BYTE);
        return new String(copy, StandardCharsets.UTF_8);
    }

    private long end(long index) {
        return field.format().equals("u")
                ? buffers[1].get(ValueLayout.JAVA_INT_UNALIGNED, 4 * index)
                : buffers[1].get(ValueLayout.JAVA_LONG_UNALIGNED, 8 * index);
    }
}
