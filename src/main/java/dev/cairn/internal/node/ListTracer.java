package dev.cairn.internal.node;

import dev.cairn.internal.memory.Memory;

/** Nodes with a list of references: all are at position 0. */
final class ListTracer extends Tracer {
    @Override
    public boolean fits(Memory memory, long at, long blockBytes) {
        int count = ReferenceList.count(memory, at);
        return count >= 0 && Node.BEARING_HEADER + (long) count * Integer.BYTES <= blockBytes;
    }

    @Override
    public void forEach(Memory memory, long at, long blockBytes, int positions, ReferenceVisitor visitor) {
        int count = (positions & 1) == 0 ? 0 : ReferenceList.count(memory, at);
        for (int i = 0; i < count; i++) {
            int reference = memory.getInt(ReferenceList.place(at, i));
            if (reference != 0) {
                visitor.visit(0, reference);
            }
        }
    }
}
