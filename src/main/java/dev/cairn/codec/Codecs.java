package dev.cairn.codec;

import dev.cairn.internal.slot.CodecParts;
import dev.cairn.internal.slot.CodecTable;
import dev.cairn.internal.slot.Descriptor;
import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The codecs that {@link Codec} gives. The work of a codec is in its {@link BuiltInCodec}, which does not know the public type. Here it
 * gets that type, and the object that stands for it in a stream of Java's serialization.
 */
@SuppressWarnings("serial") // as BuiltInCodec
final class Codecs {
    static final Codec<@Nullable Object> ANY = new OfAny();
    static final Codec<@Nullable Object> STANDARD = new OfStandard();
    static final Codec<@Nullable Object> SAME_ARRAYS = new OfSameArrays();
    static final Codec<@Nullable Object> OBJECT = new OfObject();

    static {
        CodecTable.enterChecks(SoundTypes::new);
        enter("Codec.BOOLEAN", () -> Codec.BOOLEAN);
        enter("Codec.BYTE", () -> Codec.BYTE);
        enter("Codec.SHORT", () -> Codec.SHORT);
        enter("Codec.CHAR", () -> Codec.CHAR);
        enter("Codec.INT", () -> Codec.INT);
        enter("Codec.LONG", () -> Codec.LONG);
        enter("Codec.FLOAT", () -> Codec.FLOAT);
        enter("Codec.DOUBLE", () -> Codec.DOUBLE);
        enter("Codec.STRING", () -> Codec.STRING);
        enter("Codec.BYTES", () -> Codec.BYTES);
        enter("Codec.any()", () -> ANY);
        enter("Codec.standard()", () -> STANDARD);
        enter("Codec.sameArrays()", () -> SAME_ARRAYS);
        enter("Codec.object()", () -> OBJECT);
        CodecTable.enter(EnumCodec.NAME, 1, parts -> enumeration((Class<?>) parts.getFirst()));
        CodecTable.enter(
                RecordCodec.NAME,
                CodecTable.ANY_NUMBER,
                parts -> new OfRecord<>(
                        ((Class<?>) parts.getFirst()).asSubclass(Record.class),
                        parts.stream().skip(1).map(Codec.class::cast).toArray(Codec<?>[]::new)));
    }

    private Codecs() {}

    /** Enters a codec without parts. It is asked for later, since the initialisation of {@link Codec} may wait for this one. */
    private static void enter(String kind, Supplier<Codec<?>> codec) {
        CodecTable.enter(kind, 0, _ -> codec.get());
    }

    /** The codec with this name and these parts. */
    private static Object make(String kind, List<?> parts) {
        return CodecTable.make(kind, parts);
    }

    /** The public type of a codec. */
    interface Face<T extends @Nullable Object> extends Codec<T>, CodecParts, Streamed.Replaced {
        @Override
        default Object replacement() throws ObjectStreamException {
            return new Proxy(kind(), streamParts());
        }

        @Override
        default Codec<T> named(String name) {
            throw new UnsupportedOperationException(Descriptor.takesNoName(this));
        }

        @Override
        default Optional<String> name() {
            return Optional.empty();
        }
    }

    static final class OfBoolean extends BooleanCodec implements Face<Boolean> {}

    static final class OfByte extends ByteCodec implements Face<Byte> {}

    static final class OfShort extends ShortCodec implements Face<Short> {}

    static final class OfChar extends CharCodec implements Face<Character> {}

    static final class OfInt extends IntCodec implements Face<Integer> {}

    static final class OfLong extends LongCodec implements Face<Long> {
        @Override
        public boolean isLong() {
            return true;
        }
    }

    static final class OfFloat extends FloatCodec implements Face<Float> {}

    static final class OfDouble extends DoubleCodec implements Face<Double> {}

    static final class OfString extends StringCodec implements Face<String> {}

    static final class OfBytes extends OctetsCodec.Copies implements Face<byte[]> {}

    private static final class OfAny extends AnyCodec implements Face<@Nullable Object> {
        OfAny() {
            super("Codec.any()");
        }
    }

    private static final class OfStandard extends StandardCodec implements Face<@Nullable Object> {
        OfStandard() {
            super("Codec.standard()");
        }
    }

    private static final class OfSameArrays extends SameArraysCodec implements Face<@Nullable Object> {}

    private static final class OfObject extends ObjectCodec implements Face<@Nullable Object> {}

