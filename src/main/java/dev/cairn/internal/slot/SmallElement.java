package dev.cairn.internal.slot;

import dev.cairn.internal.life.Stripe;

/** A small collection on the heap that becomes an element of a collection in the store. */
public interface SmallElement {
    /**
     * Makes the collections in it ready to be saved. Returns the {@link Bulk} of all of it; too much if it is too large for {@link #save}. The
     * caller holds no stripe.
     */
    int writePending();

    /**
     * Makes its nodes, without a base, and a header of them; or, if {@code orLeaf}, a leaf without a header if one is all of it. Returns the
     * header or leaf owned. If this throws, nothing is left of it. The caller made it ready.
     */
    int save(Stripe stripe, boolean orLeaf);

    /**
     * Whether it is known to differ from the collection of {@code node}, a leaf or header with the same codecs in the same store. If not,
     * they may be equal. Borrows the node.
     */
    boolean differs(int node);
}
