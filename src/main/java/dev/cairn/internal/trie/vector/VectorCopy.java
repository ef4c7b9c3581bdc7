package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.slot.SlotCodec;
import org.jspecify.annotations.Nullable;

/**
 * Copies small vectors between the heap and the store, as elements of other collections: one leaf of at most {@link HeapVector#FEW}
 * elements without references. Makes no base.
 */
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
    private static int most(VectorType type) {
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

    /** Whether {@link #save} can write the {@code size} elements of {@code row} from {@code begin} on. */
    public static boolean isSaved(VectorType type, HeapVector row, int begin, int size) {
        SlotCodec<Object> codec = type.codec;
        if (size > most(type)) {
            return false;
        }
        for (int k = begin; type.bearing && codec != null && k < begin + size; k++) {
            Object prepared = row.prepared(k);
            if (prepared == null || codec.bears(prepared)) {
                return false;
            }
        }
        return true;
    }

    /** A leaf that is a vector of these elements. Returns it owned. If no block is left, nothing was made. */
    public static int save(VectorType type, Stripe stripe, HeapVector row, int begin, int size) {
        int leaf = LeafEdit.fresh(type, stripe, Header.editOfWhole(size), size);
        long at = type.memory.at(leaf);
        long[] bits = type.width == Long.BYTES ? row.copyBits(begin, size, size) : null;
        if (bits != null) {
            type.memory.copyIn(bits, 0, at + type.leafHeader, size);
            return leaf;
        }
        for (int i = 0; i < size; i++) {
            type.save(stripe, LeafEdit.body(type, at, i), row.bits(begin + i), row.prepared(begin + i));
        }
        return leaf;
    }
}
