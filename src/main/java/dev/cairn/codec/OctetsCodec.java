package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.slot.Hash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keeps values as arrays of bytes. A short array lies in the slot. Two values are equal if their bytes are. */
@SuppressWarnings("serial") // as BuiltInCodec
abstract class OctetsCodec<T> extends BuiltInCodec<T> {
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

    OctetsCodec(String name, Class<?> type) {
        super(name, type, new Shape(AT_INLINE + INLINE, 0));
    }

    /** A copy to keep of an array that the caller may change. */
    final byte[] copy(byte[] bytes) {
        return OutOfLine.requireRoom(toString(), bytes).clone();
    }

    /** A copy of the array in the slot at {@code at}. */
    static byte[] bytesAt(Core core, long at) {
        Memory memory = core.memory();
        byte[] bytes = new byte[length(memory, at)];
        memory.copyOut(find(memory, at), bytes, 0, bytes.length);
        return bytes;
    }

    private static int length(Memory memory, long at) {
        return memory.getInt(at + AT_LENGTH);
    }

    private static long find(Memory memory, long at) {
        return memory.getInt(at) == 0 ? at + AT_INLINE : OutOfLine.find(memory, at);
    }

    @Override
    public final boolean bears(Object prepared) {
        return ((byte[]) prepared).length > INLINE;
    }

    @Override
    public final void save(Core core, Stripe stripe, long at, Object prepared) {
        byte[] bytes = (byte[]) prepared;
        long to = bytes.length <= INLINE ? at + AT_INLINE : OutOfLine.make(core, stripe, at, bytes.length);
        core.memory().setInt(at + AT_LENGTH, bytes.length);
        core.memory().copyIn(bytes, 0, to, bytes.length);
    }

    @Override
    public final boolean comparesByUserCode() {
        return false;
    }

    @Override
    public final long hash(Object prepared, long seed) {
        byte[] bytes = (byte[]) prepared;
        return Hash.of(bytes, bytes.length, seed);
    }

    @Override
    public final long hashAt(Core core, long at, long seed) {
        Memory memory = core.memory();
        int length = length(memory, at);
        return Hash.of(memory, find(memory, at), length, length, seed);
    }

    @Override
    public final boolean isAt(Core core, long at, Object prepared) {
        Memory memory = core.memory();
        byte[] bytes = (byte[]) prepared;
        return length(memory, at) == bytes.length && memory.isSame(find(memory, at), bytes);
    }

    @Override
    public final boolean isSame(Core core, long a, long b) {
        Memory memory = core.memory();
        int length = length(memory, a);
        return length == length(memory, b) && memory.isSame(find(memory, a), find(memory, b), length);
    }

    /** Stands for an array where values are compared on the heap: two are equal if the bytes are. */
    @SuppressWarnings("ArrayRecordComponent") // compared by content
    record Octets(byte[] bytes) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }
}
