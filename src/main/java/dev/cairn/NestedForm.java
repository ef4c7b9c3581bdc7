package dev.cairn;

import dev.cairn.codec.Codec;
import java.io.InvalidObjectException;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;

/** What a stream of Java's serialization has for a kind of collections: its class, and the codecs of what is in it. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NestedForm(String type, Object... codecs) implements Serializable {
    static NestedForm of(String type, List<?> codecs) {
        return new NestedForm(type, codecs.toArray());
    }

    @Serial
    Object readResolve() throws InvalidObjectException {
        try {
            return codec();
        } catch (RuntimeException e) {
            throw new InvalidObjectException("no codec of collections: " + type, e);
        }
    }

    private Codec<?> codec() {
        return switch (type) {
            case "LongVector" -> NestedCodecs.LONGS;
            case "IntVector" -> NestedCodecs.INTS;
            case "DoubleVector" -> NestedCodecs.DOUBLES;
            case "PVector" -> NestedCodecs.vectors(codec(0));
            case "PMap" -> NestedCodecs.maps(codec(0), codec(1));
            case "PSet" -> NestedCodecs.sets(codec(0));
            case "Blob" -> NestedCodecs.BLOBS;
            default -> throw new IllegalArgumentException("there is no " + type);
        };
    }

    private Codec<?> codec(int index) {
        return (Codec<?>) codecs[index];
    }
}
