package dev.cairn.internal.trie.vector;

import dev.cairn.internal.memory.Memory;

/** Walks two vectors of one store and one type side by side. Skips the nodes that they share. */
public final class VectorCompare {
    private final VectorBase left;
    private final VectorBase right;
    private final VectorType type;
    private final Memory memory;
    private final int size;
    private final LeafVisitor visitor;
    private long visited;

    private VectorCompare(VectorBase left, VectorBase right, int size, LeafVisitor visitor) {
        this.left = left;
        this.right = right;
        this.type = left.type();
        this.memory = left.memory();
        this.size = size;
        this.visitor = visitor;
    }

    /** Compares elements in two leaves that are not the same node. */
    @FunctionalInterface
    public interface LeafTest {
        /** Whether the {@code count} elements at the two addresses are equal. */
        boolean equal(long leftBody, long rightBody, int count);
    }

    /** Is called with elements in two leaves that are not the same node. */
    @FunctionalInterface
    public interface LeafVisitor {
        /** Gets {@code count} elements of each vector, from index {@code from} on. Returns whether to go on. */
        boolean visit(int from, long leftBody, long rightBody, int count);
    }

    /** Whether the first {@code size} elements of both are equal. O(nodes that are not shared). */
    public static boolean equal(VectorBase left, VectorBase right, int size, LeafTest test) {
        try (var _ = left.core().hold()) {
            return new VectorCompare(left, right, size, (from, a, b, count) -> test.equal(a, b, count)).run();
        }
    }

    /**
     * Calls {@code visitor} with the leaves that have the first {@code size} elements, in order, but not with shared leaves. Returns the
     * number of visited nodes, at most proportional to those that are not shared.
     */
    public static long visit(VectorBase left, VectorBase right, int size, LeafVisitor visitor) {
        VectorCompare walk = new VectorCompare(left, right, size, visitor);
        try (var _ = left.core().hold()) {
            walk.run();
        }
        return walk.visited;
    }

    private boolean run() {
        int inTries = Math.min(size, Math.min(left.tail.start, right.tail.start));
        if (left.isIrregular() || right.isIrregular()) {
            return pieces(0, inTries) && pieces(inTries, size);
        }
        return (inTries == 0 || tries(inTries)) && pieces(inTries, size);
    }

    /** Compares tries of any form. Skips subtrees that both have from the same index on. */
    private boolean pieces(int from, int end) {
        for (int at = from, next; at < end; at = next) {
            next = Math.min(end, sharedEnd(at));
            if (next == at) {
                next = Math.min(end, Math.min(left.leafEnd(at), right.leafEnd(at)));
                if (!leaves(at, left.elementAt(at), right.elementAt(at), next)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The end of the largest subtree that begins at element {@code at} in both; {@code at} if there is none. */
    private int sharedEnd(int at) {
        Subtrees inLeft = Subtrees.of(left, at);
        Subtrees inRight = Subtrees.of(right, at);
        visited += inLeft.count() + inRight.count();
        return inLeft.sharedEnd(inRight);
    }

    /** Compares regular tries. The higher trie has the elements of the other one below the first child of its root, and so on. */
    private boolean tries(int end) {
        int a = left.root;
        int b = right.root;
        for (int level = left.height; level > right.height; level--) {
            a = child(a, 0);
        }
        for (int level = right.height; level > left.height; level--) {
            b = child(b, 0);
        }
        return nodes(a, b, Math.min(left.height, right.height), 0, end);
    }

    private int child(int node, int digit) {
        return RelaxedTrie.child(type, memory.at(node), digit);
    }

    private boolean nodes(int a, int b, int level, int from, int end) {
        if (a == b) {
            return true;
        }
        visited += 2;
        int span = 1 << type.shift(level);
        for (int i = 0, at = from; i <= type.digitMask && at < end; i++, at += span) {
            int childA = child(a, i);
            int childB = child(b, i);
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
        return leaves(
                from,
                memory.at(a) + type.leafHeader,
                memory.at(b) + type.leafHeader,
                Math.min(end, from + type.leafElements()));
    }

    private boolean leaves(int from, long a, long b, int end) {
        if (a == b) {
            return true;
        }
        visited += 2;
        return visitor.visit(from, a, b, end - from);
    }

    /**
     * The subtrees of a trie that begin at one element, the largest first.
     *
     * @param nodes their top nodes
     * @param ends the indexes behind their last elements
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Subtrees(int at, int count, int[] nodes, int[] ends) {
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
                    int place = RelaxedTrie.placeToRead(type, address, level, at - start);
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
}
