package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import java.util.Objects;
import java.util.function.Function;

/** Keeps values as arrays of bytes that two functions of the user's make and read. */
final class FunctionCodec<T> extends BuiltInCodec<T> {
    private final Function<? super T, byte[]> toBytes;
    private final Function<byte[], ? extends T> fromBytes;

    FunctionCodec(Function<? super T, byte[]> toBytes, Function<byte[], ? extends T> fromBytes) {
        super("Codec.ofBytes(" + toBytes.getClass().getName() + ")", Object.class, Octets.SHAPE);
        this.toBytes = toBytes;
        this.fromBytes = Objects.requireNonNull(fromBytes, "fromBytes");
    }

    @Override
    Object keep(T value) {
        byte[] bytes = UserCode.call(toString(), "making bytes", () -> toBytes.apply(value));
        return Octets.requireRoom(toString(), bytes).clone();
    }

    @Override
    public T restore(Object prepared) {
        return fromBytes(((byte[]) prepared).clone());
    }

    @Override
    public T load(Core core, long at) {
        return fromBytes(Octets.load(core, at));
    }

    private T fromBytes(byte[] bytes) {
        return UserCode.call(toString(), "reading " + bytes.length + " bytes", () -> fromBytes.apply(bytes));
    }

    @Override
    public boolean bears(Object prepared) {
        return Octets.bears((byte[]) prepared);
    }

    @Override
    public void save(Core core, Stripe stripe, long at, Object prepared) {
        Octets.save(core, stripe, at, (byte[]) prepared);
    }
}
