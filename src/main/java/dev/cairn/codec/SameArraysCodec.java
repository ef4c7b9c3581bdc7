package dev.cairn.codec;

import org.jspecify.annotations.Nullable;

/** Keeps any value as {@link StandardCodec} does, but arrays as the objects that they are, equal to no other. */
@SuppressWarnings("serial") // as BuiltInCodec
final class SameArraysCodec extends StandardCodec {
    private static final SameArraysCodec SAME_ARRAYS = new SameArraysCodec();

    private SameArraysCodec() {
        super("Codec.sameArrays()");
    }

    /** The one codec, as one for T: it gives back only what was put in as a T. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <T extends @Nullable Object> Codec<T> instance() {
        return (Codec<T>) SAME_ARRAYS;
    }

    @Override
    Object keepBytes(byte[] bytes) {
        return keepArray(bytes);
    }

    @Override
    Held keepArray(Object array) {
        return new HeldObject(new Itself(array));
    }

    @Override
    Object given(Object kept) {
        return kept instanceof Itself itself ? itself.array() : kept;
    }

    @Override
    public boolean isNatural() {
        return true;
    }

    @Override
    public @Nullable Object likeness(@Nullable Object value) {
        return value;
    }
}
