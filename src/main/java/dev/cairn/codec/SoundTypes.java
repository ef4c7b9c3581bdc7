package dev.cairn.codec;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.slot.CollectionCheck;
import dev.cairn.internal.slot.CollectionCheck.Family;
import dev.cairn.internal.slot.CollectionChecks;
import dev.cairn.internal.slot.Descriptor;
import dev.cairn.internal.slot.Descriptor.Part;
import dev.cairn.internal.slot.DescriptorDifference;
import dev.cairn.internal.slot.DescriptorReader;
import dev.cairn.internal.slot.SlotCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the slots of the types must be that the descriptors of a store describe, which may be any texts. */
final class SoundTypes implements CollectionChecks {
    private final List<Descriptor> descriptors = new ArrayList<>();
    private final Map<String, CollectionCheck> byText = new HashMap<>();

    /** The number of constants of each enum. */
    private final Map<String, Integer> constants = new HashMap<>();

    /**
     * The types of a store with these descriptors, in the order of their numbers.
     *
     * @throws IllegalArgumentException if a text is no descriptor, or is there twice
     */
    SoundTypes(List<String> texts) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String text : texts) {
            descriptors.add(DescriptorReader.read(text));
            Integer before = numbers.put(text, descriptors.size());
            if (before != null) {
                throw new IllegalArgumentException(
                        "the descriptors " + before + " and " + descriptors.size() + " are both " + text);
            }
            noteEnum(descriptors.getLast());
        }
    }

    private void noteEnum(Descriptor descriptor) {
        if (descriptor.word().equals(Descriptor.ENUM)) {
            constants.merge(
                    String.valueOf(descriptor.name()), descriptor.parts().size(), Integer::max);
        }
    }

    /** How many constants the enum {@code named} has in the store. */
    int constants(String named) {
        return constants.getOrDefault(named, 0);
    }

    /** The descriptor with this number. */
    Descriptor descriptor(int number) {
        if (number < 1 || number > descriptors.size()) {
            throw new IllegalArgumentException(
                    "it has the type number " + number + ", and the store has " + descriptors.size() + " types");
        }
        return descriptors.get(number - 1);
    }

    @Override
    public CollectionCheck numbered(int number) {
        return collection(descriptor(number));
    }

    @Override
    public CollectionCheck described(String text) {
        return collection(DescriptorReader.read(text));
    }

    @Override
    public boolean areAlike(CollectionCheck kind, CollectionCheck other) {
        return kind == other
                || DescriptorDifference.between(
                                DescriptorReader.read(kind.toString()), DescriptorReader.read(other.toString()))
                        == null;
    }

    private CollectionCheck collection(Descriptor descriptor) {
        String text = descriptor.toString();
        CollectionCheck known = byText.get(text);
        if (known == null) {
            known = make(descriptor, text);
            byText.put(text, known);
        }
        return known;
    }

    private CollectionCheck make(Descriptor descriptor, String text) {
        return switch (descriptor.word()) {
            case "longVector" -> new CollectionCheck(Family.VECTOR, require(text, descriptor, 0), bits(Long.BYTES), null);
            case "doubleVector" -> new CollectionCheck(Family.VECTOR, require(text, descriptor, 0), bits(Long.BYTES), null);
            case "intVector" -> new CollectionCheck(Family.VECTOR, require(text, descriptor, 0), bits(Integer.BYTES), null);
            case "blob" -> new CollectionCheck(Family.BLOB, require(text, descriptor, 0), null, null);
            case "vector" -> new CollectionCheck(Family.VECTOR, require(text, descriptor, 1), part(descriptor, 0), null);
            case "set" -> new CollectionCheck(Family.MAP, require(text, descriptor, 1), part(descriptor, 0), null);
            case "map" ->
                new CollectionCheck(
                        Family.MAP, require(text, descriptor, 2), part(descriptor, 0), part(descriptor, 1));
            default -> throw new IllegalArgumentException("this version of the library has no collections " + text);
        };
    }

    private static boolean isCollection(String word) {
        return switch (word) {
            case "longVector", "doubleVector", "intVector", "blob", "vector", "set", "map" -> true;
            default -> false;
        };
    }

    private static String require(String text, Descriptor descriptor, int parts) {
        if (descriptor.parts().size() != parts || descriptor.name() != null) {
            throw new IllegalArgumentException("there is no type " + descriptor);
        }
        return text;
    }

    private SlotCheck part(Descriptor of, int index) {
        Part part = of.parts().get(index);
        Descriptor type = part.type();
        if (type == null) {
            throw new IllegalArgumentException("there is no type " + of);
        }
        return slot(type);
    }

    private SlotCheck slot(Descriptor type) {
        String word = type.word();
        if (isCollection(word)) {
            return new OfCollection(collection(type));
        }
        return switch (word) {
            case Descriptor.RECORD -> record(type);
            case Descriptor.ENUM -> {
                noteEnum(type);
                yield new OfEnum(this, String.valueOf(type.name()));
            }
            case Descriptor.ENCODING -> SoundBytes.encoding(type);
            case Descriptor.BYTES -> new SoundBytes.OfArray();
            default -> {
                require("", type, 0);
                yield simple(word);
            }
        };
    }

    private SlotCheck simple(String word) {
        return switch (word) {
            case "boolean" -> new OfBoolean();
            case "byte" -> bits(Byte.BYTES);
            case "short", "char" -> bits(Short.BYTES);
            case "int", "float" -> bits(Integer.BYTES);
            case "long", "double" -> bits(Long.BYTES);
            case "string" -> new SoundBytes.OfText();
            case "any" -> new SoundValues(this, false);
            case "standard", "sameArrays" -> new SoundValues(this, true);
            default -> throw new IllegalArgumentException("this version of the library has no type " + word);
        };
    }

    private SlotCheck record(Descriptor type) {
        List<SlotCheck> parts = new ArrayList<>();
        for (int i = 0; i < type.parts().size(); i++) {
            parts.add(part(type, i));
        }
        return new OfRecord(List.copyOf(parts), RecordCodec.together(parts.stream().map(SlotCheck::shape).toList()));
    }

    @Override
    public void checkParts(SlotCheck.Nodes nodes, byte tag, long at, int length, int... parts) {
        byte[] bytes = new byte[length];
        nodes.memory().copyOut(at, bytes, 0, length);
        new SoundPack(this, bytes, nodes, parts).whole(tag);
    }

    private static SlotCheck bits(int width) {
        return new OfBits(new Shape(width));
    }

    /** Any bits are a value. */
    private record OfBits(Shape shape) implements SlotCheck {
        @Override
        public String layout() {
            return "bits " + shape.width();
        }

        @Override
        public void check(Nodes nodes, long at) {}
    }

    private record OfBoolean() implements SlotCheck {
        private static final Shape SHAPE = new Shape(Byte.BYTES);

        @Override
        public Shape shape() {
            return SHAPE;
        }

        @Override
        public String layout() {
            return "boolean";
        }

        @Override
        public void check(Nodes nodes, long at) {
            byte value = nodes.memory().getByte(at);
            if (value != 0 && value != 1) {
                throw new IllegalArgumentException("it has the boolean " + value);
            }
        }
    }

    /** The place of a constant. Enums of different names can share nodes, since a program may have another name. */
    private record OfEnum(SoundTypes types, String name) implements SlotCheck {
        private static final Shape SHAPE = new Shape(Short.BYTES);

        @Override
        public Shape shape() {
            return SHAPE;
        }

        @Override
        public String layout() {
            return "enum";
        }

        @Override
        public void check(Nodes nodes, long at) {
            int place = nodes.memory().getChar(at);
            if (place >= types.constants(name)) {
                throw new IllegalArgumentException("it has the constant " + place + " of the enum " + name
                        + ", which has " + types.constants(name) + " constants in the store");
            }
        }
    }

    /** Components one after another. */
    private record OfRecord(List<SlotCheck> parts, Shape shape) implements SlotCheck {
        @Override
        public String layout() {
            return "record(" + String.join(", ", parts.stream().map(SlotCheck::layout).toList()) + ")";
        }

        @Override
        public void check(Nodes nodes, long at) {
            long next = at;
            for (SlotCheck part : parts) {
                part.check(nodes, next);
                next += part.shape().width();
            }
        }
    }

    private record OfCollection(CollectionCheck type) implements SlotCheck {
        private static final Shape SHAPE = new Shape(Integer.BYTES, 0);

        @Override
        public Shape shape() {
            return SHAPE;
        }

        @Override
        public String layout() {
            return "(" + type.layout() + ")";
        }

        @Override
        public void check(Nodes nodes, long at) {
            Memory memory = nodes.memory();
            nodes.collection(memory.getInt(at), type);
        }
    }
}
