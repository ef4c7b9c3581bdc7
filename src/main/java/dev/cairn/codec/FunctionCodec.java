package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Objects;
import java.util.function.Function;

/** Keeps values as arrays of bytes that one function of a user makes and another reads. Values are equal if their bytes are. */
@SuppressWarnings("serial") // as BuiltInCodec
abstract class FunctionCodec<T> extends OctetsCodec<T> {
    static final String NAME = "Codec.ofBytes";

    private final Function<? super T, byte[]> toBytes;
    private final Function<byte[], ? extends T> fromBytes;

    FunctionCodec(Function<? super T, byte[]> toBytes, Function<byte[], ? extends T> fromBytes) {
        super(NAME + "(" + toBytes.getClass().getName() + ")", Object.class);
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

    @Override
    public String kind() {
        return NAME;
    }

    @Override
    public Object[] streamParts() throws NotSerializableException {
        return new Object[] {
            Streamed.requireSerializable(toString(), toBytes), Streamed.requireSerializable(toString(), fromBytes)
        };
    }

    @Override
    public void write(T value, ObjectOutputStream out) throws IOException {
        Streamed.writeBytes((byte[]) keep(value), out);
    }

    @Override
    public T read(ObjectInputStream in) throws IOException {
        return fromBytes(Streamed.readBytes(in));
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this); // equal to no other, so each has a hash of its own
    }
}
