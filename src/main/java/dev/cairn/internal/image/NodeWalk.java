package dev.cairn.internal.image;

import dev.cairn.internal.alloc.BlockMarks;
import dev.cairn.internal.life.NodeSpace;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.MapNode;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.node.ReferenceList;
import dev.cairn.internal.node.Shape;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Elements, and the nodes of maps: what never changes once others can reach it. */
abstract class NodeWalk extends VersionWalk {
    private static final int HASH_BITS = 64;

    private final int fragments;
    private final int depthMost;

    /** Behind the last slab, where nothing can be read. */
    private final int end;

    @SuppressWarnings("UnusedVariable") // keeps the reads
    private int readAhead;

    NodeWalk(NodeSpace space, BlockMarks marks, boolean findsCircles) {
        super(space, marks, findsCircles);
        this.fragments = (int) ((1L << (1 << space.bits())) - 1);
        this.depthMost = (HASH_BITS + space.bits() - 1) / space.bits();
        this.end = memory.reference(allocator.slabs().at(allocator.slabs().frontier()));
    }

    @Override
    void visitElement(int node, long at, long need) throws IOException {
        Kind kind = Node.kind(memory, at);
        switch (kind) {
            case BYTES -> foundWhole(node, 1);
            case PARTS -> visitList(node, at);
            case HEADER -> visitHeader(node, at);
            case MAP_LEAF, MAP_PACKED -> visitMap(node, at, 0, Node.shape(memory, at));
            case LEAF, BEARING_LEAF -> visitWholeLeaf(node, at);
            case OBJECT -> foundObject(node);
            default -> throw new Damage(node, "is an element, and is of the kind " + kind);
        }
    }

    private void visitWholeLeaf(int leaf, long at) throws IOException {
        long edit = Node.edit(memory, at);
        if (edit == 0 || edit >= Node.EDIT_MIN) {
            throw new Damage(leaf, "is an element, and is no whole collection");
        }
        visitVector(leaf, at, 0, Node.shape(memory, at), edit - 1);
    }

    abstract void visitHeader(int header, long at) throws IOException;

    /** A node whose whole block is content. Returns whether it was found now. */
    final boolean foundWhole(int node, int mark) throws IOException {
        int known = mark(node);
        if (known == 0) {
            found(node, mark, 0, blockBytes(node));
            return true;
        }
        if (known != mark) {
            throw new Damage(node, "is in two places of a collection, " + known + " and " + mark);
        }
        return false;
    }

    private void visitList(int node, long at) throws IOException {
        requireOutside(node, 1);
        if (!foundWhole(node, 1)) {
            return;
        }
        enter(node);
        int count = ReferenceList.count(memory, at);
        if (count < 0 || Node.BEARING_HEADER + (long) count * Integer.BYTES > blockBytes(node)) {
            throw new Damage(node, "has a list of " + count + " references");
        }
        for (int i = 0; i < count; i++) {
            pushElement(memory.getInt(ReferenceList.place(at, i)));
        }
    }

    /** The shape with this number, which {@code node} has. */
    final Shape shape(int node, int number) {
        Shape shape = space.shapes().shape(number);
        if (shape == null) {
            throw new Damage(node, "has the unknown shape " + number);
        }
        return shape;
    }

    /** Visits what the references of a slot of {@code node} lead to. */
    void pushSlot(int node, long slot, Shape shape) {
        for (int i = 0; i < shape.references(); i++) {
            pushElement(memory.getInt(slot + shape.referenceOffset(i)));
        }
    }

    /** Whether slots are visited in which nothing can be a reference. */
    boolean visitsAllSlots() {
        return false;
    }

    /** A node of a collection has slots of this shape. */
    void requireShape(int node, int number) {}

    @Override
    final void visitMap(int node, long at, int depth, int shapeNumber) throws IOException {
        requireShape(node, shapeNumber);
        Kind kind = Node.kind(memory, at);
        if (depth > depthMost || (kind == Kind.MAP_PACKED && depth > 0) || !isOfMap(kind)) {
            throw new Damage(node, "is at depth " + depth + " of a map, and is of the kind " + kind);
        }
        if (Node.shape(memory, at) != shapeNumber) {
            throw new Damage(
                    node, "has the shape " + Node.shape(memory, at) + " in a map with the shape " + shapeNumber);
        }
        if (mark(node) == 0) {
            requireWhole(node, at, kind, shape(node, shapeNumber));
        }
        if (depth > 0 && mapSize(node) < 2) {
            throw new Damage(node, "has " + mapSize(node) + " entries, which are in the node above it");
        }
        if (foundWhole(node, 1 + depth)) {
            pushMap(node, at, kind, depth, shape(node, shapeNumber));
        }
    }

