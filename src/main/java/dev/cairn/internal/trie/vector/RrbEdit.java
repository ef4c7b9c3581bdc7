package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.Stripe;

/**
 * Changes a vector's trie in the middle and at its ends: inserts and removes elements, cuts the trie, and appends another trie. Shares all
 * nodes that are not on the way. After N. Stucki, T. Rompf, V. Ureche, P. Bagwell, <em>RRB Vector: A Practical General Purpose Immutable
 * Sequence</em> (2015). A least number of children bounds the height, as in a B-tree.
 */
final class RrbEdit {
    /*
     * An edit inserts elements, or removes one, or cuts and appends. The source trie is borrowed and stays as it is. A node of the edit is
     * taken apart before anything below it changes, so it never refers to a dropped node. Each step leaves its nodes in `parts`: unchanged
     * nodes are borrowed, others are owned by the edit.
     */
    private final VectorType type;
    private final RrbNodes nodes;
    private final SplitResult parts = new SplitResult();
    private final TrieJoin seam;
    private int root;
    private int height;
    private int size;

    /** Begins from a trie of {@code size} elements, which the caller keeps alive. Borrows {@code root}. */
    RrbEdit(VectorType type, Stripe stripe, int root, int height, int size) {
        this.type = type;
        this.nodes = new RrbNodes(type, stripe);
        this.seam = new TrieJoin(nodes, parts);
        this.root = root;
        this.height = height;
        this.size = size;
    }

    int root() {
        return root;
    }

    int height() {
        return height;
    }

    int size() {
        return size;
    }

    /** Makes the caller the owner of one count of the root, and ends this edit. */
    int takeRoot() {
        if (root != 0) {
            if (nodes.isMade(root)) {
                nodes.release(root);
            } else {
                type.core.counts().raise(root);
            }
        }
        nodes.dropAll();
        return root;
    }

    /** Drops the nodes made so far. */
    void abort() {
        nodes.dropAll();
    }

    private void becomeRoot(int level, int newSize) {
        root = parts.first;
        height = root == 0 ? 0 : level;
        size = newSize;
        if (parts.isSplit()) {
            ChildList row = new ChildList(2);
            addTo(row, parts.first, parts.firstSize);
            addTo(row, parts.second, parts.secondSize);
            root = nodes.make(row, 0, 2, ++height);
        }
        while (height > 1 && isThin()) {
            lower();
        }
        if (height == 0 && root != 0) {
            ChildList row = new ChildList(1);
            addTo(row, root, size);
            root = nodes.make(row, 0, 1, ++height);
        }
    }

    /** Whether the trie may be too high: the root has one child, or two of which one is small. */
    private boolean isThin() {
        int count = nodes.count(root, height, size);
        if (count != 2) {
            return count == 1;
        }
        long at = type.memory.at(root);
        int place = RelaxedTrie.place(type, at, height, 0);
        int half = RelaxedTrie.size(type, at, height, size, place, 0);
        return seam.isFew(RelaxedTrie.child(type, at, place), height - 1, half)
                || seam.isFew(RelaxedTrie.child(type, at, place + 1), height - 1, size - half);
    }

    private void lower() {
        ChildList row = nodes.takeApart(root, height, size);
        if (row.count() == 2) {
            seam.joinChildren(row, 0, height);
        }
        if (row.count() == 1) {
            root = row.child(0);
            height--;
        } else {
            root = nodes.make(row, 0, row.count(), height);
        }
    }

    private void addTo(ChildList row, int node, int count) {
        row.insert(row.count(), node, count, nodes.isMade(node));
    }

    /** Inserts the first {@code count} elements of {@code batch}. The trie is not empty, and this edit has not changed it. */
    void insert(InsertBatch batch, int count) {
        TrieInsert insert = new TrieInsert(nodes, batch);
        int level = insert.run(root, height, size, count);
        parts.set(insert.root(), size + count);
        becomeRoot(level, size + count);
    }

    private int part(int leaf, int from, int to) {
        int part = nodes.leaf(to - from);
        LeafEdit.copy(type, leaf, from, to, part, 0);
        return part;
    }

    /** Removes element {@code index}. */
    void remove(int index) {
        remove(root, height, size, index);
        becomeRoot(height, size - 1);
    }

    private void remove(int node, int level, int count, int index) {
        if (level == 0) {
            removeInLeaf(node, count, index);
            return;
        }
        long at = type.memory.at(node);
        int place = RelaxedTrie.place(type, at, level, index);
        int before = RelaxedTrie.before(type, at, level, place);
        int has = RelaxedTrie.size(type, at, level, count, place, before);
        remove(RelaxedTrie.child(type, at, place), level - 1, has, index - before);
        if (parts.first != 0 && !seam.isFew(parts.first, level - 1, parts.firstSize)) {
            parts.set(nodes.withChild(node, level, count, place, parts.first, parts.firstSize), count - 1);
            return;
        }
        ChildList row = nodes.takeApart(node, level, count);
        int i = row.find(index);
        if (parts.first == 0) {
            row.remove(i);
        } else {
            row.replace(i, parts.first, parts.firstSize);
            if (row.count() > 1) {
                seam.joinChildren(row, Math.min(i, row.count() - 2), level);
            }
        }
        nodes.make(row, level, 0, parts);
    }

    private void removeInLeaf(int leaf, int count, int index) {
        int copy = count == 1 ? 0 : nodes.leaf(count - 1);
        if (copy != 0) {
            LeafEdit.copy(type, leaf, 0, index, copy, 0);
            LeafEdit.copy(type, leaf, index + 1, count, copy, index);
        }
        parts.set(copy, count - 1);
    }

    /** Removes the first {@code count} elements, but not all. */
    void removeFirst(int count) {
        removeFirst(root, height, size, count);
        becomeRoot(height, size - count);
    }

    private void removeFirst(int node, int level, int all, int count) {
        if (count == 0 || level == 0) {
            parts.set(count == 0 ? node : part(node, count, all), all - count);
            return;
        }
        ChildList row = nodes.takeApart(node, level, all);
        int i = row.find(count);
        removeFirst(row.child(i), level - 1, row.size(i), count - row.size(0, i));
        row.replace(i, parts.first, parts.firstSize);
        parts.set(nodes.make(row, i, row.count(), level), all - count);
    }

    /** Removes all but the first {@code count} elements, which are whole leaves. */
    void keepFirst(int count) {
        if (count == 0) {
            parts.set(0, 0);
        } else {
            keepFirst(root, height, size, count);
        }
        becomeRoot(height, count);
    }

    private void keepFirst(int node, int level, int all, int count) {
        if (count == all) {
            parts.set(node, all);
            return;
        }
        ChildList row = nodes.takeApart(node, level, all);
        int i = row.find(count - 1);
        keepFirst(row.child(i), level - 1, row.size(i), count - row.size(0, i));
        row.replace(i, parts.first, parts.firstSize);
        parts.set(nodes.make(row, 0, i + 1, level), count);
    }

    /** Appends a trie of {@code count} elements. Borrows {@code other}, which is a leaf if its height is 0. */
    void append(int other, int otherHeight, int count) {
        if (root == 0) {
            parts.set(other, count);
        } else {
            seam.join(root, height, size, other, otherHeight, count);
        }
        becomeRoot(root == 0 ? otherHeight : Math.max(height, otherHeight), size + count);
    }
}
