package dev.cairn.internal.trie.map;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.MapNode;

/** Compares subtrees, relying on their canonical form: equal content has equal shape. */
final class MapEquality {
    private final MapType type;
    private final Memory memory;

    MapEquality(MapType type) {
        this.type = type;
        this.memory = type.memory;
    }

    /** Whether two subtrees at the same place have equal entries. */
    boolean nodes(int a, int b) {
        if (a == b) {
            return true;
        }
        long atA = memory.at(a);
        long atB = memory.at(b);
        if (MapNode.size(memory, atA) != MapNode.size(memory, atB)) {
            return false;
        }
        if (MapNode.isCollision(memory, atA) || MapNode.isCollision(memory, atB)) {
            return MapNode.isCollision(memory, atA) && MapNode.isCollision(memory, atB) && collisions(atA, atB);
        }
        return MapNode.entries(memory, atA) == MapNode.entries(memory, atB)
                && type.fragments(atA) == type.fragments(atB)
                && entries(MapNode.body(memory, atA), MapNode.body(memory, atB), MapNode.entries(memory, atA))
                && children(atA, atB);
    }

    private boolean collisions(long a, long b) {
        long entry = MapNode.body(memory, a);
        for (int left = MapNode.size(memory, a); left > 0; left--, entry += type.stride) {
            long other = type.findAlike(b, entry);
            if (other == 0 || !type.isSameValue(entry, other)) {
                return false;
            }
        }
        return true;
    }

    /** Entries whose bytes are equal are equal: their references are, too. */
    private boolean entries(long a, long b, int mask) {
        int stride = type.stride;
        int count = Integer.bitCount(mask);
        long differs = count == 0 ? -1 : memory.mismatch(a, b, (long) count * stride);
        if (differs < 0) {
            return true;
        }
        for (long at = differs / stride * stride; at < (long) count * stride; at += stride) {
            if (!type.isSameKey(a + at, b + at) || !type.isSameValue(a + at, b + at)) {
                return false;
            }
        }
        return true;
    }

    private boolean children(long a, long b) {
        for (int left = type.fragments(a) & ~MapNode.entries(memory, a); left != 0; left &= left - 1) {
            int bit = Integer.lowestOneBit(left);
            if (!nodes(Cell.index(type.cell(a, bit)), Cell.index(type.cell(b, bit)))) {
                return false;
            }
        }
        return true;
    }
}
