package dev.cairn.internal.slot;

import dev.cairn.internal.life.Stripe;

/** A small collection on the heap that becomes an element of a collection in the store. */
public interface SmallElement {
    /**
     * The most elements that are saved under the stripe of another collection for one of its elements, with those of the collections in
     * it. Writing so many takes some ten microseconds.
     */
    int MOST = 256;

    /** How deep collections in collections are saved under one stripe, where the stack must not overflow. */
    int DEPTH = 4;

    /** Makes the collections in it ready to be saved. The caller holds no stripe. */
    void writePending();

    /** As {@link Prepared#room}, for this collection and those in it, after {@link #writePending}. */
    int room(int left, int depth);

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
