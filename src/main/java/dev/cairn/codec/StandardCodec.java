package dev.cairn.codec;

import dev.cairn.codec.PreparedValue.Packed;
import dev.cairn.internal.letter.LetterBridge;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.slot.Hash;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keeps any value: as bytes if nobody can change it and the bytes can be read as an equal value, else as an object. */
@SuppressWarnings("serial") // as BuiltInCodec
abstract class StandardCodec extends AnyCodec {
    /*
     * Layout
     *   That of AnyCodec, for the values that AnyCodec keeps. For others:
     *   enum:               number of its class and ordinal, as the value in 8 bytes; in a store in a file see StoreClasses
     *   record, list, ...:  bytes as Packer makes them; if these have parts, the reference is to a node of both (PartsNode)
     *   object, collection: the reference is to the node that stands for it; for a collection the value is the number of its kind
     *
     * Two values are equal as their own equals says, arrays by their contents. The values that AnyCodec keeps, and enums, are compared by
     * their bytes, without any code of theirs. Only these are compared while a stripe is held.
     */
    StandardCodec(String name) {
        super(name);
    }

    @Override
    Object keepOther(Object value) {
        if (value instanceof Enum<?> constant) {
            return isKnown(constant) ? constant : new PreparedValue.OfObject(constant);
        }
        if (value.getClass().isArray()) {
            return keepArray(value);
        }
        LetterBridge bridge = LetterBridge.ofStone(value);
        if (bridge != null) {
            return PreparedValue.OfCollection.of(bridge, value);
        }
        Packed packed = Packer.pack(value);
        return packed == null ? new PreparedValue.OfObject(value) : packed;
    }

    /** Prepares an array, other than one of bytes. */
    PreparedValue keepArray(Object array) {
        byte[] bytes = NumberArrays.bytes(array);
        Object copy = copy(array);
        return bytes == null ? new PreparedValue.OfObject(copy) : Packed.of(copy, Tags.ARRAY, bytes, Packed.NO_PARTS);
    }

    /** The value that a caller gets for {@code kept}, an object of the store or of a prepared value. */
    Object given(Object kept) {
        return copy(kept);
    }

    private static boolean isKnown(Enum<?> constant) {
        return NumberedClass.of(constant.getDeclaringClass()) != null;
    }

    @SuppressWarnings("EnumOrdinal") // ordinals change between builds, not within a process
    private static long bits(Enum<?> constant) {
        NumberedClass known = NumberedClass.of(constant.getDeclaringClass());
        if (known == null) {
            throw new IllegalStateException("not kept: " + constant);
        }
        return (long) known.number << Integer.SIZE | constant.ordinal();
    }

    /** A copy of an array; any other value itself. */
    private static Object copy(Object value) {
        return switch (value) {
            case Object[] array -> array.clone();
            case int[] array -> array.clone();
            case long[] array -> array.clone();
            case double[] array -> array.clone();
            case float[] array -> array.clone();
            case char[] array -> array.clone();
            case short[] array -> array.clone();
            case boolean[] array -> array.clone();
            default -> value;
        };
    }

    @Override
    public @Nullable Object restore(Object prepared) {
        return prepared instanceof PreparedValue own ? given(own.value) : super.restore(prepared);
    }

    @Override
    public Object move(Object prepared, UnaryOperator<Object> move) {
        return switch (prepared) {
            case Packed packed when packed.parts.length > 0 -> moved(packed, move);
            case PreparedValue.OfCollection collection -> moved(collection, move);
            default -> prepared;
        };
    }

    private static PreparedValue.OfCollection moved(PreparedValue.OfCollection collection, UnaryOperator<Object> move) {
        return PreparedValue.OfCollection.of(LetterBridge.get(), move.apply(collection.value));
    }

    /** Makes the value again with the other collections in it. */
    private static Packed moved(Packed packed, UnaryOperator<Object> move) {
        PreparedValue[] parts = packed.parts.clone();
        for (int i = 0; i < parts.length; i++) {
            parts[i] = parts[i] instanceof PreparedValue.OfCollection collection ? moved(collection, move) : parts[i];
        }
        Object value = new Unpacker(packed.bytes, new Unpacker.Parts() {
                    @Override
                    public Object object(int index) {
                        return parts[index].value;
                    }

                    @Override
                    public Object collection(int index, int kind) {
                        return parts[index].value;
                    }
                })
                .body((byte) (packed.tag & ~Tags.WITH_PARTS));
        return Packed.of(value, packed.tag, kinds(packed, parts), parts);
    }

    /** The bytes of {@code packed} with the numbers that the kinds of {@code parts} have in their store. */
    private static byte[] kinds(Packed packed, PreparedValue[] parts) {
        return PackTranslator.translate(packed.tag, packed.bytes, new PackTranslator.Numbers() {
            @Override
            public int kind(int index, int kind) {
                return ((PreparedValue.OfCollection) parts[index]).ready.kind();
            }
        });
    }

