package dev.cairn.vavr;

import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.Version;
import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;
import java.io.InvalidObjectException;
import java.util.ArrayList;
import java.util.function.Function;
import java.util.stream.Collector;

/** The codec of collections that are made without one; it keeps any value, as Vavr's collections do. And helpers of all three classes. */
final class Defaults {
    private static final Codec<?> CODEC = Codec.sameArrays();
    private static final PVector<?> VECTOR = PVector.empty(CODEC);
    private static final PSet<?> SET = PSet.empty(CODEC);

    private Defaults() {}

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // it keeps any type
    static <T> Codec<T> codec() {
        return (Codec<T>) CODEC;
    }

    /** A builder of an empty vector with the default codec in the standard store. */
    static <T> PVector.Builder<T> vector() {
        return Defaults.<T>emptyVector().toBuilder();
    }

    /** A builder of an empty set with the default codec in the standard store. */
    static <T> PSet.Builder<T> set() {
        return Defaults.<T>emptySet().toBuilder();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // it has no elements
    static <T> PVector<T> emptyVector() {
        return (PVector<T>) VECTOR;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // it has no elements
    static <T> PSet<T> emptySet() {
        return (PSet<T>) SET;
    }

    static boolean isDefault(Codec<?> codec) {
        return codec.equals(CODEC);
    }

    static boolean isDefault(PVector<?> elements) {
        return isDefault(elements.codec()) && elements.store() == Store.standard();
    }

    static boolean isDefault(PSet<?> elements) {
        return isDefault(elements.codec()) && elements.store() == Store.standard();
    }

    static boolean isDefault(PMap<?, ?> entries) {
        return isDefault(entries.keyCodec()) && isDefault(entries.valueCodec()) && entries.store() == Store.standard();
    }

    /** Whether {@code codec} may keep {@code value} as the object itself, so that an equal value can be another object. */
    static boolean keepsItself(Codec<?> codec, Object value) {
        return switch (value) {
            case null -> false;
            case String _, Boolean _, Character _, Enum<?> _ -> false;
            case Byte _, Short _, Integer _, Long _, Float _, Double _ -> false;
            default -> isDefault(codec) || codec.equals(Codec.object());
        };
    }

    /** The result of {@code lookup} for {@code key}; {@code absent} if {@code codec} cannot keep such a key. */
    static <K, R> R find(Codec<K> codec, K key, Function<? super K, ? extends R> lookup, R absent) {
        if (isDefault(codec)) {
            return lookup.apply(key);
        }
        try {
            return lookup.apply(key);
        } catch (CodecException | NullPointerException e) {
            return absent;
        }
    }

    /** A collector of the type that Vavr's collectors have. It collects on the heap and passes all to {@code finisher}. */
    @SuppressWarnings("NonApiType") // as Vavr's
    static <T, R> Collector<T, ArrayList<T>, R> collector(Function<ArrayList<T>, R> finisher) {
        return Collector.of(
                ArrayList::new,
                ArrayList::add,
                (first, second) -> {
                    first.addAll(second);
                    return first;
                },
                finisher);
    }

    /** {@code version}, which was read from a stream. Throws if it is null. */
    static <V extends Version> V requireRead(V version) throws InvalidObjectException {
        if (version == null) {
            throw new InvalidObjectException("the stream has null in the place of a collection");
        }
        return version;
    }
}
