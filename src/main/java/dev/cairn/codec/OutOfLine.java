package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;

/** Nodes of bytes that do not fit a slot. The slot holds the number of bytes. */
final class OutOfLine {
    /** The most bytes of a node. */
    static final int BYTES_MAX = Integer.MAX_VALUE - Node.HEADER;

    private OutOfLine() {}

    /** Returns {@code bytes}. Throws a {@link CodecException} if no node has room for them. */
    static byte[] requireRoom(String codec, byte[] bytes) {
        if (bytes.length > BYTES_MAX) {
            throw new CodecException(codec, bytes.length + " bytes; at most " + BYTES_MAX);
        }
        return bytes;
    }

    /**
     * Makes a node for {@code bytes} and lets the slot that holds a reference at {@code referenceAt} own it.
     *
     * @return the address for the bytes
     */
    static long make(Core core, Stripe stripe, long referenceAt, int bytes) {
        int reference = stripe.allocate(Node.HEADER + bytes, Kind.BYTES, 0, 0);
        core.memory().publish(referenceAt, reference);
        return core.memory().at(reference) + Node.HEADER;
    }

    /** The address of the bytes of the reference at {@code referenceAt}. Borrows the reference. */
    static long find(Memory memory, long referenceAt) {
        return memory.at(memory.getInt(referenceAt)) + Node.HEADER;
    }
}
