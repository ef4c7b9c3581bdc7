package dev.cairn.internal.node;

import dev.cairn.internal.memory.Memory;

/** Nodes whose positions are slots one after another, to the end of the block or up to some number. */
final class SlotTracer extends Tracer {
    private final int stride;
    private final int most;
    private final int[] offsets;

    SlotTracer(Shape shape, int most) {
        this.stride = shape.width();
        this.most = most;
        this.offsets = offsets(shape);
    }

    private int positions(long blockBytes) {
        return (int) Math.min(most, (blockBytes - Node.BEARING_HEADER) / stride);
    }

    @Override
    public boolean fits(Memory memory, long at, long blockBytes) {
        return true;
    }

    @Override
    public void forEach(Memory memory, long at, long blockBytes, int positions, ReferenceVisitor visitor) {
        int limit = positions(blockBytes);
        for (int left = limit == POSITIONS_MAX ? positions : positions & ((1 << limit) - 1);
                left != 0;
                left &= left - 1) {
            int position = Integer.numberOfTrailingZeros(left);
            visit(memory, at + Node.BEARING_HEADER + (long) position * stride, offsets, position, visitor);
        }
    }
}
