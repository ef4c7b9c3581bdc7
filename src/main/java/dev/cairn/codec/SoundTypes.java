package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.slot.CodecTable;
import dev.cairn.internal.slot.CollectionCheck;
import dev.cairn.internal.slot.CollectionCheck.Family;
import dev.cairn.internal.slot.CollectionChecks;
import dev.cairn.internal.slot.Descriptor;
import dev.cairn.internal.slot.Descriptor.Part;
import dev.cairn.internal.slot.DescriptorDifference;
import dev.cairn.internal.slot.DescriptorReader;
import dev.cairn.internal.slot.Hash;
import dev.cairn.internal.slot.SlotCheck;
import dev.cairn.internal.slot.SlotCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the slots of the types must be that the descriptors of a store describe, which may be any texts. */
final class SoundTypes implements CollectionChecks {
    private final SoundNames names;
    private final Map<Descriptor, CollectionCheck> byType = new HashMap<>();

    /** The numbers of layouts. So the layout of what has collections in it does not repeat theirs. */
    private final Map<String, Integer> layouts = new HashMap<>();

    /**
     * The types of a store with these descriptors, in the order of their numbers.
     *
     * @throws IllegalArgumentException if a text is no descriptor, or is there twice
     */
    SoundTypes(List<String> texts) {
        this.names = new SoundNames(texts);
    }

    @Override
    public CollectionCheck numbered(int number) {
        return collection(names.descriptor(number));
    }

    @Override
    public CollectionCheck described(String text) {
        return collection(DescriptorReader.read(text));
    }

    @Override
    public boolean areAlike(CollectionCheck kind, CollectionCheck other) {
        return kind == other || DescriptorDifference.between(kind.type(), other.type()) == null;
    }

    private CollectionCheck collection(Descriptor descriptor) {
        CollectionCheck found = find(descriptor);
        if (found == null) {
            throw new IllegalArgumentException("this version of the library has no collections " + descriptor);
        }
        return found;
    }

    /** The collections of this type; null if it is no type of collections. */
    private @Nullable CollectionCheck find(Descriptor descriptor) {
        CollectionCheck known = byType.get(descriptor);
        if (known == null) {
            known = make(descriptor);
            if (known != null) {
                byType.put(descriptor, known);
            }
        }
        return known;
    }

    private @Nullable CollectionCheck make(Descriptor descriptor) {
        return switch (descriptor.word()) {
            case "longVector" -> new CollectionCheck(Family.VECTOR, require(descriptor, 0), bits(Codec.LONG), null);
            case "doubleVector" -> new CollectionCheck(Family.VECTOR, require(descriptor, 0), bits(Codec.DOUBLE), null);
            case "intVector" -> new CollectionCheck(Family.VECTOR, require(descriptor, 0), bits(Codec.INT), null);
            case "blob" -> new CollectionCheck(Family.BLOB, require(descriptor, 0), null, null);
            case "vector" -> new CollectionCheck(Family.VECTOR, require(descriptor, 1), part(descriptor, 0), null);
            case "set" -> new CollectionCheck(Family.MAP, require(descriptor, 1), part(descriptor, 0), null);
            case "map" ->
                new CollectionCheck(Family.MAP, require(descriptor, 2), part(descriptor, 0), part(descriptor, 1));
            case "longLongMap" ->
                new CollectionCheck(Family.MAP, require(descriptor, 0), bits(Codec.LONG), bits(Codec.LONG));
            case "longMap" ->
                new CollectionCheck(Family.MAP, require(descriptor, 1), bits(Codec.LONG), part(descriptor, 0));
            default -> null;
        };
    }

    /** The codec of {@code type}; null if only a program has a part of it. */
    private static @Nullable SlotCodec<?> codec(Descriptor type) {
        String kind = CodecTable.kind(type.word());
        if (kind == null
                || type.name() != null
                || CodecTable.parts(kind) != type.parts().size()) {
            return null;
        }
        List<Object> parts = new ArrayList<>();
        for (Part part : type.parts()) {
            SlotCodec<?> codec = part.type() == null ? null : codec(part.type());
            if (codec == null) {
                return null;
            }
            parts.add(codec);
        }
        return SlotCodec.of(CodecTable.make(kind, parts));
    }

