package dev.cairn.vavr;

import dev.cairn.codec.Codec;

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
        return codec == ANY || codec == OBJECT;
    }

    /** The codec to go on with for a collection that has {@code codec} and is to take {@code element}. */
    static <T> Codec<T> grown(Codec<T> codec, T element) {
        return codec == ANY && !isPlain(element) ? Codec.object() : codec;
    }

    /** Whether the two keep elements in the same form, or a default codec takes what the other keeps. */
    static boolean isPlain(Object element) {
        return switch (element) {
            case null -> true;
            case String _ -> true;
            case Boolean _, Byte _, Short _, Character _, Integer _, Long _, Float _, Double _ -> true;
            // any() would keep arrays, but as copies, and as equal by their contents
            default -> false;
        };
    }
}
