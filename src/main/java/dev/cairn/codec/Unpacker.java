package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads values from the bytes of a {@link Packer}. */
final class Unpacker {
    private final PackReader in;
    private final Parts parts;
    private int next;

    /** The parts that the bytes name. */
    interface Parts {
        /** The part {@code index}, which is an object. */
        Object object(int index);

        /** The part {@code index}, which is a collection of this kind. */
        Object collection(int index, int kind);

        /** The constant of the enum with this number. */
        default Object constant(int type, int ordinal) {
            return NumberedClass.of(type).constant(ordinal);
        }

        /** The class of records with this number. */
        default NumberedClass record(int type) {
            return NumberedClass.of(type);
        }
    }

    /** Of bytes in {@code core} that name no parts. */
    record NoParts(Core core) implements Parts {
        @Override
        public Object object(int index) {
            throw new IllegalStateException("no part " + index);
        }

        @Override
        public Object collection(int index, int kind) {
            throw new IllegalStateException("no part " + index);
        }

        @Override
        public Object constant(int type, int ordinal) {
            return core.isInFile() ? StoreClasses.constant(core, type, ordinal) : Parts.super.constant(type, ordinal);
        }

        @Override
        public NumberedClass record(int type) {
            return core.isInFile() ? StoreClasses.record(core, type) : Parts.super.record(type);
        }
    }

    Unpacker(byte[] bytes, Parts parts) {
        this.in = new PackReader(bytes);
        this.parts = parts;
    }

    private @Nullable Object get() {
        byte tag = in.getByte();
        return tag == Tags.NULL ? null : body(tag);
    }

    /** Reads the value of this tag. */
    Object body(byte tag) {
        return switch (tag) {
            case Tags.DOUBLE -> Double.longBitsToDouble(in.getWord());
            case Tags.TEXT -> in.getText();
            case Tags.ENUM -> parts.constant(count(), count());
            case Tags.RECORD -> record(parts.record(count()));
            case Tags.LIST -> List.of(elements());
            case Tags.LIST_WITH_NULLS -> Stream.of(elements()).toList();
            case Tags.SET -> set(elements());
            case Tags.MAP -> map();
            case Tags.ENTRY -> Map.entry(some(), some());
            case Tags.OPTIONAL -> Optional.ofNullable(get());
            case Tags.LINK -> URI.create(in.getText());
            case Tags.OBJECT -> parts.object(next++);
            case Tags.COLLECTION -> parts.collection(next++, count());
            default -> tag < Tags.TEXT ? Boxes.value(tag, in.getNumber()) : JdkValues.read(tag, in);
        };
    }

    /** The set or map that {@code making} makes. Only the elements themselves know whether two of them are equal. */
    private static Object distinct(Supplier<Object> making) {
        try {
            return making.get();
        } catch (IllegalArgumentException e) {
            throw new CodecException(
                    "Codec.standard()", "the store has a set or map of which this program finds two keys equal", e);
        }
    }

    private static Object set(Object[] elements) {
        return distinct(() -> Set.of(elements));
    }

    private int count() {
        return (int) in.getCount();
    }

    /** Reads a value that is not null. */
    private Object some() {
        return body(in.getByte());
    }

    private Record record(NumberedClass known) {
        @Nullable Object[] components = new @Nullable Object[known.components()];
        Arrays.setAll(components, _ -> get());
        return known.make(components);
    }

    @SuppressWarnings("NullAway") // List.of and Set.of refuse null, and there is none in what is for them
    private Object[] elements() {
        Object[] elements = new Object[count()];
        Arrays.setAll(elements, _ -> get());
        return elements;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Object map() {
        Map.Entry[] entries = new Map.Entry[count()];
        Arrays.setAll(entries, _ -> Map.entry(some(), some()));
        return distinct(() -> Map.ofEntries(entries));
    }
}
