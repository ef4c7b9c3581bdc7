package dev.cairn.internal.node;

import dev.cairn.internal.memory.Memory;

/** Nodes of a map's trie: a position is a fragment of the hash, at which there is an entry, a child or nothing. */
final class MapTracer extends Tracer {
    private final int stride;
    private final int[] offsets;

    MapTracer(Shape entry) {
        this.stride = entry.width();
        this.offsets = offsets(entry);
    }

    private long childrenAt(Memory memory, long at) {
        int entries = Integer.bitCount(MapNode.entries(memory, at));
        return at + Node.BEARING_HEADER + MapNode.entryBytes(entries, stride);
    }

    @Override
    public boolean fits(Memory memory, long at, long blockBytes) {
        int children = Integer.bitCount(MapNode.children(memory, at));
        return childrenAt(memory, at) + (long) children * Integer.BYTES <= at + blockBytes;
    }

    @Override
    public void forEach(Memory memory, long at, long blockBytes, int positions, ReferenceVisitor visitor) {
        int children = MapNode.children(memory, at);
        long childrenAt = childrenAt(memory, at);
        for (int left = children & positions; left != 0; left &= left - 1) {
            int index = Integer.bitCount(children & (Integer.lowestOneBit(left) - 1));
            visitor.visit(
                    Integer.numberOfTrailingZeros(left), memory.getInt(childrenAt + (long) index * Integer.BYTES));
        }
        if (offsets.length > 0) {
            forEachInEntries(memory, at, positions, visitor);
        }
    }

    private void forEachInEntries(Memory memory, long at, int positions, ReferenceVisitor visitor) {
        int entries = MapNode.entries(memory, at);
        for (int left = entries & positions; left != 0; left &= left - 1) {
            int index = Integer.bitCount(entries & (Integer.lowestOneBit(left) - 1));
            long entry = at + Node.BEARING_HEADER + (long) index * stride;
            visit(memory, entry, offsets, Integer.numberOfTrailingZeros(left), visitor);
        }
    }
}
