package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Shape;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;

/** Arrays of bytes in slots, short ones inline. */
final class Octets {
    /*
     * Layout
     *
     *     0            4            8                         24
     *     +------------+------------+-------------------------+
     *     | reference  |   length   | short array, then zeros |
     *     +------------+------------+-------------------------+
     */
    private static final int AT_LENGTH = 4;
    private static final int AT_INLINE = 8;
    private static final int INLINE = 16;

    static final Shape SHAPE = new Shape(AT_INLINE + INLINE, 0);

    private Octets() {}

    /** {@code bytes}, if a node can hold them. */
    static byte[] requireRoom(String codec, byte[] bytes) {
        if (bytes.length > OutOfLine.BYTES_MAX) {
            throw new CodecException(codec, bytes.length + " bytes; at most " + OutOfLine.BYTES_MAX);
        }
        return bytes;
    }

    static byte[] load(Core core, long at) {
        Memory memory = core.memory();
        byte[] bytes = new byte[memory.getInt(at + AT_LENGTH)];
        long from = bytes.length <= INLINE ? at + AT_INLINE : OutOfLine.find(memory, at);
        memory.copyOut(from, bytes, 0, bytes.length);
        return bytes;
    }

    static boolean bears(byte[] bytes) {
        return bytes.length > INLINE;
    }

    static void save(Core core, Stripe stripe, long at, byte[] bytes) {
        long to = bytes.length <= INLINE ? at + AT_INLINE : OutOfLine.make(core, stripe, at, bytes.length);
        core.memory().setInt(at + AT_LENGTH, bytes.length);
        core.memory().copyIn(bytes, 0, to, bytes.length);
    }
}
