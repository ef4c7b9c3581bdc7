package dev.cairn.message;

import dev.cairn.PSet;
import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.SlotCodec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sets with one codec, as arrays of what it keeps. */
record SetForm<T extends @Nullable Object>(Codec<T> codec) implements Form {
    @Override
    public void write(FormatWriter out, @Nullable Object value) {
        PSet<?> set = (PSet<?>) Objects.requireNonNull(value);
        Elements.write(out, set, set.size(), CodecForms.elements(codec));
    }

    @Override
    @SuppressWarnings("unchecked") // the form of what the codec keeps reads only that
    public Object read(FormatReader in, FormatType next) {
        long count = in.size();
        Elements.requireShape(in, SlotCodec.of(codec).shape());
        PSet.Builder<T> builder = PSet.builder(in.options().store(), codec);
        Elements.read(in, next, CodecForms.elements(codec), element -> builder.add((T) element));
        PSet<T> set = builder.build();
        if (set.size() != count) {
            throw in.fault(count + " elements of a set, of which " + set.size() + " differ");
        }
        return set;
    }
}
