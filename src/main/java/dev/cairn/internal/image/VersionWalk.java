package dev.cairn.internal.image;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.BlockMarks;
import dev.cairn.internal.life.NodeSpace;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Goes over all nodes of versions, each up to what its version has of it. Believes nothing that it has not checked. */
abstract class VersionWalk {
    /*
     * A node's content may grow while versions share it: elements of a leaf, children of an inner node, bytes of a blob's leaf. What a
     * version has of it does not change. So the walk carries from the header down how much each node must have, its need, and looks at
     * nothing behind that: other threads write there (decision 006).
     *
     * Marks. A marked node was visited: with all that its mark says it has, and all that this leads to. So the walk passes over a node
     * whose mark says enough. An inner node of a vector that is not full is gone through again, since its last child may have grown.
     * The mark of a node that can be part of several collections says where it is in them, too: its level, or the depth in a map. A node
     * that another collection has elsewhere is damage. So there is no circle within a collection.
     *
     * Circles of collections: the walk is depth first, and knows the headers, lists and leaves with references that it is within. A circle
     * would lead to one of these. A leaf may be met again for what is before the present element: an element can be an earlier version.
     */
    private static final int ROLE_BITS = 4;
    private static final int LEVEL_BITS = 8;

    /** An element: the node that a slot refers to. */
    static final int ELEMENT = 0;

    /** A node of a vector's trie; its level is above the leaves, its need the number of elements, its shape that of the leaves. */
    static final int VECTOR = 1;

    /** A node of a map's trie; its level is its depth, its shape that of the entries. */
    static final int MAP = 2;

    /** A leaf of a blob; its need is the number of bytes. */
    static final int BYTES = 3;

    /** A node of a blob's tree; its level is above its height, its need the number of bits. */
    static final int PARTS = 4;

    private static final int POSITION = 5;
    private static final int END = 6;

    final NodeSpace space;
    final Memory memory;
    final Allocator allocator;
    final BlockMarks marks;
    private final boolean findsCircles;
    private final Map<Integer, Long> within = new HashMap<>();

    /** What a subclass knows of the collection that is visited now. It is as it was when the visited node was pushed. */
    int context;

    private long[] stack = new long[256];
    private int size;
    private long nodes;

    /** The node that was looked up last, the slab in which it is, and the number of its block there; -1 if it is the beginning of no block. */
    private int placed;

    private int slab;
    private int index = -1;

    VersionWalk(NodeSpace space, BlockMarks marks, boolean findsCircles) {
        this.space = space;
        this.memory = space.memory();
        this.allocator = space.allocator();
        this.marks = marks;
        this.findsCircles = findsCircles;
    }

    /** What is wrong with a node. */
    static final class Damage extends RuntimeException {
        private static final long serialVersionUID = 1;

        Damage(int node, String what) {
            super("node " + Integer.toUnsignedString(node) + " " + what);
        }
    }

    /**
     * A node is visited for the first time, or has more than before. The bytes from {@code from} to before {@code end} are new; if
     * {@code from} is 0, all are.
     */
    abstract void found(int node, long blockBytes, long from, long end) throws IOException;

    /** A node stands for a Java object. */
    abstract void foundObject(int node);

    /** How many nodes were found. */
    final long nodes() {
        return nodes;
    }

    /** Visits the version of {@code header}, which is a header and no leaf. */
    final void walk(int header) throws IOException {
        if (kind(header) != Kind.HEADER) {
            throw new Damage(header, "is named, and is " + kind(header) + " instead of a header");
        }
        walkFrom(header);
    }

    /** Visits the element {@code node}, and what it leads to. */
    final void walkFrom(int element) throws IOException {
        visit(ELEMENT, element, 0, 0, 0);
        while (size > 0) {
            context = (int) stack[--size];
            long need = stack[--size];
            long word = stack[--size];
            int node = (int) (word >>> 32);
            int role = (int) word & (1 << ROLE_BITS) - 1;
            int level = (int) word >>> ROLE_BITS & (1 << LEVEL_BITS) - 1;
            if (role == END) {
                within.remove(node);
            } else if (role == POSITION) {
                within.put(node, need);
            } else {
                visit(role, node, level, (int) word >>> (ROLE_BITS + LEVEL_BITS), need);
            }
        }
    }

