package dev.cairn.internal.node;

import dev.cairn.internal.memory.Memory;

/**
 * Finds the references of one kind of node. Freeing, recounting, statistics and sharing all use it. It numbers the children of a node by
 * logical positions. A copy of a node has the same child at the same position, even if it keeps the child in another place.
 */
public abstract sealed class Tracer {
    /** How many positions a node has at most: the bits of its borrowed mask. */
    public static final int POSITIONS_MAX = 32;

    /** {@code count} positions that each hold one child reference. */
    public static Tracer ofChildren(int count) {
        return new Slots(new Shape(Integer.BYTES, 0), count);
    }

    /** Slots of {@code shape} one after another, to the end of the block. */
    static Tracer ofSlots(Shape shape) {
        return new Slots(shape, POSITIONS_MAX);
    }

    /** A node of a map's trie whose entries are slots of {@code entry}. */
    static Tracer ofMapNode(Shape entry) {
        return new MapEntries(entry);
    }

    /** Entries with equal hashes, each a slot of {@code entry}. */
    static Tracer ofCollision(Shape entry) {
        return new Collision(entry);
    }

    /** A {@link ReferenceList}. */
    static Tracer ofList() {
        return new References();
    }

    /** Whether all content that the node claims to have lies in its block. */
    public abstract boolean fits(Memory memory, long at, long blockBytes);

    /** Visits the references at the positions in the mask {@code positions}; borrows them. */
    public abstract void forEach(Memory memory, long at, long blockBytes, int positions, ReferenceVisitor visitor);

    /** The mask of those among {@code positions} that hold a reference. */
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

    /** Nodes whose positions are slots one after another, to the end of the block or up to a limit. */
    private static final class Slots extends Tracer {
        private final int stride;
        private final int most;
        private final int[] offsets;

        Slots(Shape shape, int most) {
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

    /** Nodes of a map's trie: a position is a fragment of the hash, at which there is an entry, a child or nothing. */
    private static final class MapEntries extends Tracer {
        private final int stride;
        private final int[] offsets;

        MapEntries(Shape entry) {
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

    /** Nodes of a map's entries with equal hashes: all entries are at position 0. */
    private static final class Collision extends Tracer {
        private final int stride;
        private final int[] offsets;

        Collision(Shape entry) {
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

    /** Nodes with a list of references: all are at position 0. */
    private static final class References extends Tracer {
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
}
