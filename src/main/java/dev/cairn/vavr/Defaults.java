package dev.cairn.vavr;

import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;
import java.util.function.Function;

/** The codec of collections that were given none: whatever Vavr's keep, it keeps. */
final class Defaults {
    private static final Codec<?> CODEC = Codec.sameArrays();

    private Defaults() {}

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // it gives back what it was given
    static <T> Codec<T> codec() {
        return (Codec<T>) CODEC;
    }

    static boolean isDefault(Codec<?> codec) {
        return codec.equals(CODEC);
    }

    /** Whether {@code codec} may keep {@code value} as the object itself, so that another that is equal is not the same. */
    static boolean keepsItself(Codec<?> codec, Object value) {
        return switch (value) {
            case null -> false;
            case String _, Boolean _, Character _, Enum<?> _ -> false;
            case Byte _, Short _, Integer _, Long _, Float _, Double _ -> false;
            default -> isDefault(codec) || codec.equals(Codec.object());
        };
    }

    /** What {@code lookup} finds for {@code key}; {@code absent} if a collection with {@code codec} can't have such a key. */
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
}
