package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.Counts;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.life.Tracer;
import dev.cairn.internal.memory.Memory;

/** Makes, copies and clears leaves. */
final class LeafEdit {
    private LeafEdit() {}

    /** An empty leaf with room for {@code capacity} elements; returns it owned. */
    static int fresh(VectorType type, Stripe stripe, long edit, int capacity) {
        int leaf = stripe.allocate(type.leafBytes(capacity), type.leafKind(), type.shapeNumber, edit);
        if (type.bearing) {
            long at = type.memory.at(leaf);
            type.core.counts().ownAll(at);
            long block = type.core.allocator().blockBytes(leaf);
            type.memory.zeroWords(at + type.leafHeader, (int) block - type.leafHeader);
        }
        return leaf;
    }

    /**
     * A copy of the first {@code count} elements of {@code source}, with room for {@code capacity}, in which the slot at
     * {@code except} (none if -1) is left for the caller to write. Borrows the source, returns the copy owned.
     */
    static int copy(VectorType type, Stripe stripe, long edit, int source, int count, int capacity, int except) {
        int copy = fresh(type, stripe, edit, capacity);
        Memory memory = type.memory;
        long from = memory.at(source);
        long to = memory.at(copy);
        memory.copy(from + type.leafHeader, to + type.leafHeader, (count * type.width + 7) / 8 * 8);
        if (type.bearing) {
            zeroRest(type, to, count);
            shareReferences(type, source, copy, count, except);
        }
        return copy;
    }

    /** Other versions may have filled places behind the ones that were copied, in the same word. */
    private static void zeroRest(VectorType type, long to, int count) {
        for (int i = count * type.width; i % 8 != 0; i++) {
            type.memory.setByte(to + type.leafHeader + i, (byte) 0);
        }
    }

    private static void shareReferences(VectorType type, int source, int copy, int count, int except) {
        int positions = count == Tracer.POSITIONS_MAX ? ~0 : (1 << count) - 1;
        if (except >= 0) {
            positions &= ~(1 << except);
            zero(type, type.memory.at(copy), except);
        }
        Counts counts = type.core.counts();
        long from = type.memory.at(source);
        Tracer tracer = type.core.tracer(from);
        long block = type.core.allocator().blockBytes(source);
        int occupied = tracer.occupied(type.memory, from, block, positions);
        if (counts.share(source, copy, occupied, Integer.bitCount(occupied) > type.core.few(), tracer, block)) {
            counts.enlist(copy, tracer, block);
        }
    }

    /** Makes the slot at {@code place} of a leaf of this edit zeros, and lets go of what it referred to. */
    static void clear(VectorType type, Stripe stripe, long leaf, int place) {
        if (!type.bearing) {
            return;
        }
        Counts counts = type.core.counts();
        if (counts.borrows(leaf, place)) {
            counts.ceaseToBorrow(leaf, place);
        } else {
            type.core
                    .tracer(leaf)
                    .forEach(
                            type.memory,
                            leaf,
                            type.leafBytes(type.leafElements()),
                            1 << place,
                            (p, child) -> stripe.drop(child));
        }
        zero(type, leaf, place);
    }

    private static void zero(VectorType type, long leaf, int place) {
        long slot = leaf + type.leafHeader + (long) place * type.width;
        for (int i = 0; i < type.width; i++) {
            type.memory.setByte(slot + i, (byte) 0);
        }
    }
}
