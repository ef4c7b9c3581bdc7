package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.Node;
import dev.cairn.internal.memory.Memory;

/** Walks two vectors of one store and one type side by side, passing over the nodes they share. */
public final class VectorCompare {
    private final VectorBase left;
    private final VectorBase right;
    private final VectorType type;
    private final Memory memory;
    private final int size;
    private final LeafTest test;

    private VectorCompare(VectorBase left, VectorBase right, int size, LeafTest test) {
        this.left = left;
        this.right = right;
        this.type = left.type();
        this.memory = left.memory();
        this.size = size;
        this.test = test;
    }

    /** Compares the elements of two leaves that are not the same node. */
    @FunctionalInterface
    public interface LeafTest {
        /** Whether the {@code count} elements at the two addresses are equal. */
        boolean equal(long leftBody, long rightBody, int count);
    }

    /** Whether the first {@code size} elements of both are equal; O(what is not shared). */
    public static boolean equal(VectorBase left, VectorBase right, int size, LeafTest test) {
        return new VectorCompare(left, right, size, test).run();
    }

    private boolean run() {
        int inTries = Math.min(size, Math.min(left.tail.start, right.tail.start));
        if (inTries > 0 && left.height == right.height) {
            if (!nodes(left.root, right.root, left.height, 0, inTries)) {
                return false;
            }
        } else {
            inTries = 0;
        }
        for (int from = inTries; from < size; from += type.leafElements()) {
            long a = left.leafBody(from);
            long b = right.leafBody(from);
            if (a != b && !test.equal(a, b, Math.min(type.leafElements(), size - from))) {
                return false;
            }
        }
        return true;
    }

    private boolean nodes(int a, int b, int level, int from, int end) {
        if (a == b) {
            return true;
        }
        int span = 1 << (type.leafBits + type.bits * (level - 1));
        for (int i = 0, at = from; i <= type.digitMask && at < end; i++, at += span) {
            int childA = memory.getInt(memory.at(a) + Node.BEARING_HEADER + 4L * i);
            int childB = memory.getInt(memory.at(b) + Node.BEARING_HEADER + 4L * i);
            if (childA != childB && !children(childA, childB, level, at, end)) {
                return false;
            }
        }
        return true;
    }

    private boolean children(int a, int b, int level, int from, int end) {
        if (level > 1) {
            return nodes(a, b, level - 1, from, end);
        }
        return test.equal(
                memory.at(a) + type.leafHeader,
                memory.at(b) + type.leafHeader,
                Math.min(type.leafElements(), end - from));
    }
}
