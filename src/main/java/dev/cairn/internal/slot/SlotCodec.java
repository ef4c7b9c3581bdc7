package dev.cairn.internal.slot;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.node.Shape;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes values into slots of one shape and reads them back. Users see it as {@code dev.cairn.codec.Codec}.
 *
 * @param <T> the values
 */
public interface SlotCodec<T extends @Nullable Object> {
    /**
     * The slot codec of {@code codec}, which is a {@code dev.cairn.codec.Codec<T>}. Its factories make slot codecs only.
     *
     * @throws IllegalArgumentException if no factory made it
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <T extends @Nullable Object> SlotCodec<T> of(Object codec) {
        if (codec instanceof SlotCodec<?> slots) {
            return (SlotCodec<T>) slots;
        }
        throw new IllegalArgumentException(codec.getClass().getName()
                + " was not made by a factory of Codec; implement Encoding and pass it to Codec.of");
    }

    /** The layout of a slot. */
    Shape shape();

    /**
     * Turns a value into the prepared value that {@link #save} writes. Before the store is touched, this runs all user code and copies
     * the parts that the caller might change. The result is immutable and may wait on the heap in a log. If it is or has a collection
     * with pending edits, it is a {@link Prepared.Waiting}, or an array with such.
     *
     * @throws NullPointerException if the value or a part of it is null and the codec has no null
     * @throws RuntimeException a CodecException if the value cannot be encoded
     */
    Object prepare(T value);

    /**
     * As {@link #prepare}, for a value that is hashed and compared next. All methods that take a prepared value take this one, too, and
     * find it equal; it may be larger on the heap.
     */
    default Object prepareKey(T value) {
        return prepare(value);
    }

    /**
     * As {@link #prepare}, for a value that is saved in {@code core} at once: makes its collections ready to be saved.
     *
     * @throws RuntimeException a ForeignStoreException if the value is, or has in it, a collection of another store
     */
    default Object prepareFor(Core core, T value) {
        Object prepared = prepare(value);
        check(core, prepared);
        Prepared.writePending(prepared);
        return prepared;
    }

    /**
     * Called before a collection with this codec is made in {@code core}, which is in a file. Makes known there what the slots refer to,
     * such as the constants of an enum. The caller holds no stripe.
     *
     * @throws RuntimeException a NotPortableException if another process could not read the slots
     */
    default void enter(Core core) {}

    /** Throws unless the prepared value can be saved in {@code core}. */
    default void check(Core core, Object prepared) {}

    /**
     * The prepared value of an equal value in another store. {@code move} maps each collection in it to a collection there. Returns
     * {@code prepared} if it has no collection.
     */
    default Object move(Object prepared, UnaryOperator<Object> move) {
        return prepared;
    }

    /** The value of a prepared value. */
    T restore(Object prepared);

    /** Reads the value of the slot at {@code at}; borrows the slot's references. May take a stripe, so no caller holds one. */
    T load(Core core, long at);

    /**
     * The prepared value of the value in the slot at {@code at}, if the slot refers to nothing and no user code has to run; else null.
     */
    default @Nullable Object copyAt(Core core, long at) {
        return null;
    }

    /** Whether {@link #copyAt} copies every value whose slot refers to nothing. */
    default boolean copiesAll() {
        return false;
    }

    /**
     * Writes a prepared value without pending edits into a slot of zeros; allocates through {@code stripe}. The slot owns every reference
     * in it, also if this throws {@code OutOfBlocks} half-way.
     */
    void save(Core core, Stripe stripe, long at, Object prepared);

    /** Whether a slot means the same in every process that can read it and the nodes to which it refers. */
    default boolean isPortable() {
        return true;
    }

    /** Whether some values are portable; {@link #isPortable(Object)} says it of one value. */
    default boolean mayBePortable() {
        return isPortable();
    }

    /** As {@link #isPortable()}, for the slot of {@code value}. */
    default boolean isPortable(T value) {
        return isPortable();
    }

    /** Whether the slot of the prepared value holds a reference. */
    default boolean bears(Object prepared) {
        return shape().references() > 0;
    }

    /**
     * Whether a slot may lead to nodes that lead to the slot's own node: it takes collections of any type. If such a slot were written
     * into a node of an older version, and led to that version, then the nodes would form a circle, and no count in a circle falls to
     * zero. So it is written into new nodes only. Collections whose elements have fixed types never close a circle, and neither do
     * objects of the heap: they are kept by handles.
     */
    default boolean mayLeadBack() {
        return false;
    }

