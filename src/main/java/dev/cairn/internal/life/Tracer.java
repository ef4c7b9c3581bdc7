package dev.cairn.internal.life;

import dev.cairn.internal.memory.Memory;

/**
 * Where the references of one kind of node are. Nobody else knows: freeing, recounting, statistics and sharing all ask
 * the tracer.
 */
public final class Tracer {
    /** A node's positions fit the bits of its borrowed mask. */
    public static final int POSITIONS_MAX = 32;

    private final int stride;
    private final int[] offsets;

    private Tracer(int stride, int[] offsets) {
        this.stride = stride;
        this.offsets = offsets;
    }

    /** Positions that each hold one child reference. */
    static Tracer ofChildren() {
        return new Tracer(Integer.BYTES, new int[] {0});
    }

    /** Positions that each hold a slot of {@code shape}. */
    static Tracer ofSlots(Shape shape) {
        int[] offsets = new int[shape.references()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = shape.referenceOffset(i);
        }
        return new Tracer(shape.width(), offsets);
    }

    int positions(long blockBytes) {
        return (int) Math.min(POSITIONS_MAX, (blockBytes - Node.BEARING_HEADER) / stride);
    }

    /** Visits the references at the positions in the mask {@code positions}; borrows them. */
    public void forEach(Memory memory, long at, long blockBytes, int positions, ReferenceVisitor visitor) {
        int limit = positions(blockBytes);
        for (int left = limit == POSITIONS_MAX ? positions : positions & ((1 << limit) - 1);
                left != 0;
                left &= left - 1) {
            int position = Integer.numberOfTrailingZeros(left);
            long slot = at + Node.BEARING_HEADER + (long) position * stride;
            for (int offset : offsets) {
                int reference = memory.getInt(slot + offset);
                if (reference != 0) {
                    visitor.visit(position, reference);
                }
            }
        }
    }

    /** The positions among {@code positions} that hold a reference. */
    public int occupied(Memory memory, long at, long blockBytes, int positions) {
        int[] found = new int[1];
        forEach(memory, at, blockBytes, positions, (position, reference) -> found[0] |= 1 << position);
        return found[0];
    }

    /** Receives the references of a node. */
    @FunctionalInterface
    public interface ReferenceVisitor {
        /** One reference. */
        void visit(int position, int reference);
    }
}
