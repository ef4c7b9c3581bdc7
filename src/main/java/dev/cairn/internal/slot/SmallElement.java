package dev.cairn.internal.slot;

import dev.cairn.internal.life.Stripe;

/** A small collection on the heap that becomes an element of a collection in the store. */
public interface SmallElement {
    /** Whether it refers to nothing in the store, and {@link #save} can write it. */
    boolean isPlain();

    /** Whether this was called before. A collection that is saved again should share the nodes of the first time. */
    boolean wasSaved();

    /** Makes a leaf that is all of a plain collection, or its header, without a base. Returns it owned; if this throws, nothing was made. */
    int save(Stripe stripe);

    /**
     * Whether it is known to differ from the collection of {@code node}, a leaf or header with the same codecs in the same store. If not,
     * they may be equal. Borrows the node.
     */
    boolean differs(int node);
}
