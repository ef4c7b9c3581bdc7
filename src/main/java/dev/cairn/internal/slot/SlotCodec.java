package dev.cairn.internal.slot;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.node.Shape;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes values into slots of one shape and reads them back. What users see of it is {@code dev.cairn.codec.Codec}.
 *
 * @param <T> the values
 */
public interface SlotCodec<T extends @Nullable Object> {
    /**
     * The inside of {@code codec}, which is a {@code dev.cairn.codec.Codec<T>}: all that its factories make are slot codecs.
     *
     * @throws IllegalArgumentException if it was made elsewhere
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <T extends @Nullable Object> SlotCodec<T> of(Object codec) {
        if (codec instanceof SlotCodec<?> slots) {
            return (SlotCodec<T>) slots;
        }
        throw new IllegalArgumentException(codec.getClass().getName()
                + " was not made by a factory of Codec; implement Encoding and pass it to Codec.of");
    }

    /** The slot's layout. */
    Shape shape();

    /**
     * Turns a value into what {@link #save} writes. Runs all user code there is, and copies what the caller might change,
     * before the store is touched; what it returns is immutable and may wait on the heap in a delta. What is, or has in it,
     * something that may not be written yet is {@link Prepared.Waiting}, or an array of such.
     *
     * @throws NullPointerException if the value or a part of it is null and the codec has no null
     * @throws RuntimeException a CodecException if the value cannot be encoded
     */
    Object prepare(T value);

    /**
     * As {@link #prepare}, for a value that is hashed and compared next. All that take what is prepared take this, too, and
     * find it the same; it may be larger on the heap.
     */
    default Object prepareKey(T value) {
        return prepare(value);
    }

    /**
     * As {@link #prepare}, for what is to be saved in {@code core} at once: all that waits in it is written.
     *
     * @throws RuntimeException a ForeignStoreException if the value is, or has in it, a collection of another store
     */
    default Object prepareFor(Core core, T value) {
        Object prepared = prepare(value);
        check(core, prepared);
        Prepared.writePending(prepared);
        return prepared;
    }

    /** Throws unless what was prepared can be saved in {@code core}. */
    default void check(Core core, Object prepared) {}

    /**
     * What {@link #prepare} would return for an equal value in another store: {@code move} gives the collection there for each that is
     * prepared in it. Itself if there is none.
     */
    default Object move(Object prepared, UnaryOperator<Object> move) {
        return prepared;
    }

    /** The value that was prepared. */
    T restore(Object prepared);

    /** Reads the value of the slot at {@code at}; borrows what the slot refers to. May take a stripe, so no caller holds one. */
    T load(Core core, long at);

    /**
     * What {@link #prepare} makes of the value in the slot at {@code at}, if the slot refers to nothing and none of a user's
     * code runs; else null.
     */
    default @Nullable Object copyAt(Core core, long at) {
        return null;
    }

    /** Whether {@link #copyAt} copies every value whose slot refers to nothing. */
    default boolean copiesAll() {
        return false;
    }

    /**
     * Writes a prepared value, of which nothing waits, into a slot of zeros; allocates through {@code stripe}. Every reference in the slot is then
     * owned by the slot, also if this throws {@code OutOfBlocks} half-way.
     */
    void save(Core core, Stripe stripe, long at, Object prepared);

    /** Whether a slot means the same in every process that can read it and what it refers to. */
    default boolean isPortable() {
        return true;
    }

    /** Whether a slot may be portable, of which {@link #isPortable(Object)} knows more. */
    default boolean mayBePortable() {
        return isPortable();
    }

    /** As {@link #isPortable()}, of the slot that {@code value} would be saved in. */
    default boolean isPortable(T value) {
        return isPortable();
    }

    /** Whether the slot that the prepared value is saved in holds a reference. */
    default boolean bears(Object prepared) {
        return shape().references() > 0;
    }

    /** Saves a prepared value in a slot of zeros that nobody else sees, unless that would hold a reference; returns whether it did. */
    @SuppressWarnings("NullAway") // nothing is done to references under the stripe
    default boolean trySave(Core core, long at, Object prepared) {
        if (bears(prepared)) {
            return false;
        }
        save(core, null, at, prepared);
        return true;
    }

    /** Whether two prepared values are equal. */
    default boolean isSame(Object prepared, Object other) {
        return Objects.deepEquals(prepared, other);
    }

    /**
     * Whether values that this codec finds equal are so by their own {@code equals}, with equal hash codes. A codec that says
     * true does not override {@link #likeness}.
     */
    default boolean isNatural() {
        return false;
    }

    /**
     * What stands for {@code value} among values on the heap, whatever their codecs: the likenesses of values that this codec
     * finds equal are equal and have equal hash codes. It is the value itself if that is equal to its copies, as most are; an
     * array or a record with an array is not, and something that compares content stands for it. Runs the value's own {@code
     * equals} and {@code hashCode}, and what {@link #prepare} and {@link #restore} run.
     */
    default @Nullable Object likeness(T value) {
        return isNatural() ? value : Likeness.of(this, value);
    }

    /** What stands for {@code value} as a key on the heap: it is equal to that of another exactly if this codec finds both equal. */
    default Object key(T value) {
        return new Likeness(this, prepare(value));
    }

    /**
     * Whether {@link #hash}, {@link #hashAt}, {@link #isAt} and {@link #isSame} decode the values and call their own
     * {@code hashCode} and {@code equals}, as they do here. That is user code: it may do anything, so none of the four is
     * called while a stripe is held. A codec that says false overrides all four: they look at the bytes in place, run nothing
     * but ours, and throw nothing.
     */
    default boolean comparesByUserCode() {
        return true;
    }

    /** As {@link #comparesByUserCode()}, of no other value than the one that was prepared. */
    default boolean comparesByUserCode(Object prepared) {
        return comparesByUserCode();
    }

    /**
     * The hash of a prepared value: that of every slot it is saved in, with the same seed, in any store. Equal values have
     * equal hashes; others almost never, as far as 64 bits (or the 32 of their own {@code hashCode}) can tell.
     */
    default long hash(Object prepared, long seed) {
        return Hash.of(Objects.hashCode(restore(prepared)), seed);
    }

    /** The hash of the value in the slot at {@code at}; borrows what the slot refers to. */
    default long hashAt(Core core, long at, long seed) {
        try (var _ = core.hold()) {
            return Hash.of(Objects.hashCode(load(core, at)), seed);
        }
    }

    /**
     * Whether the slot at {@code at} holds the value that was prepared; borrows what the slot refers to. Values are equal as
     * their {@code equals} says, arrays by their content; those that user code encodes, if their bytes are equal.
     */
    default boolean isAt(Core core, long at, Object prepared) {
        try (var _ = core.hold()) {
            return Objects.equals(restore(prepared), load(core, at));
        }
    }

    /** Whether two slots of this codec in one store hold equal values; borrows what they refer to. */
    default boolean isSame(Core core, long a, long b) {
        try (var _ = core.hold()) {
            return Objects.equals(load(core, a), load(core, b));
        }
    }
}
