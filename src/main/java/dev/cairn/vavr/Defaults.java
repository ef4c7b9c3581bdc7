package dev.cairn.vavr;

import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;
import java.util.function.Function;

/**
 * The codecs of collections that were given none: {@link Codec#any()} as long as it takes what goes in, and from then on
 * {@link Codec#object()}, so that whatever Vavr keeps, ours keep.
 */
final class Defaults {
    private static final Codec<?> ANY = Codec.any();
    private static final Codec<?> OBJECT = Codec.object();

    private Defaults() {}

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // it gives back what it was given
    static <T> Codec<T> any() {
        return (Codec<T>) ANY;
    }

    static boolean isDefault(Codec<?> codec) {
        return codec.equals(ANY) || codec.equals(OBJECT);
    }

    /** The codec to go on with for a collection that has {@code codec} and is to take {@code element}. */
    static <T> Codec<T> grown(Codec<T> codec, T element) {
        return codec.equals(ANY) && !isPlain(element) ? Codec.object() : codec;
    }

    /** The codec to go on with for a collection that has {@code codec} and is to take what {@code other} keeps. */
    static <T> Codec<T> joined(Codec<T> codec, Codec<T> other) {
        return codec.equals(ANY) && !other.equals(ANY) ? Codec.object() : codec;
    }

    /** What {@code lookup} finds for {@code key}; {@code absent} if a collection with {@code codec} can't have such a key. */
    static <K, R> R find(Codec<K> codec, K key, Function<? super K, ? extends R> lookup, R absent) {
        if (isDefault(codec)) {
            return grown(codec, key).equals(codec) ? lookup.apply(key) : absent;
        }
        try {
            return lookup.apply(key);
        } catch (CodecException | NullPointerException e) {
            return absent;
        }
    }

    private static boolean isPlain(Object element) {
        return switch (element) {
            case null -> true;
            case String _ -> true;
            case Boolean _, Byte _, Short _, Character _, Integer _, Long _, Float _, Double _ -> true;
            // any() would keep arrays, but as copies, and as equal by their contents
            default -> false;
        };
    }
}
