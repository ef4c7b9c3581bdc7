package dev.cairn.internal.slot;

import dev.cairn.internal.life.TypeLayout;
import dev.cairn.internal.life.TypeLayout.Slot;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.slot.Descriptor.Part;
import java.util.List;
import java.util.function.ToIntFunction;

/** The numbers that go with a descriptor: they follow from its text alone, so no class of a program is needed. */
final class DescriptorLayout {
    private static final int LONG_SLOT = 24;
    private static final int EXTENT = 8;
    private static final int WIDEST = 1 << 20;

    private final ToIntFunction<Descriptor> numbers;

    private DescriptorLayout(ToIntFunction<Descriptor> numbers) {
        this.numbers = numbers;
    }

    /** That of {@code type}; {@code numbers} gives the numbers of kinds of collections inside. What it does not know has zeros. */
    static TypeLayout of(Descriptor type, ToIntFunction<Descriptor> numbers) {
        DescriptorLayout made = new DescriptorLayout(numbers);
        List<Part> parts = type.parts();
        return switch (collection(type)) {
            case TypeLayout.BLOB -> new TypeLayout(TypeLayout.BLOB, 0, 0, Slot.NONE, Slot.NONE);
            case TypeLayout.LONG_VECTOR -> entry(TypeLayout.LONG_VECTOR, slot(Slot.LONG, Long.BYTES), Slot.NONE);
            case TypeLayout.INT_VECTOR -> entry(TypeLayout.INT_VECTOR, slot(Slot.INT, Integer.BYTES), Slot.NONE);
            case TypeLayout.DOUBLE_VECTOR ->
                entry(TypeLayout.DOUBLE_VECTOR, slot(Slot.DOUBLE, Double.BYTES), Slot.NONE);
            case TypeLayout.VECTOR -> entry(TypeLayout.VECTOR, made.slot(parts.getFirst()), Slot.NONE);
            case TypeLayout.SET -> entry(TypeLayout.SET, made.slot(parts.getFirst()), Slot.NONE);
            case TypeLayout.MAP -> made.map(type);
            default -> TypeLayout.NONE;
        };
    }

    /** That of a map. The keys of some are longs, and then no part says it; and so are the values, if there is no part. */
    private TypeLayout map(Descriptor type) {
        List<Part> parts = type.parts();
        Slot longs = slot(Slot.LONG, Long.BYTES);
        Slot keys = parts.size() == 2 ? slot(parts.getFirst()) : longs;
        return entry(TypeLayout.MAP, keys, parts.isEmpty() ? longs : slot(parts.getLast()));
    }

    /** Which kind of collections {@code type} describes. */
    static int collection(Descriptor type) {
        int parts = type.parts().size();
        return switch (type.word()) {
            case "vector" -> parts == 1 ? TypeLayout.VECTOR : TypeLayout.NO_COLLECTION;
            case "set" -> parts == 1 ? TypeLayout.SET : TypeLayout.NO_COLLECTION;
            case "map" -> parts == 2 ? TypeLayout.MAP : TypeLayout.NO_COLLECTION;
            case "longLongMap" -> parts == 0 ? TypeLayout.MAP : TypeLayout.NO_COLLECTION;
            case "longMap" -> parts == 1 ? TypeLayout.MAP : TypeLayout.NO_COLLECTION;
            case "blob" -> TypeLayout.BLOB;
            case "longVector" -> TypeLayout.LONG_VECTOR;
            case "intVector" -> TypeLayout.INT_VECTOR;
            case "doubleVector" -> TypeLayout.DOUBLE_VECTOR;
            default -> TypeLayout.NO_COLLECTION;
        };
    }

    private static TypeLayout entry(int collection, Slot first, Slot second) {
        boolean isOne = collection != TypeLayout.MAP;
        if (first.width() == 0 || (!isOne && second.width() == 0)) {
            return new TypeLayout(collection, 0, 0, first, second);
        }
        int alignment = Shape.alignment(first.width());
        if (isOne) {
            return new TypeLayout(collection, first.width(), alignment, first, second);
        }
        int at = Shape.secondOffset(first.width(), second.width());
        int both = Math.max(alignment, Shape.alignment(second.width()));
        int width = Shape.widthOfBoth(first.width(), second.width());
        return new TypeLayout(collection, width, both, first, second.at(at));
    }

    private static Slot slot(int code, int width) {
        return new Slot(code, 0, width, 0, 0);
    }

    private static Slot bearing(int code, int width) {
        return new Slot(code, 1, width, 0, 0);
    }

    private Slot slot(Part part) {
        Descriptor type = part.type();
        return type == null ? Slot.NONE : slot(type);
    }

    private Slot slot(Descriptor type) {
        if (collection(type) != TypeLayout.NO_COLLECTION) {
            return new Slot(Slot.COLLECTION, 1, Integer.BYTES, 0, numbers.applyAsInt(type));
        }
        return switch (type.word()) {
            case "boolean" -> slot(Slot.BOOLEAN, Byte.BYTES);
            case "byte" -> slot(Slot.BYTE, Byte.BYTES);
            case "short" -> slot(Slot.SHORT, Short.BYTES);
            case "char" -> slot(Slot.CHAR, Character.BYTES);
            case "int" -> slot(Slot.INT, Integer.BYTES);
            case "long" -> slot(Slot.LONG, Long.BYTES);
            case "float" -> slot(Slot.FLOAT, Float.BYTES);
            case "double" -> slot(Slot.DOUBLE, Double.BYTES);
            case "string" -> bearing(Slot.STRING, LONG_SLOT);
            case Descriptor.BYTES -> bearing(Slot.OCTETS, LONG_SLOT);
            case "any" -> bearing(Slot.ANY, LONG_SLOT);
            case "standard", "sameArrays" -> bearing(Slot.STANDARD, LONG_SLOT);
            case Descriptor.OBJECT -> bearing(Slot.OBJECT, Integer.BYTES);
            case Descriptor.ENUM -> slot(Slot.ENUM, Character.BYTES);
            case Descriptor.RECORD -> record(type);
            case Descriptor.ENCODING -> encoding(type);
            default -> Slot.NONE;
        };
    }

    private Slot record(Descriptor type) {
        int width = 0;
        int references = 0;
        DescriptorLayout inside = new DescriptorLayout(_ -> 0); // no entry has a slot of these alone
        for (Part part : type.parts()) {
            Slot component = inside.slot(part);
            if (component.width() == 0 || width > WIDEST) {
                return new Slot(Slot.RECORD, 0, 0, 0, 0);
            }
            width += component.width();
            references += component.references();
        }
        return new Slot(Slot.RECORD, references, Math.max(1, width), 0, 0);
    }

    private static Slot encoding(Descriptor type) {
        List<String> labels = type.labels();
        try {
            if (labels.size() == 2) {
                int width = Integer.parseInt(labels.get(0));
                int extents = Integer.parseInt(labels.get(1));
                if (width >= 0 && width < WIDEST && extents >= 0 && extents < WIDEST) {
                    return new Slot(Slot.ENCODING, extents, Math.max(1, EXTENT * extents + width), 0, 0);
                }
            }
        } catch (NumberFormatException e) {
            // the text of a file may have anything there
        }
        return new Slot(Slot.ENCODING, 0, 0, 0, 0);
    }
}
