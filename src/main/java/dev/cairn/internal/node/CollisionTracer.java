package dev.cairn.internal.node;

import dev.cairn.internal.memory.Memory;

/** Nodes of a map's entries with equal hashes: all entries are at position 0. */
final class CollisionTracer extends Tracer {
    private final int stride;
    private final int[] offsets;

    CollisionTracer(Shape entry) {
        this.stride = entry.width();
        this.offsets = offsets(entry);
    }

    @Override
    public boolean fits(Memory memory, long at, long blockBytes) {
        return Node.BEARING_HEADER + (long) MapNode.size(memory, at) * stride <= blockBytes;
    }

    @Override
    public void forEach(Memory memory, long at, long blockBytes, int positions, ReferenceVisitor visitor) {
        if ((positions & 1) == 0 || offsets.length == 0) {
            return;
        }
        int size = MapNode.size(memory, at);
        for (int i = 0; i < size; i++) {
            visit(memory, at + Node.BEARING_HEADER + (long) i * stride, offsets, 0, visitor);
        }
    }
}
