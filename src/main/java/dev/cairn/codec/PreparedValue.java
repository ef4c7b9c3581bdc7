package dev.cairn.codec;

import dev.cairn.internal.letter.LetterBridge;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.slot.Bulk;
import dev.cairn.internal.slot.Prepared;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A prepared value together with the value itself. The value is compared by its own {@code equals}, and is given back while it waits to be
 * saved.
 */
abstract sealed class PreparedValue {
    final Object value;

    private PreparedValue(Object value) {
        this.value = value;
    }

    /** Whether the bytes of the value say which other values are equal, so that no code of the value is needed. */
    boolean comparesByBytes() {
        return false;
    }

    /** Whether collections find both equal: arrays are compared by their contents. */
    static boolean isEqual(@Nullable Object value, @Nullable Object other) {
        return Objects.deepEquals(value, other);
    }

    /** The hash code of {@code value} that agrees with {@link #isEqual}. */
    static int hash(Object value) {
        return value.getClass().isArray() ? Arrays.deepHashCode(new Object[] {value}) : value.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PreparedValue that && isEqual(value, that.value);
    }

    @Override
    public int hashCode() {
        return hash(value);
    }

    /** A value that stays an object. A node stands for it. */
    static final class OfObject extends PreparedValue implements Prepared.Weighed {
        OfObject(Object value) {
            super(value);
        }

        /** An array was copied, so nobody else holds it. */
        @Override
        public int weight() {
            return value instanceof Object[] array
                    ? (int) Math.min((long) Integer.BYTES * array.length, Integer.MAX_VALUE)
                    : 0;
        }
    }

    /** A collection of this library, and how to refer to it in its store. It is made ready before it is saved. */
    static final class OfCollection extends PreparedValue implements Prepared.Waiting {
        final LetterBridge.Ready ready;

        private final Core core;

        private OfCollection(Object value, Core core, LetterBridge.Ready ready) {
            super(value);
            this.core = core;
            this.ready = ready;
        }

        static OfCollection of(LetterBridge bridge, Object version) {
            Core core = bridge.coreOf(version);
            return new OfCollection(version, core, bridge.ready(core, version));
        }

        /** Throws unless the collection lies in {@code store}. */
        void check(Core store) {
            if (core != store) {
                LetterBridge.get().ready(store, value);
            }
        }

        @Override
        public int writePending(boolean again) {
            return ready.writePending(again);
        }

        @Override
        public void writeApart() {
            ready.writeApart();
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // the question is whether both are one object
        public boolean isOne(@Nullable Object other) {
            return other instanceof OfCollection that && value == that.value;
        }

        @Override
        public int weight() {
            return ready.weight();
        }
    }

    /** A value that nobody can change, as bytes. Values in it that cannot be bytes are its parts, in the order in which the bytes name them. */
    static sealed class Packed extends PreparedValue implements Prepared.Weighed {
        static final PreparedValue[] NO_PARTS = {};

        final byte tag;
        final byte[] bytes;
        final PreparedValue[] parts;

        private Packed(Object value, byte tag, byte[] bytes, PreparedValue[] parts) {
            super(value);
            this.tag = tag;
            this.bytes = bytes;
            this.parts = parts;
        }

        /** {@code value}, which was made into {@code bytes} and {@code parts}. */
        static Packed of(Object value, byte tag, byte[] bytes, PreparedValue[] parts) {
            for (PreparedValue part : parts) {
                if (part instanceof OfCollection) {
                    return new WithCollections(value, tag, bytes, parts);
                }
            }
            return new Packed(value, tag, bytes, parts);
        }

        /** Twice the bytes, since the value is about as large as its bytes, and the parts. A part may be larger than this says. */
        @Override
        public int weight() {
            long sum = 2L * bytes.length + Prepared.weight(parts);
            return (int) Math.min(sum, Integer.MAX_VALUE);
        }

        @Override
        boolean comparesByBytes() {
            return tag <= Tags.ANY_MAX;
        }

        /** Whether both are equal already by their bytes. */
        boolean hasSameBytes(Packed other) {
            return tag == other.tag
                    && parts.length == 0
                    && other.parts.length == 0
                    && Arrays.equals(bytes, other.bytes);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return (other instanceof Packed that && hasSameBytes(that)) || (!comparesByBytes() && super.equals(other));
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }

    /** A value with collections among its parts. They may have pending edits. */
    private static final class WithCollections extends Packed implements Prepared.Waiting {
        WithCollections(Object value, byte tag, byte[] bytes, PreparedValue[] parts) {
            super(value, tag, bytes, parts);
        }

        @Override
        public int writePending(boolean again) {
            return Prepared.writePending(parts, again, Bulk.NONE);
        }

        @Override
        public void writeApart() {
            for (PreparedValue part : parts) {
                if (part instanceof Prepared.Waiting waiting) {
                    waiting.writeApart();
                }
            }
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // the question is whether both are one object
        public boolean isOne(@Nullable Object other) {
            return other instanceof WithCollections that && value == that.value;
        }
    }
}
