package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.HeaderWriter;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.slot.SmallElement;

/**
 * A small vector on the heap, as an element of another collection: {@code size} elements of a row, from {@code begin} on. It is saved
 * as one leaf, without a base.
 */
public record RowElement(VectorType type, HeapVector row, int begin, int size) implements SmallElement {
    @Override
    public void
            writePending() { // again: the elements were made ready before they came into the row, which versions share
        for (int k = begin; type.bearing && k < begin + size; k++) {
            Prepared.writePending(row.prepared(k), true);
        }
    }

    @Override
    public int room(int left, int depth) {
        int rest = depth == 0 || size > VectorCopy.most(type) ? -1 : left - size;
        for (int k = begin; type.bearing && rest >= 0 && k < begin + size; k++) {
            rest = Prepared.room(row.prepared(k), rest, depth - 1);
        }
        return rest;
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
