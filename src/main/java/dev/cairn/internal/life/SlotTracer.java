package dev.cairn.internal.life;

import dev.cairn.internal.memory.Memory;

/** Nodes whose positions are slots one after another, to the end of the block. */
final class SlotTracer extends Tracer {
    private final int stride;
    private final int[] offsets;

    private SlotTracer(int stride, int[] offsets) {
        this.stride = stride;
        this.offsets = offsets;
    }

    static SlotTracer of(Shape shape) {
        return new SlotTracer(shape.width(), offsets(shape));
    }

    private int positions(long blockBytes) {
        return (int) Math.min(POSITIONS_MAX, (blockBytes - Node.BEARING_HEADER) / stride);
    }

    @Override
    boolean fits(Memory memory, long at, long blockBytes) {
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
