package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.Stripe;

/** Merges the elements of a leaf with inserted elements, and writes them in order to other leaves. */
final class LeafMerge {
    private final VectorType type;
    private final Stripe stripe;
    private final int leaf;
    private final int count;
    private final int start;
    private final InsertBatch batch;
    private final int end;
    private int next;
    private int read;

    /**
     * A leaf of {@code count} elements, whose first element has the index {@code start}, and the elements {@code from} to {@code end} of
     * {@code batch}.
     */
    LeafMerge(VectorType type, Stripe stripe, int leaf, int count, int start, InsertBatch batch, int from, int end) {
        this.type = type;
        this.stripe = stripe;
        this.leaf = leaf;
        this.count = count;
        this.start = start;
        this.batch = batch;
        this.next = from;
        this.end = end;
    }

    /** How many elements are left. */
    int rest() {
        return count - read + end - next;
    }

    /** Writes the next {@code length} elements to {@code to}, an empty leaf of this edit. */
    void write(int to, int length) {
        for (int place = 0; place < length; ) {
            int run = (next < end ? batch.place(next) - start : count) - read;
            if (run == 0) {
                int written = batch.atSamePlace(next, Math.min(end, next + length - place));
                batch.write(type, stripe, next, written, to, place);
                next += written;
                place += written;
            } else {
                int copied = Math.min(run, length - place);
                LeafEdit.copy(type, leaf, read, read + copied, to, place);
                read += copied;
                place += copied;
            }
        }
    }
}
