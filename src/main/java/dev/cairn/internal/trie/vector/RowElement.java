package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.HeaderWriter;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.slot.Bulk;
import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.slot.SmallElement;

/**
 * A small vector on the heap, as an element of another collection: {@code size} elements of a row, from {@code begin} on. It is saved
 * as one leaf, without a base.
 */
public record RowElement(VectorType type, HeapVector row, int begin, int size) implements SmallElement {
    @Override
    public int writePending() {
        int inner = Bulk.NONE;
        for (int k = begin; type.bearing && k < begin + size; k++) {
            // again: elements are made ready before they come into a row, which versions share
            inner = Prepared.writePending(row.prepared(k), true, inner);
        }
        return size > VectorCopy.most(type) ? Bulk.TOO_MUCH : Bulk.around(inner, size);
    }

    @Override
    public int save(Stripe stripe, boolean orLeaf) {
        int leaf = orLeaf || size > 0 ? leaf(stripe) : 0;
        return orLeaf ? leaf : HeaderWriter.writeOwner(type.core, stripe, new Header(0, leaf, size, 0));
    }

    private int leaf(Stripe stripe) {
        int leaf = LeafEdit.fresh(type, stripe, Header.editOfWhole(size), size);
        try {
            fill(stripe, type.memory.at(leaf));
            return leaf;
        } catch (Throwable e) {
            stripe.drop(leaf);
            throw e;
        }
    }

    private void fill(Stripe stripe, long at) {
        long[] bits = type.width == Long.BYTES ? row.copyBits(begin, size, size) : null;
        if (bits != null) {
            type.memory.copyIn(bits, 0, at + type.leafHeader, size);
            return;
        }
        for (int i = 0; i < size; i++) {
            type.save(stripe, LeafEdit.body(type, at, i), row.bits(begin + i), row.prepared(begin + i));
        }
    }

    @Override
    public boolean differs(int node) {
        return size != VectorBase.size(type.core, node);
    }
}
