package dev.cairn.internal.trie.vector;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.slot.SlotCodec;
import org.jspecify.annotations.Nullable;

/** Copies a small vector from the store to the heap: one leaf of at most {@link HeapVector#FEW} elements without references. Makes no base. */
public final class VectorCopy {
    private VectorCopy() {}

    /**
     * The elements of the vector of the header or leaf {@code node}. Null if there are more, or an element cannot be copied ({@link
     * SlotCodec#copyAt}). Borrows the node. Runs no user's code.
     */
    public static @Nullable HeapVector load(VectorType type, int node) {
        int size = VectorBase.size(type.core, node);
        if (size > most(type)) {
            return null;
        }
        Header header = Header.read(type.memory, node);
        if (header.root() != 0) {
            return null;
        }
        long body = type.memory.at(header.tail()) + type.leafHeader;
        SlotCodec<Object> codec = type.codec;
        return codec == null ? bits(type, size, body) : prepared(type, codec, size, body);
    }

    /** The most elements of such a vector; -1 if there is none. */
    static int most(VectorType type) {
        int most = Math.min(Math.min(type.smallMost(), HeapVector.FEW), type.leafElements());
        return most == 0 ? -1 : most;
    }

    private static HeapVector bits(VectorType type, int size, long body) {
        Memory memory = type.memory;
        long[] bits = new long[size];
        if (type.width == Long.BYTES) {
            memory.copyOut(body, bits, 0, size);
            return HeapVector.of(bits);
        }
        for (int i = 0; i < size; i++) {
            bits[i] = memory.getInt(body + (long) i * Integer.BYTES);
        }
        return HeapVector.of(bits);
    }

    private static @Nullable HeapVector prepared(VectorType type, SlotCodec<Object> codec, int size, long body) {
        @Nullable Object[] prepared = new @Nullable Object[size];
        for (int i = 0; i < size; i++) {
            prepared[i] = codec.copyAt(type.core, body + (long) i * type.width);
            if (prepared[i] == null) {
                return null;
            }
        }
        return HeapVector.of(prepared);
    }
}