    private static Descriptor require(Descriptor descriptor, int parts) {
        if (descriptor.parts().size() != parts || descriptor.name() != null) {
            throw new IllegalArgumentException("there is no type " + descriptor);
        }
        return descriptor;
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
        CollectionCheck of = find(type);
        if (of != null) {
            int layout = layouts.computeIfAbsent(of.layout(), _ -> layouts.size());
            return new OfCollection(of, new Shape(Integer.BYTES, 0), codec(type), "collection " + layout);
        }
        return switch (type.word()) {
            case Descriptor.RECORD -> record(type);
            case Descriptor.ENUM -> {
                names.noteEnum(type);
                yield new OfEnum(names, String.valueOf(type.name()), new Shape(Short.BYTES));
            }
            case Descriptor.ENCODING -> SoundBytes.encoding(type);
            case Descriptor.BYTES -> SoundBytes.array();
            default -> {
                require(type, 0);
                yield simple(type.word());
            }
        };
    }

    private SlotCheck simple(String word) {
        return switch (word) {
            case "boolean" -> new OfBoolean(SlotCodec.of(Codec.BOOLEAN));
            case "byte" -> bits(Codec.BYTE);
            case "short" -> bits(Codec.SHORT);
            case "char" -> bits(Codec.CHAR);
            case "int" -> bits(Codec.INT);
            case "float" -> bits(Codec.FLOAT);
            case "long" -> bits(Codec.LONG);
            case "double" -> bits(Codec.DOUBLE);
            case "string" -> SoundBytes.text();
            case "any" -> SoundValues.of(names, this, false);
            case "standard", "sameArrays" -> SoundValues.of(names, this, true);
            default -> throw new IllegalArgumentException("this version of the library has no type " + word);
        };
    }

    private SlotCheck record(Descriptor type) {
        List<SlotCheck> parts = new ArrayList<>();
        for (int i = 0; i < type.parts().size(); i++) {
            parts.add(part(type, i));
        }
        return new OfRecord(
                List.copyOf(parts),
                RecordCodec.together(parts.stream().map(SlotCheck::shape).toList()));
    }

    @Override
    public void checkParts(SlotCheck.Nodes nodes, byte tag, long at, int length, int... parts) {
        byte[] bytes = new byte[length];
        nodes.memory().copyOut(at, bytes, 0, length);
        new SoundPack(names, this, bytes, nodes, parts).whole(tag);
    }

    private static SlotCheck bits(Codec<?> codec) {
        return new OfBits(SlotCodec.of(codec));
    }

    /** Any bits are a value. */
    private record OfBits(SlotCodec<?> codec) implements SoundSlots {
        @Override
        public String layout() {
            return "bits " + shape().width();
        }

        @Override
        public void check(Nodes nodes, long at) {}
    }

    private record OfBoolean(SlotCodec<?> codec) implements SoundSlots {
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
    private record OfEnum(SoundNames names, String name, Shape shape) implements SlotCheck {
        @Override
        public boolean isCopied() {
            return true;
        }

        @Override
        public long hashAt(Core core, long at, long seed) {
            return Hash.of(names.constantHash(name, core.memory().getChar(at)), seed);
        }

        @Override
        public String layout() {
            return "enum";
        }

        @Override
        public void check(Nodes nodes, long at) {
            int place = nodes.memory().getChar(at);
            if (place >= names.constants(name)) {
                throw new IllegalArgumentException("it has the constant " + place + " of the enum " + name
                        + ", which has " + names.constants(name) + " constants in the store");
            }
        }
    }

    /** Components one after another. */
    private record OfRecord(List<SlotCheck> parts, Shape shape) implements SlotCheck {
        @Override
        public boolean isHashed() {
            return parts.stream().allMatch(SlotCheck::isHashed);
        }

        @Override
        public long hashAt(Core core, long at, long seed) {
            long hash = seed;
            long next = at;
            for (SlotCheck part : parts) {
                hash = part.hashAt(core, next, hash);
                next += part.shape().width();
            }
            return hash;
        }

        @Override
        public String layout() {
            return "record("
                    + String.join(", ", parts.stream().map(SlotCheck::layout).toList()) + ")";
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

    private record OfCollection(
            CollectionCheck type, Shape shape, @Nullable SlotCodec<?> codec, String layout) implements SlotCheck {
        @Override
        public boolean isHashed() {
            return codec != null;
        }

        @Override
        public long hashAt(Core core, long at, long seed) {
            if (codec == null || codec.comparesByUserCode()) {
                throw new IllegalArgumentException("its hash is not known without the program's classes");
            }
            return codec.hashAt(core, at, seed);
        }

        @Override
        public void check(Nodes nodes, long at) {
            Memory memory = nodes.memory();
            nodes.collection(memory.getInt(at), type);
        }
    }
}