    static boolean isOfMap(@Nullable Kind kind) {
        return kind == Kind.MAP_NODE || kind == Kind.MAP_LEAF || kind == Kind.MAP_COLLISION || kind == Kind.MAP_PACKED;
    }

    /** Throws unless the content of a map's node lies in its block, and its size is right. */
    private void requireWhole(int node, long at, Kind kind, Shape entry) {
        long block = blockBytes(node);
        boolean isTrie = kind == Kind.MAP_NODE || kind == Kind.MAP_LEAF;
        int entries = isTrie ? MapNode.entries(memory, at) : 0;
        int children = kind == Kind.MAP_NODE && block >= Node.BEARING_HEADER ? MapNode.children(memory, at) : 0;
        if ((entries & children) != 0 || ((entries | children) & ~fragments) != 0) {
            throw new Damage(node, "has entries and children at the same places, or at places that do not exist");
        }
        int header = kind.isBearing() ? Node.BEARING_HEADER : Node.HEADER;
        long count = isTrie ? Integer.bitCount(entries) : (block < header ? 0 : mapSize(node));
        long end = header + count * entry.width();
        if (children != 0) {
            end = header + MapNode.entryBytes((int) count, entry.width()) + 4L * Integer.bitCount(children);
        }
        if (count < 0 || end > block) {
            throw new Damage(node, "has " + count + " entries of a " + entry + " in a block of " + block + " bytes");
        }
        if (!kind.isBearing()) {
            requireNoReferences(node, at, count, entry);
        }
        if (kind == Kind.MAP_NODE) {
            requireSize(node, at, count, children);
        }
    }

    /** A node of a kind that bears none may have entries of a shape with references, if all of these are nil. */
    private void requireNoReferences(int node, long at, long count, Shape entry) {
        for (long i = 0; i < count; i++) {
            long slot = at + Node.HEADER + i * entry.width();
            for (int k = 0; k < entry.references(); k++) {
                if (memory.getInt(slot + entry.referenceOffset(k)) != 0) {
                    throw new Damage(node, "has an entry with references, and is of the kind " + Node.kind(memory, at));
                }
            }
        }
    }

    private void requireSize(int node, long at, long entries, int children) {
        long size = entries;
        long place = childrenAt(node, at);
        readAhead(place, Integer.bitCount(children));
        for (int i = 0; i < Integer.bitCount(children); i++) {
            size += mapSize(memory.getInt(place + 4L * i));
        }
        if (size != MapNode.size(memory, at)) {
            throw new Damage(node, "claims to have " + MapNode.size(memory, at) + " entries, and has " + size);
        }
    }

    /** Reads the first words of children, which are not checked yet, so that cache misses overlap instead of waiting for each other. */
    private void readAhead(long place, int count) {
        int all = 0;
        for (int i = 0; i < count; i++) {
            int child = memory.getInt(place + 4L * i);
            all ^= memory.getInt(memory.at(Integer.compareUnsigned(child, end) < 0 ? child : 0));
        }
        readAhead ^= all;
    }

    private long childrenAt(int node, long at) {
        int width = shape(node, Node.shape(memory, at)).width();
        return at + Node.BEARING_HEADER + MapNode.entryBytes(Integer.bitCount(MapNode.entries(memory, at)), width);
    }

    /** How many entries a node of a map claims to have below it. */
    final long mapSize(int node) {
        Kind kind = kind(node);
        if (!isOfMap(kind) || (kind.isBearing() && blockBytes(node) < Node.BEARING_HEADER)) {
            throw new Damage(node, "is part of a map, and is of the kind " + kind);
        }
        long at = memory.at(node);
        return kind == Kind.MAP_PACKED ? MapNode.entries(memory, at) : MapNode.size(memory, at);
    }

    private void pushMap(int node, long at, Kind kind, int depth, Shape entry) {
        if (kind == Kind.MAP_NODE) {
            long place = childrenAt(node, at);
            int number = Node.shape(memory, at);
            for (int i = Integer.bitCount(MapNode.children(memory, at)); i > 0; i--) {
                int child = memory.getInt(place + 4L * (i - 1));
                if (child == 0) {
                    throw new Damage(node, "has no child where one must be");
                }
                push(MAP, child, depth + 1, number, 0);
            }
        }
        if ((entry.references() > 0 && kind.isBearing()) || visitsAllSlots()) {
            int count = entryCount(at, kind);
            long body = kind.isBearing() ? at + Node.BEARING_HEADER : at + Node.HEADER;
            for (int i = count; i > 0; i--) {
                pushSlot(node, body + (long) (i - 1) * entry.width(), entry);
            }
        }
    }

    private int entryCount(long at, Kind kind) {
        return switch (kind) {
            case MAP_NODE -> Integer.bitCount(MapNode.entries(memory, at));
            case MAP_PACKED -> MapNode.entries(memory, at);
            default -> MapNode.size(memory, at);
        };
    }
}
