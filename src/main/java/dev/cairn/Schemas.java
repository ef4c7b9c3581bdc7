package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.DescriptorTable;
import dev.cairn.internal.slot.CodecParts;
import dev.cairn.internal.slot.CodecTable;
import dev.cairn.internal.slot.DescribedLabels;
import dev.cairn.internal.slot.Descriptor;
import dev.cairn.internal.slot.Descriptor.Part;
import dev.cairn.internal.slot.DescriptorDifference;
import dev.cairn.internal.slot.DescriptorReader;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the kinds of collections that the descriptors of a store in a file describe, and compares them with what a program expects. */
final class Schemas {
    private final @Nullable ClassLoader context = Thread.currentThread().getContextClassLoader();

    private Schemas() {}

    /**
     * The kind that {@code descriptor} describes, with the classes that the calling thread's context class loader finds.
     *
     * @throws SchemaException if a class is missing or differs, or if only the program can have the codec
     */
    static NestedCodec<?> kind(Descriptor descriptor) {
        Object codec = new Schemas().codec(descriptor);
        if (codec instanceof NestedCodec<?> kind) {
            return kind;
        }
        throw new SchemaException("the store has " + descriptor + " in the place of a kind of collections");
    }

    /**
     * Throws unless a program that expects {@code asked} can read and write what the store has as {@code there}.
     *
     * @param owner what holds the collections, for the message: "the atom stock"
     */
    static void require(String owner, Descriptor there, Descriptor asked) {
        String difference = DescriptorDifference.between(there, asked);
        if (difference != null) {
            throw new SchemaException(owner + " holds collections of another kind. " + difference
                    + ". Read it with the codec that wrote it, and keep what you make of it under another name. The store has "
                    + there + ", the program expects " + asked);
        }
    }

    /** The kind with this number in {@code core}. The caller holds a header with this number. */
    static NestedCodec<?> kind(Core core, int number) {
        if (!core.isInFile()) {
            return (NestedCodec<?>) core.labels().get(number);
        }
        Object known = core.labels().known(number);
        if (known == null) {
            NestedCodec<?> made = kind(DescriptorReader.read(core.descriptors().text(number)));
            made.enter(core);
            core.labels().permanent(made, number);
            return made;
        }
        return (NestedCodec<?>) known;
    }

    /**
     * Throws unless {@code asked} reads and writes the collections of the kind with this number in {@code core}, a store in a file.
     *
     * @param owner what holds the collections, for the message: "the atom stock"
     */
    static void require(Core core, String owner, int number, NestedCodec<?> asked) {
        DescriptorTable table = core.descriptors();
        require(owner, DescriptorReader.read(table.text(number)), DescribedLabels.listed(table, asked.descriptor()));
    }

    private Object codec(Descriptor descriptor) {
        return switch (descriptor.word()) {
            case Descriptor.ENUM -> CodecTable.make("Codec.enumeration", List.of(load(descriptor, Enum.class)));
            case Descriptor.RECORD -> record(descriptor);
            case Descriptor.ENCODING -> throw user(descriptor);
            default -> {
                if (descriptor.name() != null) {
                    throw user(descriptor);
                }
                yield elements(descriptor);
            }
        };
    }

    private static SchemaException user(Descriptor descriptor) {
        return new SchemaException("the store has values of " + descriptor + ", which a codec of the program encodes;"
                + " ask for the atom with a collection of that codec: Codec.of(encoding).named(\"" + descriptor.name()
                + "\")");
    }

    private Object elements(Descriptor descriptor) {
        String kind = CodecTable.kind(descriptor.word());
        List<Object> codecs = new ArrayList<>();
        for (Part part : descriptor.parts()) {
            codecs.add(ofPart(part));
        }
        if (kind == null || CodecTable.parts(kind) != codecs.size()) {
            throw new SchemaException("this version of the library has no kind " + descriptor
                    + "; open the store with the version that wrote it, or with a later one");
        }
        return CodecTable.make(kind, codecs);
    }

    private Object ofPart(Part part) {
        Descriptor type = part.type();
        if (type == null) {
            throw new SchemaException("the store has no type for " + part.label());
        }
        return codec(type);
    }

    private Object record(Descriptor descriptor) {
        Class<? extends Record> type = load(descriptor, Record.class);
        RecordComponent[] components = type.getRecordComponents();
        List<String> names = components == null
                ? List.of()
                : Arrays.stream(components).map(RecordComponent::getName).toList();
        if (components == null || !names.equals(descriptor.labels())) {
            throw otherRecord(descriptor, "has the components " + names);
        }
        Codec<?>[] codecs = new Codec<?>[components.length];
        for (int i = 0; i < codecs.length; i++) {
            codecs[i] = (Codec<?>) ofPart(descriptor.parts().get(i));
            Class<?> values = CodecParts.of(codecs[i]).values();
            Class<?> component =
                    MethodType.methodType(components[i].getType()).wrap().returnType();
            if (values != Object.class && !component.isAssignableFrom(values)) {
                throw otherRecord(
                        descriptor,
                        "has the component " + names.get(i) + " of the class "
                                + components[i].getType().getName());
            }
        }
        return Codec.record(type, codecs);
    }

    private static SchemaException otherRecord(Descriptor there, String has) {
        return new SchemaException(
                "the record " + there.name() + " " + has + " in this program, and the store has " + there
                        + ". Write a record with the components of the store, and ask for the atom with a collection of"
                        + " Codec.record(ThatRecord.class)");
    }

    /** The class that {@code descriptor} names. Its static initialiser does not run. */
    private <T> Class<? extends T> load(Descriptor descriptor, Class<T> of) {
        String name = String.valueOf(descriptor.name());
        Class<?> type = find(name, context);
        type = type == null ? find(name, Schemas.class.getClassLoader()) : type;
        if (type == null) {
            throw new SchemaException("the store has values of the class " + name
                    + ", which the context class loader of this thread does not find. Add it to the class path; or, if it was"
                    + " renamed, ask for the atom with a collection of the new class. The store has " + descriptor);
        }
        if (!of.isAssignableFrom(type)) {
            throw new SchemaException("the class " + name + " is no " + descriptor.word()
                    + " in this program; the store has " + descriptor);
        }
        return type.asSubclass(of);
    }

    private static @Nullable Class<?> find(String name, @Nullable ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }
}
