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

/** Codecs in the formats: by their names, with the names of classes and the codecs that they are made of. */
final class CodecForms {
    private static final String ENUMERATION = "Codec.enumeration";
    private static final String RECORD = "Codec.record";
    private static final String VECTOR = "PVector";
    private static final String MAP = "PMap";
    private static final String SET = "PSet";

    /** A codec that is made of nothing, and the form of what it keeps. */
    private record Constant(Codec<?> codec, Form form) {}

    private static final Map<String, Constant> CONSTANTS = Map.ofEntries(
            Map.entry("Codec.BOOLEAN", new Constant(Codec.BOOLEAN, Numbers.BOOLEAN)),
            Map.entry("Codec.BYTE", new Constant(Codec.BYTE, Numbers.BYTE)),
            Map.entry("Codec.SHORT", new Constant(Codec.SHORT, Numbers.SHORT)),
            Map.entry("Codec.CHAR", new Constant(Codec.CHAR, Numbers.CHAR)),
            Map.entry("Codec.INT", new Constant(Codec.INT, Numbers.INT)),
            Map.entry("Codec.LONG", new Constant(Codec.LONG, Numbers.LONG)),
            Map.entry("Codec.FLOAT", new Constant(Codec.FLOAT, Numbers.FLOAT)),
            Map.entry("Codec.DOUBLE", new Constant(Codec.DOUBLE, Numbers.DOUBLE)),
            Map.entry("Codec.STRING", new Constant(Codec.STRING, Texts.TEXT)),
            Map.entry("Codec.BYTES", new Constant(Codec.BYTES, Texts.OCTETS)),
            Map.entry("Codec.any()", new Constant(Codec.any(), AnyForm.ANY)),
            Map.entry("Codec.standard()", new Constant(Codec.standard(), AnyForm.ANY)),
            Map.entry("Codec.sameArrays()", new Constant(Codec.sameArrays(), AnyForm.ANY)),
            Map.entry("Blob", new Constant(Blob.codec(), BlobForm.BLOB)),
            Map.entry("LongVector", new Constant(LongVector.codec(), VectorForms.LONGS)),
            Map.entry("IntVector", new Constant(IntVector.codec(), VectorForms.INTS)),
            Map.entry("DoubleVector", new Constant(DoubleVector.codec(), VectorForms.DOUBLES)));

    private CodecForms() {}

    /** The form of the values that {@code codec} keeps, which was written or read here. */
    static Form elements(Codec<?> codec) {
        CodecParts inside = CodecParts.of(codec);
        Constant constant = CONSTANTS.get(inside.kind());
        if (constant != null) {
            return constant.form();
        }
        List<?> parts = inside.parts();
        return isOfClass(inside.kind())
                ? new DeclaredForm((Class<?>) parts.getFirst())
                : collection(
                        inside.kind(),
                        parts.stream().<Codec<?>>map(Codec.class::cast).toList());
    }

    /** The form of collections with these codecs. */
    static Form collection(String kind, List<Codec<?>> codecs) {
        return switch (kind) {
            case VECTOR -> new VectorForm<>(codecs.getFirst());
            case SET -> new SetForm<>(codecs.getFirst());
            case MAP -> new StoreMapForm<>(codecs.getFirst(), codecs.getLast());
            default -> throw new IllegalArgumentException("no collection: " + kind);
        };
    }

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
            throw new CodecException(out.format(), "what " + codec + " keeps can't leave the process");
        }
        out.beginArray(1 + parts.size());
        out.putText(kind);
        for (Object part : parts) {
            if (part instanceof Class<?> type) {
                Texts.TEXT.write(out, NamedForm.of(out, type).name());
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
            Constant constant = CONSTANTS.get(name);
            if (constant == null) {
                throw in.fault("there is no codec " + name);
            }
            return constant.codec();
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
            parts.add(NamedForm.of(in, in.key()).type());
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
