package dev.cairn.internal.trie.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.MapNode;

/** Checks that a base is in canonical form, and describes its shape. */
final class MapCheck {
    private final MapType type;
    private final Memory memory;
    private final StringBuilder shape = new StringBuilder();

    private MapCheck(MapType type) {
        this.type = type;
        this.memory = type.memory;
    }

    /** The shape of {@code base}; fails unless that is what its content should have. */
    static String shape(MapBase base) {
        MapCheck check = new MapCheck(base.type());
        if (base.root == 0) {
            assertEquals(0, base.size());
        } else {
            assertEquals(base.size(), check.node(base.root, 0, 0, true));
        }
        return check.shape.toString();
    }

    /** Checks the node to which the first {@code shift} bits of {@code prefix} lead; returns the entries in its subtree. */
    private int node(int reference, long prefix, int shift, boolean isRoot) {
        long at = memory.at(reference);
        shape.append('(').append(shift);
        int size = MapNode.isCollision(memory, at) ? collision(at, prefix, shift) : fragments(at, prefix, shift);
        shape.append(')');
        assertEquals(size, MapNode.size(memory, at));
        assertTrue(isRoot || size > 1, () -> size + " entries");
        return size;
    }

    private int collision(long at, long prefix, int shift) {
        int size = MapNode.size(memory, at);
        assertTrue(size > 1, () -> size + " entries");
        long body = MapNode.body(memory, at);
        long hash = type.hashAt(body);
        for (int i = 0; i < size; i++) {
            long entry = body + (long) i * type.stride;
            assertEquals(hash, type.hashAt(entry));
            for (int j = 0; j < i; j++) {
                assertFalse(type.isSameKey(entry, body + (long) j * type.stride));
            }
            isUnder(prefix, shift, entry);
        }
        shape.append("alike ").append(size);
        return size;
    }

    private void isUnder(long prefix, int shift, long entry) {
        if (shift > 0) {
            assertEquals(prefix >>> -shift, type.hashAt(entry) >>> -shift);
        }
    }

    private int fragments(long at, long prefix, int shift) {
        boolean isLeaf = MapNode.isLeaf(memory, at);
        int entries = MapNode.entries(memory, at);
        int children = isLeaf ? 0 : MapNode.children(memory, at);
        assertEquals(0, entries & children);
        int size = Integer.bitCount(entries);
        boolean bears = children != 0;
        long entry = MapNode.body(memory, at);
        long child = entry + MapNode.entryBytes(size, type.stride);
        boolean onlyAlike = Integer.bitCount(children) == 1 && entries == 0;
        for (int fragment = 0; fragment < 1 << type.bits; fragment++) {
            long longer = prefix | (long) fragment << -type.bits >>> shift;
            int below = Math.min(Long.SIZE, shift + type.bits);
            if ((entries >>> fragment & 1) != 0) {
                isUnder(longer, below, entry);
                bears |= type.bears(entry);
                shape.append(type.bears(entry) ? 'r' : 'e').append(fragment);
                entry += type.stride;
            } else if ((children >>> fragment & 1) != 0) {
                int reference = memory.getInt(child);
                onlyAlike &= MapNode.isCollision(memory, memory.at(reference));
                shape.append('c').append(fragment);
                size += node(reference, longer, below, false);
                child += Integer.BYTES;
            }
        }
        assertFalse(onlyAlike);
        assertEquals(isLeaf, !bears);
        return size;
    }
}
