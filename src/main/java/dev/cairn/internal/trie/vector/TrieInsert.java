package dev.cairn.internal.trie.vector;

import java.util.Arrays;

/** Inserts a batch of elements into a trie in one pass from left to right. Copies each node on the way once. */
final class TrieInsert {
    private final VectorType type;
    private final RrbNodes nodes;
    private final InsertBatch batch;
    private ChildList top = new ChildList(2);

    TrieInsert(RrbNodes nodes, InsertBatch batch) {
        this.type = nodes.type();
        this.nodes = nodes;
        this.batch = batch;
    }

    /** Inserts the first {@code count} elements of the batch. Returns the level of the root. Nodes below it may be relaxed. */
    int run(int root, int height, int size, int count) {
        insert(root, height, size, 0, 0, count, top);
        int level = height;
        for (; top.count() > 1; level++) {
            ChildList below = top;
            top = new ChildList(2);
            gather(below, level + 1, top);
        }
        return level;
    }

    int root() {
        return top.child(0);
    }

    /**
     * Inserts elements {@code from} to {@code to} of the batch below {@code node}. There are {@code start} elements before the node. Adds
     * the resulting nodes to {@code result}.
     */
    private void insert(int node, int level, int size, int start, int from, int to, ChildList result) {
        if (level == 0) {
            insertInLeaf(node, size, start, from, to, result);
            return;
        }
        Distribution deal = new Distribution(Math.min(to - from, type.digitMask + 1));
        deal(node, level, size, start, from, to, deal);
        ChildList changed = new ChildList(
                deal.count + (to - from) / type.leafElements()); // enough above leaves, too much above that
        for (int i = 0, next = from; i < deal.count; next = deal.ends[i++]) {
            insert(deal.nodes[i], level - 1, deal.sizes[i], deal.starts[i], next, deal.ends[i], changed);
            deal.results[i] = changed.count();
        }
        if (changed.count() == deal.count) {
            add(nodes.withChildren(node, level, size, deal.places(), changed), size + to - from, result);
        } else {
            gather(replaced(nodes.takeApart(node, level, size), deal, changed), level, result);
        }
    }

    /** Assigns elements of the batch to the children of one node. For each such child it has the end of its elements. */
    private static final class Distribution {
        private final int[] places;
        private final int[] nodes;
        private final int[] sizes;
        private final int[] starts;
        private final int[] ends;

        /** The end of the nodes that the children up to each have become. */
        private final int[] results;

        private int count;

        Distribution(int room) {
            places = new int[room];
            nodes = new int[room];
            sizes = new int[room];
            starts = new int[room];
            ends = new int[room];
            results = new int[room];
        }

        int[] places() {
            return count == places.length ? places : Arrays.copyOf(places, count);
        }
    }

    /** Assigns elements to children. An element between two children goes to the first. */
    private void deal(int node, int level, int size, int start, int from, int to, Distribution deal) {
        long at = type.memory.at(node);
        for (int next = from; next < to; deal.count++) {
            int place = RelaxedTrie.place(type, at, level, Math.max(0, batch.place(next) - start - 1));
            int before = RelaxedTrie.before(type, at, level, place);
            int has = RelaxedTrie.size(type, at, level, size, place, before);
            int end = start + before + has;
            next = batch.upTo(end, next, to);
            int i = deal.count;
            deal.places[i] = place;
            deal.nodes[i] = RelaxedTrie.child(type, at, place);
            deal.sizes[i] = has;
            deal.starts[i] = start + before;
            deal.ends[i] = next;
        }
    }

    /** The children of a node, with some replaced by the nodes they have become. */
    private static ChildList replaced(ChildList children, Distribution deal, ChildList changed) {
        ChildList all = new ChildList(children.count() + changed.count());
        int taken = 0;
        for (int i = 0, from = 0; i < deal.count; from = deal.results[i++]) {
            int at = taken;
            while (children.place(at) != deal.places[i]) {
                at++;
            }
            all.add(children, taken, at);
            all.add(changed, from, deal.results[i]);
            taken = at + 1;
        }
        all.add(children, taken, children.count());
        return all;
    }

    /** Makes nodes of {@code level} of {@code row}, as few as possible and equally full, and adds them to {@code result}. */
    private void gather(ChildList row, int level, ChildList result) {
        int count = row.count();
        int parts = Math.ceilDiv(count, type.digitMask + 1);
        for (int k = 0; k < parts; k++) {
            int from = (int) ((long) count * k / parts);
            int to = (int) ((long) count * (k + 1) / parts);
            int size = row.size(from, to);
            add(nodes.make(row, from, to, level), size, result);
        }
    }

    private void insertInLeaf(int leaf, int size, int start, int from, int to, ChildList result) {
        LeafMerge merge = new LeafMerge(type, nodes.stripe(), leaf, size, start, batch, from, to);
        for (int left = Math.ceilDiv(merge.rest(), type.maxLeafSize); left > 0; left--) {
            int length = Math.ceilDiv(merge.rest(), left);
            int copy = nodes.leaf(length);
            merge.write(copy, length);
            add(copy, length, result);
        }
    }

    private static void add(int node, int size, ChildList result) {
        result.insert(result.count(), node, size, true);
    }
}
