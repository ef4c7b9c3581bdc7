package dev.cairn.codec;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns the elements of a collection into bytes off the heap, and back into values.
 *
 * <p>The constants and factories here make codecs. For a type of your own write an {@link Encoding} and pass it to {@link #of}. Do not
 * implement this interface: collections refuse such a codec. Codecs have no state; threads and stores may share them.
 *
 * <p>A codec without null refuses a null element by a {@link NullPointerException} that names the codec. It refuses any other value that it
 * cannot keep by a {@link CodecException}. Both come before a store is touched.
 *
 * <p>A codec decides which elements are equal: as keys of a map, as elements of a set, and in two collections with equal codecs.
 * It hashes and compares the encoded bytes in place, so equal values must have equal bytes. With {@link #of} and {@link #ofBytes} your code
 * is responsible for that. With the other codecs two values are equal as their {@code equals} says, but arrays are if their contents are,
 * and records if their components are, whatever their own {@code equals} says. NaN is one key; 0.0 and -0.0 are two. Only {@link #object},
 * {@link #standard} and {@link #sameArrays} call the {@code hashCode} and {@code equals} of the values.
 *
 * <p>Collections with different codecs, and views as collections of {@code java.util}, compare elements by the {@code equals} of the
 * elements. If an element is not equal to its own copy by that (an array, a record with an array, an object of a class without {@code
 * equals}), they compare it as its codec does. The hash codes of collections agree with that. They are those of {@code java.util} if all
 * elements are equal to their copies.
 *
 * <p>The hashes of keys depend on a random seed of each store. So nobody can choose keys that make a map slow, except by the {@code
 * hashCode} that the three codecs above call.
 *
 * <p>Java's serialization can write codecs: a stream has the name of a codec and its parts. So the arguments of {@link #of} and {@link
 * #ofBytes} have to be {@link java.io.Serializable} for that. Elements are written as their codec keeps them. {@link #standard}, {@link
 * #any} and {@link #record} write values of classes that they do not know as objects, which have to be serializable.
 *
 * @param <T> the elements
 */
@SuppressWarnings("unused") // T is the type of the elements
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
     * Any string, also with lone surrogates. 24 bytes an element. A string of more than 16 characters (8 if a character is above U+00FF)
     * takes one more block, of a byte or two a character.
     */
    Codec<String> STRING = new Codecs.OfString();

    /** Copies of byte arrays. 24 bytes an element. An array of more than 16 bytes takes one more block. */
    Codec<byte[]> BYTES = new Codecs.OfBytes();

    /**
     * The constants of {@code type}, two bytes an element. In a store in a file slots do not depend on the order of the constants: the store
     * has a list of their names. A later program may have more constants, fewer, or the same in another order. Reading one that its class
     * does not have throws a {@link CodecException}.
     */
    static <E extends Enum<E>> Codec<E> enumeration(Class<E> type) {
        return new Codecs.OfEnum<>(type);
    }

    /**
     * Records, component by component. Components that are primitives, boxes, String, byte[], enums, or records of these are kept by their
     * own codecs. Components of the other types of {@link #any} are kept by {@code any}. All other components are kept by {@link
     * #standard}, also those by which a record contains itself. Records are written by their accessors, and read by their canonical
     * constructor. Only components that {@code any} or {@code standard} keeps may be null.
     *
     * @throws CodecException if the record is not accessible, or if it is too wide
     */
    static <R extends Record> Codec<R> record(Class<R> type) {
        return Codecs.Components.record(type);
    }

    /**
     * Records, component by component, each by the codec that is given for it.
     *
     * @throws CodecException if there are more or fewer codecs than components, if the record is not accessible, or if it
     *     is too wide
     */
    static <R extends Record> Codec<R> record(Class<R> type, Codec<?>... components) {
        return new Codecs.OfRecord<>(type, components);
    }

    /**
     * Any mix of null, Boolean, Byte, Short, Character, Integer, Long, Float, Double, String and byte[], and of BigInteger,
     * BigDecimal, UUID and the dates, times, durations and offsets of {@code java.time}. 24 bytes an element, and one more block for long
     * values as with {@link #STRING} and {@link #BYTES}. A value of another class is refused by a {@link CodecException}; {@link #standard}
     * keeps any.
     */
    static Codec<@Nullable Object> any() {
        return Codecs.ANY;
    }

    /**
     * Any value, and null. Factories without a codec use this one. 24 bytes an element, and one more block for most values of more than 16
     * bytes.
     *
     * <p>Two kinds of values lie off the heap: those of {@link #any}, and immutable values that can be made again of their bytes, equal and
     * of the same class. These are enums, {@code Optional}, {@code URI}, records, and the lists, sets, maps and entries of {@code List.of},
     * {@code Stream.toList}, {@code Set.of} and so on, of up to about 1,000 values. Reading makes a new value. A collection of this library
     * is kept as a reference to it, if it lies in the same store. An array is copied when it is put in and when it is read; arrays in an
     * array are not copied.
     *
     * <p>Any other value stays the object itself, as in a collection of {@code java.util}, and as with {@link #object}: an
     * {@code ArrayList}, a {@code Date}, an array in a record, an instance of your own class. So does a record whose constructor
     * or accessors change a component, that is not accessible, or whose class loader may be unloaded before this library.
     *
     * <p>A store in a file refuses values that would stay objects, by a {@code NotPortableException}. It also refuses keys and
     * elements of sets that are found by a {@code hashCode} of their own class, such as records: that may differ in the next process. {@link
     * #record} keeps these. Records and enums are found there by the names of their classes and components.
     *
     * <p>As keys, and where collections are compared, two values are equal as their own {@code equals} says, and arrays by their contents.
     * Strings, numbers and enums are as fast as with {@link #any}.
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // it gives back only what was put in as a T
    static <T extends @Nullable Object> Codec<T> standard() {
        return (Codec<T>) Codecs.STANDARD;
    }

    /**
     * As {@link #standard}, but an array stays the object itself: it is not copied, later changes of it are seen, and it is
     * equal to no other array. So elements are as in a collection of {@code java.util}, except that some are read as an equal
     * copy. The collections of {@code dev.cairn.vavr} use this codec.
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // it gives back only what was put in as a T
    static <T extends @Nullable Object> Codec<T> sameArrays() {
        return (Codec<T>) Codecs.SAME_ARRAYS;
    }

    /**
     * Any Java object, and null. Objects stay on the heap, so an element cannot leave the process. A store in a file refuses collections
     * with this codec. Four bytes an element, a block of
     * 16, and about 110 bytes of heap. Keys are compared by their own {@code hashCode} and {@code equals}.
     *
     * <p>An object is reachable from the versions that hold it, as in any collection. If it refers to such a version, both are collected
     * together. A version may keep objects that only older versions hold, until the changes have added about twice as many objects as the
     * collection needs. A version in an atom, or in a letter in a mailbox, keeps its objects until it is replaced or taken. So an object
     * that refers to the mailbox in which it waits stays until the letter is taken or the mailbox is closed.
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // it gives back only what was put in as a T
    static <T extends @Nullable Object> Codec<T> object() {
        return (Codec<T>) Codecs.OBJECT;
    }

    /**
     * Values as the arrays of bytes that {@code toBytes} returns, kept as {@link #BYTES} keeps arrays. Neither
     * function is called while the store is being changed. Values are equal if their bytes are.
     */
    static <T> Codec<T> ofBytes(Function<? super T, byte[]> toBytes, Function<byte[], ? extends T> fromBytes) {
        return new Codecs.OfFunctions<>(toBytes, fromBytes, "");
    }

    /**
     * The codec that keeps values as {@code encoding} writes them. It calls {@code width} and {@code extents} of the encoding once, now.
     *
     * @throws CodecException if they return a number out of range, or throw
     */
    static <T> Codec<T> of(Encoding<T> encoding) {
        return new Codecs.OfEncoding<>(encoding, "");
    }

    /**
     * This codec with a name, which stands for how its bytes are to be read. Only for codecs of {@link #of} and {@link #ofBytes}. A store
     * in a file refuses them without a name: a later program could not know by which encoding the elements were written. Choose a name that
     * no other library chooses, with a number that you change when the bytes change: {@code "com.acme.Money/2"}.
     *
     * <p>Two codecs with one name are equal, if their slots are alike. So a collection with one of them is also read by the other: the name
     * is your promise that both write and read the same bytes.
     *
     * @throws UnsupportedOperationException for all other codecs, which a store knows
     * @throws IllegalArgumentException if the name has no characters, or blanks only
     */
    Codec<T> named(String name);

    /** The name that {@link #named} gave to this codec; empty if it has none. */
    Optional<String> name();
}
