package dev.cairn.codec;

import org.jspecify.annotations.Nullable;

/** Keeps any value as the standard codec does, but an array stays the object itself, equal to no other. */
@SuppressWarnings("serial") // as BuiltInCodec
abstract class SameArraysCodec extends StandardCodec {
    SameArraysCodec() {
        super("Codec.sameArrays()");
    }

    @Override
    Object keepBytes(byte[] bytes) {
        return keepArray(bytes);
    }

    @Override
    PreparedValue keepArray(Object array) {
        return new PreparedValue.OfObject(new ObjectCodec.Itself(array));
    }

    @Override
    Object given(Object kept) {
        return kept instanceof ObjectCodec.Itself itself ? itself.array() : kept;
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
