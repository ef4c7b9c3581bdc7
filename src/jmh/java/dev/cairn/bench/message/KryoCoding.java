package dev.cairn.bench.message;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** Kryo, its class registered beforehand and its buffer used again, as its manual advises. */
final class KryoCoding {
    private static final int FIRST_BYTES = 1 << 12;

    private final Kryo kryo = new Kryo();
    private final Output out = new Output(FIRST_BYTES, -1);
    private final Input in = new Input();

    private KryoCoding(Class<?> type) {
        kryo.register(type);
    }

    static Coding<byte[]> of(Class<?> type) {
        KryoCoding coding = new KryoCoding(type);
        return new Coding<>(coding::encode, bytes -> coding.decode(bytes, type));
    }

    private byte[] encode(Object value) {
        out.reset();
        kryo.writeObject(out, value);
        return out.toBytes();
    }

    private <T> T decode(byte[] bytes, Class<T> type) {
        in.setBuffer(bytes);
        return kryo.readObject(in, type);
    }
}
