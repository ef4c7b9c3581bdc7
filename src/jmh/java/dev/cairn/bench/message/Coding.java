package dev.cairn.bench.message;

import dev.cairn.message.Nota;
import dev.cairn.message.Wota;
import java.util.function.Function;

/** How a value is written and read again; one thread may use it. */
public record Coding<E>(Function<Object, E> encode, Function<E, Object> decode) {
    static Coding<long[]> wota() {
        return new Coding<>(Wota.standard()::encode, Wota.standard()::decode);
    }

    static Coding<byte[]> nota() {
        return new Coding<>(Nota.standard()::encode, Nota.standard()::decode);
    }

    /** No writing at all: an array is copied, since its sender may change it. */
    static Coding<long[]> copy() {
        return new Coding<>(array -> ((long[]) array).clone(), array -> array);
    }

    Object decoded(Object value) {
        return decode.apply(encode.apply(value));
    }
}
