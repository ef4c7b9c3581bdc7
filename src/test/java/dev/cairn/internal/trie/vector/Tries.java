package dev.cairn.internal.trie.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Looks whether a trie is built as VectorType says (R1 to R3), and not higher than it needs to be. */
public final class Tries {
    private static final int HIGHER = 3;

    private final VectorType type;

    private Tries(VectorType type) {
        this.type = type;
    }

    public static void requireSound(Object base) {
        VectorBase b = (VectorBase) base;
        int size = b.tail.start;
        assertEquals(b.root == 0, size == 0);
        if (b.root != 0) {
            assertTrue(b.height > 0);
            new Tries(b.type()).check(b.root, b.height, size, true, true);
            assertTrue(b.height <= highest(b.type(), size), () -> size + " elements in " + b.height + " levels");
        }
    }

    private static int highest(VectorType type, int size) {
        int levels = HIGHER;
        for (long nodes = size / type.minLeafSize + 2L; nodes > 1; nodes /= type.minChildren) {
            levels++;
        }
        return levels;
    }

    private void check(int node, int level, int size, boolean isFirst, boolean isLast) {
        boolean isEdge = isFirst || isLast;
        if (level == 0) {
            assertTrue(size >= (isEdge ? 1 : type.minLeafSize) && size <= type.maxLeafSize, "R3: a leaf of " + size);
            return;
        }
        long at = type.memory.at(node);
        boolean isRelaxed = RelaxedTrie.isRelaxed(type.memory, at);
        int before = 0;
        int count = 0;
        for (int place = 0; before < size; place++) {
            int child = RelaxedTrie.child(type, at, place);
            if (child == 0) {
                assertTrue(isRelaxed && count == 0, "R2: a gap");
                assertEquals(0, RelaxedTrie.end(type, at, place), "R2");
                continue;
            }
            int has = RelaxedTrie.size(type, at, level, size, place, before);
            assertTrue(has > 0, "R2");
            if (!isRelaxed) {
                assertTrue(before + has == size || has == 1 << type.shift(level), "R1");
                assertFalse(level > 1 && RelaxedTrie.isRelaxed(type.memory, type.memory.at(child)), "R1");
            }
            check(child, level - 1, has, isFirst && before == 0, isLast && before + has == size);
            before += has;
            count++;
        }
        assertEquals(size, before, "R2");
        assertTrue(isEdge || count >= type.minChildren, "R3: a node of " + count);
        for (int place = type.digitMask; isRelaxed && RelaxedTrie.child(type, at, place) == 0; place--) {
            assertEquals(size, RelaxedTrie.end(type, at, place), "R2");
        }
    }
}