    /** As {@link #mayLeadBack()}, for the slot of the prepared value. */
    default boolean mayLeadBack(Object prepared) {
        return mayLeadBack() && Prepared.hasCollection(prepared);
    }

    /** Saves a prepared value in a slot of zeros that nobody else sees, unless the slot would hold a reference; returns whether it did. */
    @SuppressWarnings("NullAway") // without references the stripe is not used
    default boolean trySave(Core core, long at, Object prepared) {
        if (bears(prepared)) {
            return false;
        }
        save(core, null, at, prepared);
        return true;
    }

    /**
     * Saves a value that needs no preparation in a slot of zeros that nobody else sees; returns whether it did. The other values are
     * prepared first.
     */
    default boolean trySavePlain(Core core, long at, T value) {
        return false;
    }

    /** Whether a slot is a long, eight bytes, and a prepared value is a Long, which may also be kept as the long itself. */
    default boolean isLong() {
        return false;
    }

    /** Whether two prepared values are equal. */
    default boolean isSame(Object prepared, Object other) {
        return Objects.deepEquals(prepared, other);
    }

    /**
     * Whether values that this codec finds equal are also equal by their own {@code equals}, and have equal hash codes. A codec that
     * returns true does not override {@link #likeness}.
     */
    default boolean isNatural() {
        return false;
    }

    /**
     * An object that stands for {@code value} among values on the heap, whatever their codecs. Values that this codec finds equal have
     * likenesses that are equal and have equal hash codes. Most values are equal to their copies, and are their own likeness. An array,
     * or a record with an array, is not; its likeness compares content. Runs the value's own {@code equals} and {@code hashCode}, and
     * the code that {@link #prepare} and {@link #restore} run.
     */
    default @Nullable Object likeness(T value) {
        return isNatural() ? value : Likeness.of(this, value);
    }

    /** A key on the heap for {@code value}. The keys of two values are equal exactly if this codec finds the values equal. */
    default Object key(T value) {
        return new Likeness(this, prepare(value));
    }

    /**
     * Whether {@link #hash}, {@link #hashAt}, {@link #isAt} and {@link #isSame} decode the values and call their own
     * {@code hashCode} and {@code equals}, as the defaults here do. That is user code, which may do anything, so none of the four is
     * called while a stripe is held. A codec that returns false overrides all four: they compare the bytes in place, run no user code,
     * and throw nothing.
     */
    default boolean comparesByUserCode() {
        return true;
    }

    /** As {@link #comparesByUserCode()}, for one prepared value only. */
    default boolean comparesByUserCode(Object prepared) {
        return comparesByUserCode();
    }

    /**
     * The hash of a prepared value. Every slot of the value has the same hash, with the same seed, in any store. Equal values have equal
     * hashes; other values almost never, as far as 64 bits (or the 32 bits of their own {@code hashCode}) can tell.
     */
    default long hash(Object prepared, long seed) {
        return Hash.of(Objects.hashCode(restore(prepared)), seed);
    }

    /** The hash of the value in the slot at {@code at}; borrows the slot's references. */
    default long hashAt(Core core, long at, long seed) {
        try (var _ = core.hold()) {
            return Hash.of(Objects.hashCode(load(core, at)), seed);
        }
    }

    /**
     * Whether the slot at {@code at} holds the prepared value; borrows the slot's references. Values are compared by their {@code equals},
     * arrays by their content, and values that user code encodes by their bytes.
     */
    default boolean isAt(Core core, long at, Object prepared) {
        try (var _ = core.hold()) {
            return Objects.equals(restore(prepared), load(core, at));
        }
    }

    /** Whether two slots of this codec in one store hold equal values; borrows their references. */
    default boolean isSame(Core core, long a, long b) {
        try (var _ = core.hold()) {
            return Objects.equals(load(core, a), load(core, b));
        }
    }

    /**
     * Stands on the heap for a value that is not equal to its own copy, such as an array or a record with an array. Two are equal if one
     * codec finds their values equal.
     */
    final class Likeness {
        private static final long SEED = 0x5DEE_CE66_D1CE_4E5BL;

        private final SlotCodec<?> codec;
        private final Object prepared;

        private Likeness(SlotCodec<?> codec, Object prepared) {
            this.codec = codec;
            this.prepared = prepared;
        }

        /** {@code value} itself if it is equal to a copy that {@code codec} makes; else its likeness. */
        private static <T extends @Nullable Object> @Nullable Object of(SlotCodec<T> codec, T value) {
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
}
