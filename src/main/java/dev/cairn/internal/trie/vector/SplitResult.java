package dev.cairn.internal.trie.vector;

/** The result of a step at a node: one node of the same level, two side by side, or none. */
final class SplitResult {
    int first;
    int firstSize;
    int second;
    int secondSize;

    void set(int node, int size) {
        set(node, size, 0, 0);
    }

    void set(int one, int size, int other, int otherSize) {
        first = one;
        firstSize = size;
        second = other;
        secondSize = otherSize;
    }

    boolean isSplit() {
        return second != 0;
    }
}
