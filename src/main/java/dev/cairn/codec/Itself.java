package dev.cairn.codec;

import org.jspecify.annotations.Nullable;

/** Stands for an array that is equal to no other, whatever is in it. */
@SuppressWarnings({"ArrayRecordComponent", "ReferenceEquality"}) // compared by identity
record Itself(Object array) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Itself that && array == that.array;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(array);
    }
}
