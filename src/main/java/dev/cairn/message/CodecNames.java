package dev.cairn.message;

import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;
import dev.cairn.internal.slot.CodecParts;
import dev.cairn.internal.slot.CodecTable;
import dev.cairn.internal.slot.SlotCodec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Codecs in messages: the name of a codec, with the names of the classes and the codecs that it is made of. */
final class CodecNames {
    private static final String ENUMERATION = "Codec.enumeration";
    private static final String RECORD = "Codec.record";
    static final String VECTOR = "PVector";
    static final String MAP = "PMap";
    static final String SET = "PSet";
    static final String LONG_MAP = "LongMap";

    private CodecNames() {}

    private static boolean isOfClass(String kind) {
        return kind.equals(ENUMERATION) || kind.equals(RECORD);
    }

    static void write(FormatWriter out, Codec<?> codec) {
        CodecParts inside = CodecParts.of(codec);
        String kind = inside.kind();
        List<?> parts = inside.parts();
        if (constant(kind) != null) {
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

    /** The codec without parts that has this name, if messages may have it; else null. */
    private static @Nullable Codec<?> constant(String kind) {
        Object codec = CodecTable.constant(kind);
        return codec != null && SlotCodec.of(codec).mayBePortable() ? (Codec<?>) codec : null;
    }

    static Codec<?> read(FormatReader in) {
        FormatType next = in.next();
        if (next == FormatType.TEXT) {
            String name = in.text();
            Codec<?> constant = constant(name);
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
            return (Codec<?>) CodecTable.make((String) parts.getFirst(), parts.subList(1, parts.size()));
        } catch (CodecException | ClassCastException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw in.fault("no codec is made of " + parts, e);
        }
    }
}
