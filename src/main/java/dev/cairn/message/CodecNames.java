package dev.cairn.message;

import dev.cairn.Blob;
import dev.cairn.DoubleVector;
import dev.cairn.IntVector;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;
import dev.cairn.internal.slot.CodecParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Codecs in messages: the name of a codec, with the names of the classes and the codecs that it is made of. */
final class CodecNames {
    private static final String ENUMERATION = "Codec.enumeration";
    private static final String RECORD = "Codec.record";
    static final String VECTOR = "PVector";
    static final String MAP = "PMap";
    static final String SET = "PSet";

    /** The codecs without parts, by their names. */
    private static final Map<String, Codec<?>> CONSTANTS = Stream.<Codec<?>>of(
                    Codec.BOOLEAN,
                    Codec.BYTE,
                    Codec.SHORT,
                    Codec.CHAR,
                    Codec.INT,
                    Codec.LONG,
                    Codec.FLOAT,
                    Codec.DOUBLE,
                    Codec.STRING,
                    Codec.BYTES,
                    Codec.any(),
                    Codec.standard(),
                    Codec.sameArrays(),
                    Blob.codec(),
                    LongVector.codec(),
                    IntVector.codec(),
                    DoubleVector.codec())
            .collect(Collectors.toUnmodifiableMap(codec -> CodecParts.of(codec).kind(), Function.identity()));

    private CodecNames() {}

    private static boolean isOfClass(String kind) {
        return kind.equals(ENUMERATION) || kind.equals(RECORD);
    }

    static void write(FormatWriter out, Codec<?> codec) {
        CodecParts inside = CodecParts.of(codec);
        String kind = inside.kind();
        List<?> parts = inside.parts();
        if (CONSTANTS.containsKey(kind)) {
            out.putText(kind);
            return;
        }
        if (parts.isEmpty()) {
            throw new CodecException(out.format(), "the elements of " + codec + " can't leave the process");
        }
        out.beginArray(1 + parts.size());
        out.putText(kind);
        for (Object part : parts) {
            if (part instanceof Class<?> type) {
                Scalars.TEXT.write(out, out.named(type).name);
            } else {
                write(out, (Codec<?>) part);
            }
        }
        out.end();
    }

    static Codec<?> read(FormatReader in) {
        FormatType next = in.next();
        if (next == FormatType.TEXT) {
            String name = in.text();
            Codec<?> constant = CONSTANTS.get(name);
            if (constant == null) {
                throw in.fault("there is no codec " + name);
            }
            return constant;
        }
        if (next != FormatType.ARRAY) {
            throw in.fault(next + " in the place of a codec");
        }
        return readParts(in);
    }

    private static Codec<?> readParts(FormatReader in) {
        long count = in.begin();
        if (count < 2) {
            throw in.fault("a codec of " + count + " parts");
        }
        String kind = in.key();
        List<Object> parts = new ArrayList<>(List.of(kind));
        if (isOfClass(kind)) {
            parts.add(in.named(in.key()).type);
        }
        while (parts.size() < count) {
            parts.add(read(in));
        }
        in.end();
        Codec<?> known = in.codecs().get(parts);
        if (known == null) {
            known = make(in, parts);
            in.codecs().put(parts, known);
        }
        return known;
    }

    private static Codec<?> make(FormatReader in, List<Object> parts) {
        try {
            return make(parts);
        } catch (CodecException | ClassCastException | IndexOutOfBoundsException e) {
            throw in.fault("no codec is made of " + parts, e);
        }
    }

    private static Codec<?> make(List<Object> parts) {
        String kind = (String) parts.getFirst();
        int last = parts.size() - 1;
        if (!kind.equals(RECORD) && last != (kind.equals(MAP) ? 2 : 1)) {
            throw new IndexOutOfBoundsException(last + " parts");
        }
        return switch (kind) {
            case ENUMERATION -> enumeration((Class<?>) parts.get(1));
            case RECORD ->
                Codec.record(
                        ((Class<?>) parts.get(1)).asSubclass(Record.class),
                        parts.subList(2, parts.size()).toArray(Codec<?>[]::new));
            case VECTOR -> PVector.codec((Codec<?>) parts.get(1));
            case SET -> PSet.codec((Codec<?>) parts.get(1));
            case MAP -> PMap.codec((Codec<?>) parts.get(1), (Codec<?>) parts.get(2));
            default -> throw new IndexOutOfBoundsException("there is no " + kind);
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the codec refuses what is not the class of an enum
    private static Codec<?> enumeration(Class<?> type) {
        return Codec.enumeration((Class) type);
    }
}
