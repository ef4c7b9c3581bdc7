package dev.cairn.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Stands for an array where values are compared on the heap: two are equal if the bytes are. */
@SuppressWarnings("ArrayRecordComponent") // compared by content
record Octets(byte[] bytes) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
