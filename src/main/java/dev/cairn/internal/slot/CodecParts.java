package dev.cairn.internal.slot;

import java.util.List;

/** The parts of a codec, for code that describes the codec. */
public interface CodecParts {
    /** The parts of {@code codec}, which is a {@code dev.cairn.codec.Codec} that {@link SlotCodec#of} takes. */
    static CodecParts of(Object codec) {
        return (CodecParts) codec;
    }

    /** The descriptor of {@code codec}, which is as for {@link #of}. */
    static Descriptor describe(Object codec) {
        return of(codec).descriptor();
    }

    /** The descriptor of a codec of this kind whose parts are the codecs of its elements. */
    static Descriptor describe(String kind, List<?> codecs) {
        return Descriptor.of(
                Descriptor.word(kind),
                null,
                codecs.stream()
                        .map(codec -> new Descriptor.Part("", describe(codec)))
                        .toList());
    }

    /** The name of this kind of codec. */
    String kind();

    /** The classes and codecs from which it was made, without functions and encodings. */
    List<?> parts();

    /** A class of which all values are instances; Object if they are of several classes, or of one that is not known. */
    Class<?> values();

    /** What this codec keeps and how, by value. */
    Descriptor descriptor();
}
