package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import java.util.Objects;
import java.util.function.Function;

/** Keeps values as arrays of bytes that two functions of the user's make and read; only the first has a say in what is equal. */
final class FunctionCodec<T> extends OctetsCodec<T> {
    private final Function<? super T, byte[]> toBytes;
    private final Function<byte[], ? extends T> fromBytes;

    FunctionCodec(Function<? super T, byte[]> toBytes, Function<byte[], ? extends T> fromBytes) {
        super("Codec.ofBytes(" + toBytes.getClass().getName() + ")", Object.class);
        this.toBytes = toBytes;
        this.fromBytes = Objects.requireNonNull(fromBytes, "fromBytes");
    }

    @Override
    Object keep(T value) {
        return copy(UserCode.call(toString(), "making bytes", () -> toBytes.apply(value)));
    }

    @Override
    public T restore(Object prepared) {
        return fromBytes(((byte[]) prepared).clone());
    }

    @Override
    public T load(Core core, long at) {
        return fromBytes(bytesAt(core, at));
    }

    private T fromBytes(byte[] bytes) {
        return UserCode.call(toString(), "reading " + bytes.length + " bytes", () -> fromBytes.apply(bytes));
    }
}
