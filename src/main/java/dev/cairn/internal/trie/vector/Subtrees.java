package dev.cairn.internal.trie.vector;

/**
 * The subtrees of a trie that begin at one element, the largest first.
 *
 * @param nodes their top nodes
 * @param ends the indexes behind their last elements
 */
@SuppressWarnings("ArrayRecordComponent")
record Subtrees(int at, int count, int[] nodes, int[] ends) {
    /** The subtrees of {@code base} that begin at element {@code at}; none if the tail has the element. */
    static Subtrees of(VectorBase base, int at) {
        VectorType type = base.type();
        int[] nodes = new int[base.height + 1];
        int[] ends = new int[base.height + 1];
        int count = 0;
        int node = base.root;
        int start = 0;
        int size = base.tail.start;
        for (int level = base.height; level >= 0 && at < base.tail.start; level--) {
            if (start == at) {
                nodes[count] = node;
                ends[count++] = start + size;
            }
            if (level > 0) {
                long address = type.memory.at(node);
                int place = RelaxedTrie.place(type, address, level, at - start);
                int before = RelaxedTrie.before(type, address, level, place);
                size = RelaxedTrie.size(type, address, level, size, place, before);
                start += before;
                node = RelaxedTrie.child(type, address, place);
            }
        }
        return new Subtrees(at, count, nodes, ends);
    }

    /** The end of the largest subtree that {@code other} has, too. */
    int sharedEnd(Subtrees other) {
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < other.count; j++) {
                if (nodes[i] == other.nodes[j]) {
                    return Math.min(ends[i], other.ends[j]);
                }
            }
        }
        return at;
    }
}
