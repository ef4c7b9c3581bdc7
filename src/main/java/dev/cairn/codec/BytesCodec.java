package dev.cairn.codec;

import dev.cairn.internal.life.Core;

/** Keeps copies of byte arrays. */
final class BytesCodec extends OctetsCodec<byte[]> {
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
}
