package dev.cairn.codec;

import dev.cairn.codec.PreparedValue.Packed;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.DescriptorTable;
import dev.cairn.internal.slot.DescribedTypes;
import dev.cairn.internal.slot.Descriptor;
import dev.cairn.internal.slot.Descriptor.Part;
import dev.cairn.internal.slot.DescriptorReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes of records and enums in values of the standard codec, in a store in a file. Their numbers there are those of descriptors: of
 * a record with components of the standard codec, or of the enum's constants.
 */
final class StoreClasses implements PackTranslator.Numbers {
    private final Core core;
    private final boolean adds;

    private StoreClasses(Core core, boolean adds) {
        this.core = core;
        this.adds = adds;
    }

    /** Makes the classes in {@code packed} known to {@code core}. The caller holds no stripe. */
    static void enter(Core core, Packed packed) {
        bytes(new StoreClasses(core, true), packed);
    }

    /** Makes the class of {@code constant} known to {@code core}. The caller holds no stripe. */
    static void enter(Core core, Enum<?> constant) {
        StoreConstants.of(core, constant.getDeclaringClass()).complete(core);
    }

    /** The bytes of {@code packed} in {@code core}, which knows the classes in it. */
    static byte[] bytes(Core core, Packed packed) {
        return bytes(new StoreClasses(core, false), packed);
    }

    private static byte[] bytes(StoreClasses numbers, Packed packed) {
        int tag = packed.tag & ~Tags.WITH_PARTS;
        boolean isPlain = tag <= Tags.ANY_MAX || tag == Tags.LINK || tag == Tags.ARRAY;
        return isPlain ? packed.bytes : PackTranslator.translate(packed.tag, packed.bytes, numbers);
    }

    /** The number of {@code constant}'s class in {@code core} and its place there; no slot has these bits if it is not known there. */
    static long bits(Core core, Enum<?> constant) {
        StoreConstants constants = StoreConstants.of(core, constant.getDeclaringClass());
        return (long) constants.number() << Integer.SIZE | (constants.find(constant) & 0xFFFF_FFFFL);
    }

    @Override
    public int type(NumberedClass known) {
        if (known.isEnum()) {
            StoreConstants constants = StoreConstants.of(core, known.enumType());
            if (adds) {
                constants.complete(core);
            }
            return constants.number();
        }
        Descriptor type = descriptor(known);
        return adds ? DescribedTypes.add(core, type) : core.descriptors().number(type.toString());
    }

    @Override
    public int constant(NumberedClass known, int ordinal) {
        return StoreConstants.of(core, known.enumType()).place((Enum<?>) known.constant(ordinal));
    }

    private static Descriptor descriptor(NumberedClass known) {
        Descriptor any = Descriptor.of("standard", null);
        List<Part> parts =
                known.names().stream().map(name -> new Part(name, any)).toList();
        return Descriptor.of(Descriptor.RECORD, known.type.getName(), parts);
    }

    /** The class of records with this number in {@code core}. */
    static NumberedClass record(Core core, int number) {
        DescriptorTable table = core.descriptors();
        return table.derived(number, () -> {
            Descriptor there = DescriptorReader.read(table.text(number));
            Class<?> type = find(there);
            NumberedClass known = type == null || !type.isRecord() ? null : NumberedClass.of(type);
            if (known == null) {
                throw new CodecException(
                        "Codec.standard()",
                        "the store has a record of the class " + there.name()
                                + ", which this program does not have, or not as a record that it can read");
            }
            if (!known.names().equals(there.labels())) {
                throw new CodecException(
                        "Codec.standard()",
                        "the store has a record " + there.name() + " with the components " + there.labels()
                                + "; in this program the class has " + known.names());
            }
            return known;
        });
    }

    /** The constants of the enum with this number in {@code core}; of a class that this program does not have, only the names. */
    static StoreConstants constants(Core core, int number) {
        DescriptorTable table = core.descriptors();
        return table.derived(number, () -> {
            Descriptor there = DescriptorReader.read(table.text(number));
            Class<?> type = find(there);
            return type == null || !type.isEnum()
                    ? StoreConstants.without(table, String.valueOf(there.name()))
                    : StoreConstants.of(core, enumType(type));
        });
    }

    @SuppressWarnings("unchecked") // the class of an enum
    private static Class<? extends Enum<?>> enumType(Class<?> type) {
        return (Class<? extends Enum<?>>) type;
    }

    private static @Nullable Class<?> find(Descriptor there) {
        String name = String.valueOf(there.name());
        Class<?> found = find(name, Thread.currentThread().getContextClassLoader());
        return found == null ? find(name, StoreClasses.class.getClassLoader()) : found;
    }

    private static @Nullable Class<?> find(String name, @Nullable ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    /** The constant at this place of the enum with this number. */
    static Object constant(Core core, int number, int place) {
        Object constant = constants(core, number).at(place);
        if (constant instanceof StoreConstants.Absent absent) {
            throw absent.failure();
        }
        return constant;
    }
}
