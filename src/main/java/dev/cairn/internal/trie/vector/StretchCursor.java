package dev.cairn.internal.trie.vector;

import dev.cairn.internal.slot.Hash;
import org.jspecify.annotations.Nullable;

/** Moves over the elements of a version, from stretch to stretch. Writes nothing to the store. The reader keeps the version reachable. */
public final class StretchCursor extends Stretch {
    private final @Nullable PendingEdits pending;
    private final int count;
    private final int size;

    /** Over the {@code size} elements of a version: of {@code base} with the first {@code count} entries of {@code pending}. */
    public StretchCursor(VectorBase base, @Nullable PendingEdits pending, int count, int size) {
        super(base);
        this.pending = pending;
        this.count = count;
        this.size = size;
    }

    /** Over the same elements, before the first one. */
    StretchCursor again() {
        return new StretchCursor(base(), pending, count, size);
    }

    /** How many elements there are. */
    int size() {
        return size;
    }

    /** Moves to the stretch of element {@code index}. */
    public void enter(int index) {
        base().check();
        count();
        if (pending == null) {
            enterLeaf(base(), index, index, size);
        } else {
            pending.enter(this, index, count);
        }
        endBy(size);
    }

    /** Hashes an element. */
    @FunctionalInterface
    public interface ElementHash {
        /** The hash of element {@code index} of {@code stretch}. */
        long hash(Stretch stretch, int index, long seed);
    }

    /** The hash of all elements in their order. O(size). */
    public long hash(long seed, ElementHash elements) {
        long hash = Hash.of(size, seed);
        for (int from = 0; from < size; from = end()) {
            enter(from);
            for (int i = from; i < end(); i++) {
                hash = Hash.of(hash + elements.hash(this, i, seed), seed);
            }
        }
        return hash;
    }
}
