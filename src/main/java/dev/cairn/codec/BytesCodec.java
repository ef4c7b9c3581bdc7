package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

/** Keeps copies of byte arrays. */
@SuppressWarnings("serial") // as BuiltInCodec
abstract class BytesCodec extends OctetsCodec<byte[]> {
    BytesCodec() {
        super("Codec.BYTES", byte[].class);
    }

    @Override
    Object keep(byte[] value) {
        return copy(value);
    }

    @Override
    public byte[] restore(Object prepared) {
        return ((byte[]) prepared).clone();
    }

    @Override
    public byte[] load(Core core, long at) {
        return bytesAt(core, at);
    }

    @Override
    public Object likeness(byte[] value) {
        return new OctetsCodec.Octets(value);
    }

    @Override
    public void write(byte[] value, ObjectOutputStream out) throws IOException {
        Streamed.writeBytes(value, out);
    }

    @Override
    public byte[] read(ObjectInputStream in) throws IOException {
        return Streamed.readBytes(in);
    }
}
