package dev.cairn.codec;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says how a collection keeps its elements: what each takes of the memory off the heap, and what comes back.
 *
 * <p>Codecs are made by the constants and factories here. For a type of your own write an {@link Encoding} and pass it to
 * {@link #of}; do not implement this interface, collections refuse such a codec. Codecs hold no state and may be shared by
 * threads and stores.
 *
 * <p>Where a codec has no null, a null element is refused by a {@link NullPointerException} that names the codec; what
 * else cannot be kept is refused by a {@link CodecException}. Both come before a store is touched.
 *
 * <p>A codec says what is equal: as keys of a map, as elements of a set, and as elements of two collections with equal codecs.
 * Values are hashed and compared by their encoded bytes, in place, so equal values must be encoded equally. With {@link #of}
 * and {@link #ofBytes} your code sees to that. With the others two values are the same if they are {@code equal}, where arrays are
 * equal if their contents are, and records if their components are, whatever they say themselves; NaN is one key, 0.0 and
 * -0.0 are two. Only {@link #object}, {@link #standard} and {@link #sameArrays} call the values' own {@code hashCode} and {@code equals}. Collections with different codecs,
 * and views as collections of {@code java.util}, compare elements by their own {@code equals}; such as are not equal to their own
 * copies (an array, a record with one, a class of yours without {@code equals}) as their codec does. The hash codes of collections
 * agree with all that, and are those of {@code java.util} where elements are equal to their copies.
 *
 * <p>Hashes of keys depend on a seed that each store draws at random, so nobody can choose keys that make a map slow, except by
 * the {@code hashCode} that these three call.
 *
 * <p>Java's serialization can write codecs, each by its name here and what it was made of: what is given to {@link #of} and
 * {@link #ofBytes} has to be {@link java.io.Serializable} for that. Elements are then written as their codec keeps them; what {@link #standard}, {@link
 * #any} and {@link #record} keep of other classes than their own is written as an object, and so has to be serializable.
 *
 * @param <T> the elements
 */
@SuppressWarnings("unused") // T says which elements a codec is for
public interface Codec<T extends @Nullable Object> {
    /** One byte an element. */
    Codec<Boolean> BOOLEAN = new Codecs.OfBoolean();

    /** One byte an element. */
    Codec<Byte> BYTE = new Codecs.OfByte();

    /** Two bytes an element. */
    Codec<Short> SHORT = new Codecs.OfShort();

    /** Two bytes an element. */
    Codec<Character> CHAR = new Codecs.OfChar();

    /** Four bytes an element. */
    Codec<Integer> INT = new Codecs.OfInt();

    /** Eight bytes an element. */
    Codec<Long> LONG = new Codecs.OfLong();

    /** Four bytes an element; every NaN keeps its bits. */
    Codec<Float> FLOAT = new Codecs.OfFloat();

    /** Eight bytes an element; every NaN keeps its bits. */
    Codec<Double> DOUBLE = new Codecs.OfDouble();

    /**
     * Any string, lone surrogates too. 24 bytes an element; what is longer than 16 characters (8, if one of them is above
     * U+00FF) lies outside the element in one more block, a byte or two a character.
     */
    Codec<String> STRING = new Codecs.OfString();

    /** Copies of byte arrays. 24 bytes an element; more than 16 bytes lie outside the element in one more block. */
    Codec<byte[]> BYTES = new Codecs.OfBytes();

    /** The constants of {@code type} by their ordinals, two bytes an element. */
    static <E extends Enum<E>> Codec<E> enumeration(Class<E> type) {
        return new Codecs.OfEnum<>(type);
    }

    /**
     * Records, component by component, one after another: primitives and their boxes, String, byte[], enums and records of
     * these by their own codecs, what {@link #any} keeps by that, and components of all other types, as well as those by which a
     * record has itself in it, by {@link #standard}. Reads by the canonical constructor, writes by the accessors; only what is kept
     * by {@link #any} or {@link #standard} may be null.
     *
     * @throws CodecException if the record is not accessible, or if it is too wide
     */
    static <R extends Record> Codec<R> record(Class<R> type) {
        return Codecs.Components.record(type);
    }

    /**
     * Records, component by component, each by the codec given for it.
     *
     * @throws CodecException if there are more or fewer codecs than components, if the record is not accessible, or if it
     *     is too wide
     */
    static <R extends Record> Codec<R> record(Class<R> type, Codec<?>... components) {
        return new Codecs.OfRecord<>(type, components);
    }

    /**
     * Any mix of null, Boolean, Byte, Short, Character, Integer, Long, Float, Double, String and byte[], and of BigInteger,
     * BigDecimal, UUID and the dates, times, durations and offsets of {@code java.time}; 24 bytes an element, and long ones in
     * one more block as {@link #STRING} and {@link #BYTES} keep them. A value of another class is refused by a {@link
     * CodecException}; {@link #standard} keeps any.
     */
    static Codec<@Nullable Object> any() {
        return Codecs.ANY;
    }

    /**
     * Any value, and null: what factories that are given no codec keep their elements by. 24 bytes an element, and one more block
     * for most of what is larger than 16 bytes.
     *
     * <p>Off the heap lies what {@link #any} keeps, and what nobody can change, if what is made of the bytes again is equal and of
     * the same class: enums, {@code Optional}, {@code URI}, records, and the lists, sets, maps and entries of {@code List.of},
     * {@code Stream.toList}, {@code Set.of} and so on, of up to about 1,000 values. They are read by making a new one. Collections
     * of this library are kept as references to them, if they lie in the same store. An array is copied when it is put in, and when
     * it is read; arrays in an array are not.
     *
     * <p>Anything else stays the object itself, as in a collection of {@code java.util}, and as with {@link #object}: an
     * {@code ArrayList}, a {@code Date}, an array in a record, an instance of a class of your own. So do records whose constructor
     * or accessors change a component, that are not accessible, or that were loaded by a class loader that may go before this
     * library does.
     *
     * <p>As keys, and where collections are compared, two values are equal as they say themselves, and arrays by their contents.
     * Strings, numbers and enums take the fast way of {@link #any}.
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // it gives back only what was put in as a T
    static <T extends @Nullable Object> Codec<T> standard() {
        return (Codec<T>) Codecs.STANDARD;
    }

    /**
     * As {@link #standard}, but an array stays the object itself: it is not copied, changes made to it later are seen, and it is
     * equal to no other. So elements are what they are in a collection of {@code java.util}, but that some are read as an equal
     * copy. The collections in {@code dev.cairn.vavr} keep their elements by it.
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // it gives back only what was put in as a T
    static <T extends @Nullable Object> Codec<T> sameArrays() {
        return (Codec<T>) Codecs.SAME_ARRAYS;
    }

    /**
     * Any Java objects, and null. They stay on the heap; such an element cannot leave the process. Four bytes an element, a block of
     * 16, and about 110 bytes of heap. As keys they are compared by their own {@code hashCode} and {@code equals}.
     *
     * <p>An object is reachable from the versions that hold it, as in any collection: one that refers to a version that it is in is
     * collected together with it. A version may keep an object longer that only older versions hold, until the objects that changes
     * added are about twice as many as the collection needs. A version in an atom, or in a letter that waits in a mailbox, keeps its
     * objects until it is replaced or taken. So an object that refers to the mailbox that it waits in stays until the letter is taken, or
     * the mailbox is closed.
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // it gives back only what was put in as a T
    static <T extends @Nullable Object> Codec<T> object() {
        return (Codec<T>) Codecs.OBJECT;
    }

    /**
     * Values as the arrays of bytes that {@code toBytes} makes of them, kept as {@link #BYTES} keeps arrays. Neither
     * function is called while the store is being changed. As keys, values are equal if their bytes are.
     */
    static <T> Codec<T> ofBytes(Function<? super T, byte[]> toBytes, Function<byte[], ? extends T> fromBytes) {
        return new Codecs.OfFunctions<>(toBytes, fromBytes);
    }

    /**
     * The codec that keeps values as {@code encoding} writes them. Asks for its width and its extents now, once.
     *
     * @throws CodecException if these are out of range, or if asking for them throws
     */
    static <T> Codec<T> of(Encoding<T> encoding) {
        return new Codecs.OfEncoding<>(encoding);
    }
}
