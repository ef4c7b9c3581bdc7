package dev.cairn.codec;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value that was prepared, and is needed itself when it is compared by its own {@code equals}, or given back before it was saved. */
abstract sealed class Held permits Packed, HeldObject, HeldStone {
    final Object value;

    Held(Object value) {
        this.value = value;
    }

    /** Whether what is written of it is all that tells it apart from others, so that none of its own code is needed. */
    boolean isPlain() {
        return false;
    }

    /** Whether both are equal as collections see it: arrays are by their contents. */
    static boolean isEqual(@Nullable Object value, @Nullable Object other) {
        return Objects.deepEquals(value, other);
    }

    /** The hash code of {@code value} that goes with {@link #isEqual}. */
    static int hash(Object value) {
        return value.getClass().isArray() ? Arrays.deepHashCode(new Object[] {value}) : value.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Held that && isEqual(value, that.value);
    }

    @Override
    public int hashCode() {
        return hash(value);
    }
}
