package dev.cairn.internal.slot;

import dev.cairn.internal.life.Stripe;

/** A small collection on the heap, as it becomes an element of another one in the store. */
public interface SmallElement {
    /** Whether it refers to nothing in the store, and is so small that {@link #save} can write it. */
    boolean isPlain();

    /** Whether this was called before: what is saved again had better share what is made then. */
    boolean wasSaved();

    /** A leaf that is all of a plain one, or a header of it, made without a base. Returns it owned; if this throws, nothing was made. */
    int save(Stripe stripe);

    /**
     * Whether it is known to differ from what {@code node} is all of, which has the same codecs and lies in the same store. If
     * not, they may be equal. Borrows the node.
     */
    boolean differs(int node);
}
