package dev.cairn.internal.slot;

import org.jspecify.annotations.Nullable;

/**
 * Stands for a value that is not equal to its own copy, such as an array or a record with one: two are equal if one codec finds
 * the values equal.
 */
final class Likeness {
    private static final long SEED = 0x5DEE_CE66_D1CE_4E5BL;

    private final SlotCodec<?> codec;
    private final Object prepared;

    /** Stands for what {@code codec} prepared. */
    Likeness(SlotCodec<?> codec, Object prepared) {
        this.codec = codec;
        this.prepared = prepared;
    }

    /** {@code value} itself if it is equal to a copy that {@code codec} makes; else what stands for it. */
    static <T extends @Nullable Object> @Nullable Object of(SlotCodec<T> codec, T value) {
        if (value == null) {
            return null;
        }
        Object prepared = codec.prepare(value);
        T copy = codec.restore(prepared);
        return copy != null && value.equals(copy) && value.hashCode() == copy.hashCode()
                ? value
                : new Likeness(codec, prepared);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Likeness that && codec.equals(that.codec) && codec.isSame(prepared, that.prepared);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(codec.hash(prepared, SEED));
    }
}