    @Override
    public void check(Core core, Object prepared) {
        if (prepared instanceof PreparedValue.OfCollection collection) {
            collection.check(core);
        } else if (prepared instanceof Packed packed) {
            if (core.isInFile()) {
                StoreClasses.enter(core, packed);
            }
            for (PreparedValue part : packed.parts) {
                check(core, part);
            }
        } else if (core.isInFile()) {
            checkInFile(core, prepared);
        }
    }

    private void checkInFile(Core core, Object prepared) {
        if (prepared instanceof Enum<?> constant) {
            StoreClasses.enter(core, constant);
        } else if (prepared instanceof PreparedValue.OfObject object) {
            throw core.notPortable(
                    this + " was given " + given(object.value).getClass().getName()
                            + ", which only this process could read as it is, but the store is in a file; use List.of, Map.of, records,"
                            + " the collections of this library, or Codec.of(encoding).named(name)");
        }
    }

    @Override
    public boolean isPortable() {
        return false;
    }

    @Override
    public boolean mayBePortable() {
        return true;
    }

    /** A value with an object in it is not portable. */
    @Override
    public boolean isPortable(@Nullable Object value) {
        return value == null || value instanceof String || Boxes.tag(value) != Tags.NULL || isPrepared(prepare(value));
    }

    private static boolean isPrepared(Object prepared) {
        return switch (prepared) {
            case PreparedValue.OfObject _ -> false;
            case PreparedValue.OfCollection collection -> LetterBridge.get().isPortable(collection.value);
            case Packed packed -> Arrays.stream(packed.parts).allMatch(StandardCodec::isPrepared);
            default -> true;
        };
    }

    @Override
    @Nullable
    Object loadOther(Core core, long at, byte tag) {
        if (tag <= Tags.ANY_MAX) {
            return super.loadOther(core, at, tag);
        }
        Object kept = loadKept(core, at, tag);
        return tag == Tags.OBJECT ? given(kept) : kept;
    }

    /** The value as the store has it. It is only compared, so an array is not copied. */
    private Object loadKept(Core core, long at, byte tag) {
        Memory memory = core.memory();
        long bits = memory.getLong(at + AT_VALUE);
        return switch (tag) {
            case Tags.ENUM ->
                core.isInFile()
                        ? StoreClasses.constant(core, (int) (bits >>> Integer.SIZE), (int) bits)
                        : NumberedClass.of((int) (bits >>> Integer.SIZE)).constant((int) bits);
            case Tags.OBJECT -> PartsNode.object(core, memory.getInt(at));
            case Tags.COLLECTION -> PartsNode.collection(core, (int) bits, memory.getInt(at));
            case Tags.ARRAY -> NumberArrays.array(octetsAt(memory, at));
            default -> loadPacked(core, at, tag);
        };
    }

    private static Object loadPacked(Core core, long at, byte tag) {
        Memory memory = core.memory();
        if ((tag & Tags.WITH_PARTS) == 0) {
            return new Unpacker(octetsAt(memory, at), new Unpacker.NoParts(core)).body(tag);
        }
        try (var _ = core.hold()) {
            return PartsNode.load(core, at, (byte) (tag & ~Tags.WITH_PARTS), memory.getInt(at + AT_VALUE));
        }
    }

    @Override
    public boolean bears(Object prepared) {
        return (prepared instanceof PreparedValue own && hasReferences(own)) || super.bears(prepared);
    }

    @Override
    public boolean mayLeadBack() {
        return true;
    }

    private static boolean hasReferences(PreparedValue own) {
        return !(own instanceof Packed packed) || packed.parts.length > 0;
    }

    @Override
    public void save(Core core, Stripe stripe, long at, Object prepared) {
        if (prepared instanceof PreparedValue own && hasReferences(own)) {
            saveReferences(core, stripe, at, own);
        } else if (prepared instanceof Enum<?> constant) {
            saveBits(core.memory(), at, Tags.ENUM, bits(core, constant));
        } else if (core.isInFile() && prepared instanceof Packed packed) {
            super.save(
                    core,
                    stripe,
                    at,
                    Packed.of(packed.value, packed.tag, StoreClasses.bytes(core, packed), packed.parts));
        } else {
            super.save(core, stripe, at, prepared);
        }
    }

    private static long bits(Core core, Enum<?> constant) {
        return core.isInFile() ? StoreClasses.bits(core, constant) : bits(constant);
    }

