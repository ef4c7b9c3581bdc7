package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.Counts;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.node.Tracer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes and copies leaves, and writes their elements. */
final class LeafEdit {
    private LeafEdit() {}

    /** An empty leaf with room for {@code capacity} elements. Returns it owned. */
    static int fresh(VectorType type, Stripe stripe, long edit, int capacity) {
        int leaf = stripe.allocate(type.leafBytes(capacity), type.leafKind(), type.shapeNumber, edit);
        if (type.bearing) {
            long at = type.memory.at(leaf);
            Node.ownAll(type.memory, at);
            long block = type.core.allocator().blockBytes(leaf);
            type.memory.zeroWords(at + type.leafHeader, (int) block - type.leafHeader);
        }
        return leaf;
    }

    /**
     * A copy of the first {@code count} elements of {@code source}, with room for {@code capacity}. Borrows the source, returns the copy
     * owned.
     */
    static int copy(VectorType type, Stripe stripe, long edit, int source, int count, int capacity) {
        int copy = fresh(type, stripe, edit, capacity);
        Memory memory = type.memory;
        long from = memory.at(source);
        long to = memory.at(copy);
        memory.copy(from + type.leafHeader, to + type.leafHeader, (count * type.width + 7) / 8 * 8);
        if (type.bearing) {
            zeroRest(type, to, count);
            shareReferences(type, source, copy, count);
        }
        return copy;
    }

    /** Clears the rest of the last word, where other versions may have filled places. */
    private static void zeroRest(VectorType type, long to, int count) {
        for (int i = count * type.width; i % 8 != 0; i++) {
            type.memory.setByte(to + type.leafHeader + i, (byte) 0);
        }
    }

    private static void shareReferences(VectorType type, int source, int copy, int count) {
        int positions = count == Tracer.POSITIONS_MAX ? ~0 : (1 << count) - 1;
        Counts counts = type.core.counts();
        long from = type.memory.at(source);
        Tracer tracer = type.core.tracer(from);
        long block = type.core.allocator().blockBytes(source);
        int occupied = tracer.occupied(type.memory, from, block, positions);
        if (counts.share(source, copy, occupied, Integer.bitCount(occupied) > type.core.fewChildren(), tracer, block)) {
            counts.enlist(copy, tracer, block);
        }
    }

    /**
     * Copies the elements {@code from} to {@code to} of {@code source} to a leaf of this edit, from {@code place} on. The places are empty.
     */
    static void copy(VectorType type, int source, int from, int to, int leaf, int place) {
        if (from >= to) {
            return;
        }
        long at = type.memory.at(leaf);
        type.memory.copy(body(type, type.memory.at(source), from), body(type, at, place), (to - from) * type.width);
        if (type.bearing) {
            int places = (int) ((1L << (to - from)) - 1) << place;
            type.core
                    .tracer(at)
                    .forEach(
                            type.memory,
                            at,
                            type.leafBytes(place + to - from),
                            places,
                            (p, child) -> type.core.counts().raise(child));
        }
    }

    /** The address of element {@code place} of a leaf. */
    static long body(VectorType type, long leaf, int place) {
        return leaf + type.leafHeader + (long) place * type.width;
    }

    /**
     * Writes element {@code place} of a leaf of this edit, and releases the old element. If no block is left, the element stays as it was.
     */
    static void write(VectorType type, Stripe stripe, int leaf, int place, long value, @Nullable Object prepared) {
        Memory memory = type.memory;
        long at = memory.at(leaf);
        long slot = body(type, at, place);
        if (!type.bearing) {
            type.save(stripe, slot, value, prepared);
            return;
        }
        byte[] before = new byte[type.width];
        memory.copyOut(slot, before, 0, before.length);
        int[] replaced = references(type, at, place);
        memory.copyIn(new byte[type.width], 0, slot, type.width);
        try {
            type.save(stripe, slot, value, prepared);
        } catch (Throwable e) {
            dropAll(stripe, references(type, at, place));
            memory.copyIn(before, 0, slot, before.length);
            throw e;
        }
        if (type.core.counts().borrows(at, place)) {
            type.core.counts().ceaseToBorrow(at, place);
        } else {
            dropAll(stripe, replaced);
        }
    }

    /** As {@link #write}, to an empty place of a leaf that borrows nothing. */
    static void fill(VectorType type, Stripe stripe, int leaf, int place, long value, @Nullable Object prepared) {
        long at = type.memory.at(leaf);
        long slot = body(type, at, place);
        try {
            type.save(stripe, slot, value, prepared);
        } catch (Throwable e) {
            if (type.bearing) {
                dropAll(stripe, references(type, at, place));
                type.memory.copyIn(new byte[type.width], 0, slot, type.width);
            }
            throw e;
        }
    }

    private static int[] references(VectorType type, long leaf, int place) {
        IntStream.Builder found = IntStream.builder();
        type.core
                .tracer(leaf)
                .forEach(type.memory, leaf, type.leafBytes(place + 1), 1 << place, (p, child) -> found.add(child));
        return found.build().toArray();
    }

    private static void dropAll(Stripe stripe, int[] references) {
        for (int reference : references) {
            stripe.drop(reference);
        }
    }
}
