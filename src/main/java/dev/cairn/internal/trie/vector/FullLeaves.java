package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.Stripe;

/** New leaves without references, all full, that a builder appends to a regular trie at once: they are allocated, filled and linked in one loop each. */
public final class FullLeaves {
    /** The most leaves at once: as many as there are blocks in a group. */
    static final int MOST = 64;

    private final VectorType type;
    private final Stripe stripe;

    /** The builder's tail, which is full, and the new leaves. */
    private final int[] leaves;

    private final int made;
    private int pushed;

    /** Writes elements that lie side by side. It runs under a stripe, so it does not use the store, and may be asked for the same elements again. */
    @FunctionalInterface
    public interface Filler {
        /** Writes {@code count} elements from {@code at} on. The first has the index {@code from} among those that are appended. */
        void fill(long at, int from, int count);
    }

    /** Makes leaves of the edit {@code number} behind {@code tail}: {@code count}, or fewer, but one at least. */
    FullLeaves(VectorType type, Stripe stripe, long number, int tail, int count) {
        this.type = type;
        this.stripe = stripe;
        this.leaves = new int[1 + count];
        leaves[0] = tail;
        this.made = stripe.allocate(
                type.leafBytes(type.leafElements()), type.leafKind(), type.shapeNumber, number, leaves, 1, 1 + count);
    }

    /** How many leaves were appended, the first tail included. */
    int pushed() {
        return pushed;
    }

    /** The tail behind them. */
    int last() {
        return leaves[pushed];
    }

    /**
     * Fills the new leaves with the elements from {@code from} on, and appends to {@code edit} all but the last. The tail begins at {@code start}. If this throws, those
     * that were not appended are dropped, but for {@link #last}.
     */
    void push(RadixEdit edit, int start, Filler filler, int from) {
        int full = type.leafElements();
        try {
            for (int i = 0; i < made; i++) {
                filler.fill(type.memory.at(leaves[1 + i]) + type.leafHeader, from + i * full, full);
            }
            for (; pushed < made; pushed++) {
                edit.pushLeaf(start + pushed * full, leaves[pushed], full);
            }
        } finally {
            for (int i = pushed; i < made; i++) {
                stripe.drop(leaves[1 + i]);
            }
        }
    }
}
