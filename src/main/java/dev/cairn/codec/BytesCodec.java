package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;

/** Keeps copies of byte arrays. */
final class BytesCodec extends BuiltInCodec<byte[]> {
    BytesCodec() {
        super("Codec.BYTES", byte[].class, Octets.SHAPE);
    }

    @Override
    Object keep(byte[] value) {
        return Octets.requireRoom(toString(), value).clone();
    }

    @Override
    public byte[] restore(Object prepared) {
        return ((byte[]) prepared).clone();
    }

    @Override
    public byte[] load(Core core, long at) {
        return Octets.load(core, at);
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
