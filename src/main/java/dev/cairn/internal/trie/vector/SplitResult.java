package dev.cairn.internal.trie.vector;

/** What a step makes of a node: one node of the same level, two side by side, or none. */
final class SplitResult {
    int first;
    int firstSize;
    int second;
    int secondSize;

    void give(int node, int size) {
        give(node, size, 0, 0);
    }

    void give(int one, int size, int other, int otherSize) {
        first = one;
        firstSize = size;
        second = other;
        secondSize = otherSize;
    }

    boolean isSplit() {
        return second != 0;
    }
}
