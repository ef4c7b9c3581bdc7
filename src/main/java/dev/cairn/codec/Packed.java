package dev.cairn.codec;

import dev.cairn.internal.slot.Prepared;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A value that nobody can change, and its bytes; what is not bytes, in the order in which they name it, are its parts. */
sealed class Packed extends Held implements Prepared.Weighed {
    static final Held[] NO_PARTS = {};

    final byte tag;
    final byte[] bytes;
    final Held[] parts;

    private Packed(Object value, byte tag, byte[] bytes, Held[] parts) {
        super(value);
        this.tag = tag;
        this.bytes = bytes;
        this.parts = parts;
    }

    /** A value with collections among its parts, in which changes may wait. */
    static final class WithStones extends Packed implements Prepared.Waiting {
        WithStones(Object value, byte tag, byte[] bytes, Held[] parts) {
            super(value, tag, bytes, parts);
        }

        @Override
        public void writePending() {
            for (Held part : parts) {
                Prepared.writePending(part);
            }
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // asked for
        public boolean isOne(@Nullable Object other) {
            return other instanceof WithStones that && value == that.value;
        }
    }

    /** {@code value}, of which {@code bytes} and {@code parts} are made. */
    static Packed of(Object value, byte tag, byte[] bytes, Held[] parts) {
        for (Held part : parts) {
            if (part instanceof HeldStone) {
                return new WithStones(value, tag, bytes, parts);
            }
        }
        return new Packed(value, tag, bytes, parts);
    }

    /** The value is about as large as its bytes; a part that only the value has in it may be larger. */
    @Override
    public int weight() {
        long sum = 2L * bytes.length + Prepared.weight(parts);
        return (int) Math.min(sum, Integer.MAX_VALUE);
    }

    @Override
    boolean isPlain() {
        return tag <= Tags.PLAIN_MAX;
    }

    /** Whether the bytes of both say that they are equal. */
    boolean hasSameBytes(Packed other) {
        return tag == other.tag && parts.length == 0 && other.parts.length == 0 && Arrays.equals(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return (other instanceof Packed that && hasSameBytes(that)) || (!isPlain() && super.equals(other));
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