    static final class OfEnum<E extends Enum<E>> extends EnumCodec<E> implements Face<E> {
        OfEnum(Class<E> type) {
            super(type);
        }
    }

    static final class OfRecord<R extends Record> extends RecordCodec<R> implements Face<R> {
        OfRecord(Class<R> type, Codec<?>... components) {
            super(type, Arrays.asList(components));
        }
    }

    static final class OfFunctions<T> extends OctetsCodec.ByFunctions<T> implements Face<T> {
        OfFunctions(Function<? super T, byte[]> toBytes, Function<byte[], ? extends T> fromBytes, String given) {
            super(toBytes, fromBytes, given);
        }

        @Override
        public Codec<T> named(String name) {
            return new OfFunctions<>(toBytes, fromBytes, requireName(name));
        }

        @Override
        public Optional<String> name() {
            return given.isEmpty() ? Optional.empty() : Optional.of(given);
        }
    }

    static final class OfEncoding<T> extends EncodingCodec<T> implements Face<T> {
        OfEncoding(Encoding<T> encoding, String given) {
            super(encoding, given);
        }

        @Override
        public Codec<T> named(String name) {
            return new OfEncoding<>(encoding, requireName(name));
        }

        @Override
        public Optional<String> name() {
            return given.isEmpty() ? Optional.empty() : Optional.of(given);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the codec refuses a class that is not an enum's
    private static Codec<?> enumeration(Class<?> type) {
        return new OfEnum((Class) type);
    }

    /** Chooses the codecs of a record's components by their types. */
    static final class Components {
        /** By the types of components, where a box stands for its primitive, too. */
        private static final Map<Class<?>, Codec<?>> BY_TYPE = Map.of(
                Boolean.class, Codec.BOOLEAN,
                Byte.class, Codec.BYTE,
                Short.class, Codec.SHORT,
                Character.class, Codec.CHAR,
                Integer.class, Codec.INT,
                Long.class, Codec.LONG,
                Float.class, Codec.FLOAT,
                Double.class, Codec.DOUBLE,
                String.class, Codec.STRING,
                byte[].class, Codec.BYTES);

        /** The records around the current component. */
        private final Set<Class<?>> around = new HashSet<>();

        private Components() {}

        static <R extends Record> Codec<R> record(Class<R> type) {
            return new Components().of(type);
        }

        private <R extends Record> Codec<R> of(Class<R> type) {
            RecordComponent[] components = RecordCodec.components(type);
            Codec<?>[] codecs = new Codec<?>[components.length];
            around.add(type);
            for (int i = 0; i < codecs.length; i++) {
                codecs[i] = ofComponent(components[i].getType());
            }
            around.remove(type);
            return new OfRecord<>(type, codecs);
        }

        private Codec<?> ofComponent(Class<?> type) {
            Codec<?> codec = BY_TYPE.get(MethodType.methodType(type).wrap().returnType());
            if (codec != null) {
                return codec;
            }
            if (type.isEnum()) {
                return enumeration(type);
            }
            if (type.isRecord() && !around.contains(type)) {
                return of(type.asSubclass(Record.class));
            }
            return JdkValues.CLASSES.contains(type) ? ANY : STANDARD;
        }
    }

    /** Stands for a codec in a stream of Java's serialization: the name and the parts of the codec. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Proxy(String name, Object... parts) implements Serializable {
        @Serial
        Object readResolve() throws InvalidObjectException {
            try {
                return codec();
            } catch (RuntimeException e) {
                throw new InvalidObjectException("no codec: " + name + " of " + Arrays.toString(parts), e);
            }
        }

        @SuppressWarnings("unchecked") // a codec refuses to read values of another type
        private Codec<?> codec() {
            return switch (name) {
                case OctetsCodec.ByFunctions.NAME ->
                    new OfFunctions<>(
                            (Function<Object, byte[]>) parts[0], (Function<byte[], Object>) parts[1], given(2));
                case EncodingCodec.NAME -> {
                    OfEncoding<?> codec = new OfEncoding<>((Encoding<?>) parts[0], given(3));
                    codec.requireSize((int) parts[1], (int) parts[2]);
                    yield codec;
                }
                default -> (Codec<?>) make(name, Arrays.asList(parts));
            };
        }

        /** The name that the user gave to the codec, which is the part {@code index}. */
        private String given(int index) {
            return parts.length == index ? "" : (String) parts[index];
        }
    }
}