    private static void saveReferences(Core core, Stripe stripe, long at, PreparedValue own) {
        Memory memory = core.memory();
        switch (own) {
            case Packed packed -> {
                memory.setByte(at + AT_TAG, packed.tag);
                PartsNode.save(core, stripe, at, packed);
            }
            case PreparedValue.OfObject object -> {
                memory.publish(at, PartsNode.refer(core, stripe, object));
                memory.setByte(at + AT_TAG, Tags.OBJECT);
            }
            case PreparedValue.OfCollection collection -> {
                memory.publish(at, PartsNode.refer(core, stripe, collection));
                saveBits(memory, at, Tags.COLLECTION, collection.ready.kind());
            }
        }
    }

    /** An array is compared by its contents. A byte array has the same likeness as in every other codec that takes it. */
    @Override
    public @Nullable Object likeness(@Nullable Object value) {
        return value != null && value.getClass().isArray() && !(value instanceof byte[])
                ? new PreparedValue.OfObject(value)
                : super.likeness(value);
    }

    @Override
    public boolean comparesByUserCode() {
        return true;
    }

    @Override
    public boolean comparesByUserCode(Object prepared) {
        return prepared instanceof PreparedValue own && !own.comparesByBytes();
    }

    /** Whether slots with this tag are compared by their bytes alone. */
    private static boolean comparesByBytes(byte tag) {
        return tag <= Tags.ENUM && tag >= 0;
    }

    @Override
    public long hash(Object prepared, long seed) {
        if (prepared instanceof PreparedValue own && !own.comparesByBytes()) {
            return Hash.of(PreparedValue.hash(own.value), seed);
        }
        if (prepared instanceof Enum<?> constant) {
            return hash(hash(constant), seed);
        }
        return super.hash(prepared, seed);
    }

    /** The hash of a constant's name and that of its class. */
    @SuppressWarnings("EnumOrdinal") // as above
    private static long hash(Enum<?> constant) {
        return Objects.requireNonNull(NumberedClass.of(constant.getDeclaringClass()))
                .hash(constant.ordinal());
    }

    private static long hash(long names, long seed) {
        return Hash.of(names, mark(Tags.ENUM, 0), seed);
    }

    private static long namesAt(Core core, long at) {
        long bits = core.memory().getLong(at + AT_VALUE);
        int number = (int) (bits >>> Integer.SIZE);
        return core.isInFile()
                ? StoreClasses.constants(core, number).hashInType((int) bits)
                : NumberedClass.of(number).hash((int) bits);
    }

    @Override
    public long hashAt(Core core, long at, long seed) {
        byte tag = tagAt(core.memory(), at);
        if (tag == Tags.ENUM) {
            return hash(namesAt(core, at), seed);
        }
        if (comparesByBytes(tag)) {
            return super.hashAt(core, at, seed);
        }
        try (var _ = core.hold()) {
            return Hash.of(PreparedValue.hash(loadKept(core, at, tag)), seed);
        }
    }

    @Override
    public boolean isAt(Core core, long at, Object prepared) {
        Memory memory = core.memory();
        byte tag = tagAt(memory, at);
        if (prepared instanceof PreparedValue own && !own.comparesByBytes()) {
            return !comparesByBytes(tag) && isValueAt(core, at, own);
        }
        if (prepared instanceof Enum<?> constant) {
            return tag == Tags.ENUM && memory.getLong(at + AT_VALUE) == bits(core, constant);
        }
        return comparesByBytes(tag) && super.isAt(core, at, prepared);
    }

    private boolean isValueAt(Core core, long at, PreparedValue own) {
        if (own instanceof Packed packed
                && packed.parts.length == 0
                && !core.isInFile() // there, the numbers of classes are others
                && areOctetsAt(core.memory(), at, packed.tag, packed.bytes)) {
            return true;
        }
        try (var _ = core.hold()) {
            return PreparedValue.isEqual(own.value, loadKept(core, at, tagAt(core.memory(), at)));
        }
    }

    @Override
    public boolean isSame(Core core, long a, long b) {
        Memory memory = core.memory();
        byte tag = tagAt(memory, a);
        byte other = tagAt(memory, b);
        if (tag == Tags.ENUM) {
            return other == tag && memory.getLong(a + AT_VALUE) == memory.getLong(b + AT_VALUE);
        }
        if (comparesByBytes(tag) || comparesByBytes(other)) {
            return tag == other && super.isSame(core, a, b);
        }
        boolean isBytes =
                tag == other && tag > 0 && tag < Tags.WITH_PARTS && tag != Tags.OBJECT && tag != Tags.COLLECTION;
        if (isBytes && areSameOctets(memory, a, b)) {
            return true;
        }
        try (var _ = core.hold()) {
            return PreparedValue.isEqual(loadKept(core, a, tag), loadKept(core, b, other));
        }
    }

    @Override
    @Nullable
    Object readOther(ObjectInputStream in) throws IOException, ClassNotFoundException {
        return in.readObject();
    }
}
