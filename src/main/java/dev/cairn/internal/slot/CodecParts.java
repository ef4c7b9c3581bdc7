package dev.cairn.internal.slot;

import java.util.List;

/** What a codec is made of, for those who name it to others. */
public interface CodecParts {
    /** The inside of {@code codec}, which is a {@code dev.cairn.codec.Codec} that {@link SlotCodec#of} takes. */
    static CodecParts of(Object codec) {
        return (CodecParts) codec;
    }

    /** What it is called, whatever its parts are. */
    String kind();

    /** The classes and codecs that it was made with, but for functions and encodings. */
    List<?> parts();
}
