package dev.cairn.internal.node;

import dev.cairn.internal.memory.Memory;

/**
 * Where the references of one kind of node are. Nobody else knows: freeing, recounting, statistics and sharing all ask
 * the tracer. It numbers what a node can hold by logical positions, which a copy has in common with its source even if
 * the two keep them in different places.
 */
public abstract sealed class Tracer permits SlotTracer, MapTracer, CollisionTracer, ListTracer {
    /** A node's positions fit the bits of its borrowed mask. */
    public static final int POSITIONS_MAX = 32;

    /** {@code count} positions that each hold one child reference. */
    public static Tracer ofChildren(int count) {
        return new SlotTracer(new Shape(Integer.BYTES, 0), count);
    }

    /** Whether all that the node says it holds lies in its block. */
    public abstract boolean fits(Memory memory, long at, long blockBytes);

    /** Visits the references at the positions in the mask {@code positions}; borrows them. */
    public abstract void forEach(Memory memory, long at, long blockBytes, int positions, ReferenceVisitor visitor);

    /** The positions among {@code positions} that hold a reference. */
    public final int occupied(Memory memory, long at, long blockBytes, int positions) {
        int[] found = new int[1];
        forEach(memory, at, blockBytes, positions, (position, reference) -> found[0] |= 1 << position);
        return found[0];
    }

    static int[] offsets(Shape shape) {
        int[] offsets = new int[shape.references()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = shape.referenceOffset(i);
        }
        return offsets;
    }

    static void visit(Memory memory, long slot, int[] offsets, int position, ReferenceVisitor visitor) {
        for (int offset : offsets) {
            int reference = memory.getInt(slot + offset);
            if (reference != 0) {
                visitor.visit(position, reference);
            }
        }
    }

    /** Receives the references of a node. */
    @FunctionalInterface
    public interface ReferenceVisitor {
        /** One reference. */
        void visit(int position, int reference);
    }
}
