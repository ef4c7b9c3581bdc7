package dev.cairn.internal.trie.vector;

/**
 * Puts two tries side by side. If the last node of the first or the first node of the second is too small, both become one node or share
 * their children, level by level. Other nodes stay as they are.
 */
final class TrieJoin {
    private final VectorType type;
    private final RrbNodes nodes;
    private final SplitResult parts;

    TrieJoin(RrbNodes nodes, SplitResult parts) {
        this.type = nodes.type();
        this.nodes = nodes;
        this.parts = parts;
    }

    /**
     * Joins {@code a}, a node of {@code aLevel} with {@code aSize} elements, and {@code b}. Leaves the resulting nodes in `parts`, at the
     * higher of both levels.
     */
    void join(int a, int aLevel, int aSize, int b, int bLevel, int bSize) {
        if (aLevel > bLevel) {
            joinRight(a, aLevel, aSize, b, bLevel, bSize);
        } else if (aLevel < bLevel) {
            joinLeft(a, aLevel, aSize, b, bLevel, bSize);
        } else if (isFit(a, b, aLevel, aSize, bSize)) {
            parts.set(a, aSize, b, bSize);
        } else if (aLevel == 0) {
            joinLeaves(a, aSize, b, bSize);
        } else {
            joinNodes(a, b, aLevel, aSize, bSize);
        }
    }

    /** Whether a node has fewer children, or a leaf fewer elements, than the least number inside a trie. */
    boolean isFew(int node, int level, int size) {
        return level == 0 ? size < type.minLeafSize : nodes.count(node, level, size) < type.minChildren;
    }

    private boolean isFit(int a, int b, int level, int aSize, int bSize) {
        if (isFew(a, level, aSize) || isFew(b, level, bSize)) {
            return false;
        }
        if (level == 0) {
            return true;
        }
        long left = type.memory.at(a);
        long right = type.memory.at(b);
        int last = RelaxedTrie.place(type, left, level, aSize - 1);
        int before = RelaxedTrie.before(type, left, level, last);
        int next = RelaxedTrie.place(type, right, level, 0);
        return isFit(
                RelaxedTrie.child(type, left, last),
                RelaxedTrie.child(type, right, next),
                level - 1,
                RelaxedTrie.size(type, left, level, aSize, last, before),
                RelaxedTrie.size(type, right, level, bSize, next, 0));
    }

    private void joinRight(int a, int aLevel, int aSize, int b, int bLevel, int bSize) {
        if (!nodes.isMade(a)) {
            joinRightOfSource(a, aLevel, aSize, b, bLevel, bSize);
            return;
        }
        ChildList row = nodes.takeApart(a, aLevel, aSize);
        int last = row.count() - 1;
        join(row.child(last), aLevel - 1, row.size(last), b, bLevel, bSize);
        row.replace(last, parts.first, parts.firstSize);
        if (parts.isSplit()) {
            row.insert(last + 1, parts.second, parts.secondSize, nodes.isMade(parts.second));
        }
        nodes.make(row, aLevel, type.digitMask + 1, parts);
    }

    /** As {@link #joinRight}, but takes the node apart only if it gets too many children. */
    private void joinRightOfSource(int a, int aLevel, int aSize, int b, int bLevel, int bSize) {
        long at = type.memory.at(a);
        int last = RelaxedTrie.place(type, at, aLevel, aSize - 1);
        int before = RelaxedTrie.before(type, at, aLevel, last);
        int child = RelaxedTrie.child(type, at, last);
        join(child, aLevel - 1, RelaxedTrie.size(type, at, aLevel, aSize, last, before), b, bLevel, bSize);
        int size = aSize + bSize;
        if (!parts.isSplit()) {
            parts.set(nodes.withChild(a, aLevel, aSize, last, parts.first, parts.firstSize), size);
        } else if (parts.first == child && last < type.digitMask) {
            parts.set(nodes.withChild(a, aLevel, aSize, last + 1, parts.second, parts.secondSize), size);
        } else {
            ChildList row = nodes.takeApart(a, aLevel, aSize);
            row.replace(row.count() - 1, parts.first, parts.firstSize);
            row.insert(row.count(), parts.second, parts.secondSize, nodes.isMade(parts.second));
            nodes.make(row, aLevel, type.digitMask + 1, parts);
        }
    }

    private void joinLeft(int a, int aLevel, int aSize, int b, int bLevel, int bSize) {
        ChildList row = nodes.takeApart(b, bLevel, bSize);
        join(a, aLevel, aSize, row.child(0), bLevel - 1, row.size(0));
        if (parts.isSplit()) {
            row.replace(0, parts.second, parts.secondSize);
            row.insert(0, parts.first, parts.firstSize, nodes.isMade(parts.first));
        } else {
            row.replace(0, parts.first, parts.firstSize);
        }
        nodes.make(row, bLevel, row.count() - type.digitMask - 1, parts);
    }

    private void joinNodes(int a, int b, int level, int aSize, int bSize) {
        ChildList row = nodes.takeApart(a, level, aSize);
        int split = row.count();
        nodes.takeApart(b, level, bSize, row);
        joinChildren(row, split - 1, level);
        int other = row.count() - split;
        int most = type.digitMask + 1;
        boolean isEven = Math.min(split, other) >= type.minChildren && Math.max(split, other) <= most;
        nodes.make(row, level, isEven ? split : row.count() / 2, parts);
    }

    /** Joins children {@code i} and {@code i + 1} of a node of {@code level}. Joins the result again if it is still small. */
    void joinChildren(ChildList row, int i, int level) {
        join(row.child(i), level - 1, row.size(i), row.child(i + 1), level - 1, row.size(i + 1));
        row.replace(i, parts.first, parts.firstSize);
        if (parts.isSplit()) {
            row.replace(i + 1, parts.second, parts.secondSize);
        } else {
            row.remove(i + 1);
            if (row.count() > 1 && isFew(row.child(i), level - 1, row.size(i))) {
                joinChildren(row, Math.max(0, i - 1), level);
            }
        }
    }

    private void joinLeaves(int a, int aSize, int b, int bSize) {
        int size = aSize + bSize;
        int split = size <= type.maxLeafSize ? size : size / 2;
        int one = part(a, aSize, b, 0, split);
        int other = split == size ? 0 : part(a, aSize, b, split, size);
        nodes.discard(a);
        nodes.discard(b);
        parts.set(one, split, other, size - split);
    }

    /** A leaf of the elements {@code from} to {@code to} of two leaves. The first has {@code aSize} elements. */
    private int part(int a, int aSize, int b, int from, int to) {
        int part = nodes.leaf(to - from);
        LeafEdit.copy(type, a, from, Math.min(to, aSize), part, 0);
        int start = Math.max(from, aSize);
        LeafEdit.copy(type, b, start - aSize, to - aSize, part, start - from);
        return part;
    }
}
