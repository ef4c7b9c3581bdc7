package dev.cairn.codec;

import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.function.Function;

/** What a stream of Java's serialization has for a codec: its name in {@link Codec}, and what it is made of. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CodecForm(String name, Object... parts) implements Serializable {
    /** {@code part} of the codec {@code name}, if a stream can have it. */
    static Object require(String name, Object part) throws NotSerializableException {
        if (part instanceof Serializable) {
            return part;
        }
        throw new NotSerializableException(name + ", for " + part.getClass().getName() + " is not Serializable");
    }

    @Serial
    Object readResolve() throws InvalidObjectException {
        try {
            return codec();
        } catch (RuntimeException e) {
            throw new InvalidObjectException("no codec: " + name + " of " + Arrays.toString(parts), e);
        }
    }

    private Codec<?> codec() {
        return switch (name) {
            case "Codec.BOOLEAN" -> Codec.BOOLEAN;
            case "Codec.BYTE" -> Codec.BYTE;
            case "Codec.SHORT" -> Codec.SHORT;
            case "Codec.CHAR" -> Codec.CHAR;
            case "Codec.INT" -> Codec.INT;
            case "Codec.LONG" -> Codec.LONG;
            case "Codec.FLOAT" -> Codec.FLOAT;
            case "Codec.DOUBLE" -> Codec.DOUBLE;
            case "Codec.STRING" -> Codec.STRING;
            case "Codec.BYTES" -> Codec.BYTES;
            case "Codec.any()" -> Codec.any();
            case "Codec.standard()" -> Codec.standard();
            case "Codec.sameArrays()" -> Codec.sameArrays();
            case "Codec.object()" -> Codec.object();
            default -> made();
        };
    }

    @SuppressWarnings("unchecked") // of what else they are, they refuse to read
    private Codec<?> made() {
        return switch (name) {
            case EnumCodec.NAME -> enumeration((Class<?>) parts[0]);
            case RecordCodec.NAME -> Codec.record(((Class<?>) parts[0]).asSubclass(Record.class), components());
            case FunctionCodec.NAME ->
                Codec.ofBytes((Function<Object, byte[]>) parts[0], (Function<byte[], Object>) parts[1]);
            case EncodingCodec.NAME -> EncodingCodec.of((Encoding<?>) parts[0], (int) parts[1], (int) parts[2]);
            default -> throw new IllegalArgumentException("there is no " + name);
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the codec refuses what is not the class of an enum
    private static Codec<?> enumeration(Class<?> type) {
        return Codec.enumeration((Class) type);
    }

    private Codec<?>[] components() {
        return Arrays.stream(parts, 1, parts.length).map(Codec.class::cast).toArray(Codec<?>[]::new);
    }
}
