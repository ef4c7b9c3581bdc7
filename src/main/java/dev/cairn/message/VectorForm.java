package dev.cairn.message;

import dev.cairn.PVector;
import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.SlotCodec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Vectors with one codec, as arrays of what it keeps. */
record VectorForm<T extends @Nullable Object>(Codec<T> codec) implements Form {
    @Override
    public void write(FormatWriter out, @Nullable Object value) {
        PVector<?> vector = (PVector<?>) Objects.requireNonNull(value);
        Elements.write(out, vector, vector.size(), CodecForms.elements(codec));
    }

    @Override
    @SuppressWarnings("unchecked") // the form of what the codec keeps reads only that
    public Object read(FormatReader in, FormatType next) {
        Elements.requireShape(in, SlotCodec.of(codec).shape());
        PVector.Builder<T> builder = PVector.builder(in.options().store(), codec);
        Elements.read(in, next, CodecForms.elements(codec), element -> builder.append((T) element));
        return builder.build();
    }
}
