package dev.cairn.ffi;

import dev.cairn.internal.slot.CodecParts;
import dev.cairn.internal.slot.Descriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A column of a stream that is made of elements.
 *
 * @param offset where it is in an element's slot
 */
record Column(String name, ColumnType type, int offset, List<Column> children) {
    /** A column of numbers. */
    static Column of(String name, ColumnType type) {
        return new Column(name, type, 0, List.of());
    }

    /** The columns {@code children} side by side. */
    static Column together(List<Column> children) {
        return new Column("", ColumnType.STRUCT, 0, children);
    }

    /** The column of what {@code codec} keeps. */
    static Column of(String name, Object codec) {
        return of(name, CodecParts.describe(codec), 0, codec);
    }

    private static Column of(String name, Descriptor descriptor, int offset, Object codec) {
        ColumnType type = ColumnType.ofWord(descriptor.word());
        if (type == null) {
            throw new IllegalArgumentException("Arrow has no column here for " + descriptor + ", a part of " + codec
                    + "; there are columns for numbers, booleans, text, and records of these");
        }
        List<Column> children = new ArrayList<>();
        int next = offset;
        for (Descriptor.Part part : descriptor.parts()) {
            Column child = of(part.label(), Objects.requireNonNull(part.type()), next, codec);
            children.add(child);
            next += child.width();
        }
        return new Column(name, type, offset, List.copyOf(children));
    }

    /** Bytes in a slot. */
    private int width() {
        return type == ColumnType.STRUCT
                ? Math.max(1, children.stream().mapToInt(Column::width).sum())
                : type.width();
    }
}
