package dev.cairn.internal.trie.vector;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;

/** Reads irregular tries: finds the way to an element by the sizes in relaxed nodes. */
final class RelaxedTrie {
    private RelaxedTrie() {}

    static boolean isRelaxed(Memory memory, long node) {
        return Node.kind(memory, node) == Kind.RELAXED;
    }

    /** Whether a trie of {@code end} elements is irregular, so that the digits of an index do not lead to its element. */
    static boolean isIrregular(VectorType type, int root, int end) {
        return (end & type.leafMask) != 0 || (root != 0 && isRelaxed(type.memory, type.memory.at(root)));
    }

    static int child(VectorType type, long node, int place) {
        return type.memory.getInt(node + Node.BEARING_HEADER + 4L * place);
    }

    /** How many elements a relaxed node has at {@code place} and before it. */
    static int end(VectorType type, long node, int place) {
        return type.memory.getInt(ends(type, node) + 4L * place);
    }

    static long ends(VectorType type, long node) {
        return node + type.innerBytes;
    }

    /** The place at a node of {@code level} that leads to its element {@code index}. */
    static int place(VectorType type, long node, int level, int index) {
        int place = index >>> type.shift(level);
        if (!isRelaxed(type.memory, node)) {
            return place;
        }
        place = Math.min(place, type.digitMask);
        while (place > 0 && end(type, node, place - 1) > index) {
            place--;
        }
        while (place < type.digitMask && end(type, node, place) <= index) {
            place++;
        }
        return place;
    }

    /** As {@link #place}, for a reader. A store in a file reads as zeros when it is closed meanwhile; this place is in the node all the same. */
    static int placeToRead(VectorType type, long node, int level, int index) {
        return Math.min(place(type, node, level, index), type.digitMask);
    }

    /** How many elements a node of {@code level} has before {@code place}. */
    static int before(VectorType type, long node, int level, int place) {
        if (place == 0) {
            return 0;
        }
        return isRelaxed(type.memory, node) ? end(type, node, place - 1) : place << type.shift(level);
    }

    /**
     * How many elements a node of {@code level} and {@code size} elements has at {@code place}. There are {@code before} elements before
     * that.
     */
    static int size(VectorType type, long node, int level, int size, int place, int before) {
        return isRelaxed(type.memory, node)
                ? end(type, node, place) - before
                : (int) Math.min(1L << type.shift(level), size - before);
    }

    /** The address of element {@code index}. */
    static long elementAt(VectorType type, int root, int height, int index) {
        long node = type.memory.at(root);
        int rest = index;
        for (int level = height; level > 0; level--) {
            int place = placeToRead(type, node, level, rest);
            rest -= before(type, node, level, place);
            node = type.memory.at(child(type, node, place));
        }
        return node + type.leafHeader + (long) Math.min(rest, 2 * type.leafElements()) * type.width;
    }

    /** The index behind the last element of the leaf that has element {@code index}. */
    static int leafEnd(VectorType type, int root, int height, int size, int index) {
        return (int) leaf(type, root, height, size, index);
    }

    /** The index of the first element of the leaf that has element {@code index}. */
    static int leafStart(VectorType type, int root, int height, int size, int index) {
        return (int) (leaf(type, root, height, size, index) >>> Integer.SIZE);
    }

    private static long leaf(VectorType type, int root, int height, int size, int index) {
        long node = type.memory.at(root);
        int start = 0;
        int left = size;
        for (int level = height; level > 0; level--) {
            int place = placeToRead(type, node, level, index - start);
            int before = before(type, node, level, place);
            left = size(type, node, level, left, place, before);
            start += before;
            node = type.memory.at(child(type, node, place));
        }
        return (long) start << Integer.SIZE | (start + left);
    }
}