    private void visit(int role, int node, int level, int shape, long need) throws IOException {
        long at = at(node);
        visiting(node, role);
        switch (role) {
            case VECTOR -> visitVector(node, at, level, shape, need);
            case MAP -> visitMap(node, at, level, shape);
            case BYTES -> visitBytes(node, at, need);
            case PARTS -> visitParts(node, at, level, need);
            default -> visitElement(node, at, need);
        }
    }

    /** A node is visited next, again or for the first time. */
    void visiting(int node, int role) {}

    abstract void visitElement(int node, long at, long need) throws IOException;

    abstract void visitVector(int node, long at, int level, int shape, long need) throws IOException;

    abstract void visitMap(int node, long at, int depth, int shape) throws IOException;

    abstract void visitBytes(int leaf, long at, long need) throws IOException;

    abstract void visitParts(int node, long at, int limit, long bits) throws IOException;

    /** Visits a node later, after those that are pushed after it. 0 is no node. */
    final void push(int role, int node, int level, int shape, long need) {
        if (node == 0) {
            return;
        }
        if (size + 3 > stack.length) {
            stack = Arrays.copyOf(stack, stack.length * 2);
        }
        stack[size++] = (long) node << 32
                | (long) shape << (ROLE_BITS + LEVEL_BITS)
                | (long) Math.min(level, (1 << LEVEL_BITS) - 1) << ROLE_BITS
                | role;
        stack[size++] = need;
        stack[size++] = context;
    }

    /** Visits an element later. */
    void pushElement(int node) {
        push(ELEMENT, node, 0, 0, 0);
    }

    /** Finds out where a node is. */
    private void place(int node) {
        if (node != placed) {
            place(node, allocator.slab(node), allocator.blockIndex(node));
        }
    }

    /** A node is block {@code blockIndex} of the slab {@code inSlab}. */
    final void place(int node, int inSlab, int blockIndex) {
        placed = node;
        slab = inSlab;
        index = blockIndex;
    }

    /** The slab of the node that was looked up last. */
    final int slab() {
        return slab;
    }

    /** The number of that node's block in its slab. */
    final int index() {
        return index;
    }

    /** The address of a node, which is the beginning of a block. */
    final long at(int node) {
        place(node);
        if (index < 0) {
            throw new Damage(node, "is the beginning of no block");
        }
        return memory.at(node);
    }

    /** The bytes of the block of a node that was checked. */
    final long blockBytes(int node) {
        place(node);
        return allocator.blockBytesIn(slab);
    }

    /** The kind of a node, which is the beginning of a block. */
    final Kind kind(int node) {
        return Node.kind(memory, at(node));
    }

    /** The mark of a node that was checked. */
    final int mark(int node) {
        place(node);
        return marks.get(slab, index);
    }

    /** Tells of new bytes of a node, and marks it. */
    final void found(int node, int mark, long from, long end) throws IOException {
        long block = blockBytes(node);
        if (end > block) {
            throw new Damage(node, "needs " + end + " bytes, and its block has " + block);
        }
        found(node, block, from & -Memory.GRANULE, end);
        place(node);
        marks.set(slab, index, mark, block);
        nodes += from == 0 ? 1 : 0;
    }

    /** Throws if the walk is within {@code node}, and not behind its first {@code need} elements. */
    final void requireOutside(int node, long need) {
        Long position = findsCircles ? within.get(node) : null;
        if (position != null && need > position) {
            throw new Damage(node, "is a part of itself");
        }
    }

    /** The walk is within {@code node} until all that is pushed after this was visited. */
    final void enter(int node) {
        if (findsCircles) {
            within.put(node, 0L);
            push(END, node, 0, 0, 0);
        }
    }

    /** The walk has visited all of a node that was pushed before element {@code position}, when it comes to this. */
    final void pushPosition(int node, int position) {
        if (findsCircles) {
            push(POSITION, node, 0, 0, position);
        }
    }
}
