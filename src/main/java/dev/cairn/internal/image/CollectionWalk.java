package dev.cairn.internal.image;

import dev.cairn.internal.alloc.BlockMarks;
import dev.cairn.internal.life.NodeSpace;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.trie.blob.BlobBase;
import dev.cairn.internal.trie.blob.BlobBase.Parts;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorType;
import java.io.IOException;

/** Headers, and the nodes of vectors and blobs, whose content grows. */
abstract class CollectionWalk extends NodeWalk {
    /** The marks of a header without a label, and of one with a label, which it may have got since. */
    private static final int HEADER_MARK = 1;

    private static final int LABELLED_MARK = 2;
    private static final int LEVEL_SHIFT = 7;
    private static final int LEVELS_MOST = 32;
    private static final int STEPS_MOST = 1 << 14;

    private final int places;

    CollectionWalk(NodeSpace space, BlockMarks marks, boolean findsCircles) {
        super(space, marks, findsCircles);
        this.places = 1 << space.bits();
    }

    @Override
    final void visitHeader(int node, long at) throws IOException {
        requireOutside(node, 1);
        if (blockBytes(node) < Header.bytes()) {
            throw new Damage(node, "is a header of " + blockBytes(node) + " bytes");
        }
        int known = mark(node);
        int mark = memory.getIntAcquire(Header.atLabel(memory, node)) == 0 ? HEADER_MARK : LABELLED_MARK;
        if (mark > known) {
            found(node, mark, known == 0 ? 0 : Header.AT_LABEL, Header.bytes());
        }
        if (known != 0) {
            return;
        }
        enter(node);
        Header header = Header.read(memory, node);
        if (header.isOfNothing()) {
            if (header.extent() != 0) {
                throw new Damage(node, "names no node, and has the extent " + header.extent());
            }
            return;
        }
        Kind kind = kind(header.root() == 0 ? header.tail() : header.root());
        switch (kind) {
            case INNER, RELAXED, LEAF, BEARING_LEAF -> pushVector(node, header);
            case BLOB_LEAF, BLOB_NODE -> pushBlob(node, header);
            default -> pushMap(node, header);
        }
    }

    private void pushMap(int node, Header header) {
        if (header.tail() != 0
                || header.form() != 0
                || kind(header.root()) == Kind.MAP_PACKED
                || header.extent() == 0
                || mapSize(header.root()) != header.extent()) {
            throw new Damage(node, "does not say what its map has: " + header);
        }
        push(MAP, header.root(), 0, Node.shape(memory, memory.at(header.root())), 0);
    }

    private void pushVector(int node, Header header) {
        long start = VectorBase.tailStart(header);
        long tail = VectorBase.size(header) - start;
        if (start < 0
                || tail < 0
                || header.form() > LEVELS_MOST
                || (start == 0) != (header.root() == 0)
                || (tail > 0 && header.tail() == 0)) {
            throw new Damage(node, "does not say what its vector has: " + header);
        }
        int leaf = header.root();
        for (long level = header.form(); level > 0 && leaf != 0; level--) {
            leaf = firstChild(leaf);
        }
        int shape = leaf == 0 ? -1 : leafShape(leaf);
        if (header.tail() != 0) {
            int ofTail = leafShape(header.tail());
            if (shape >= 0 && shape != ofTail) {
                throw new Damage(node, "has leaves with the shapes " + shape + " and " + ofTail);
            }
            shape = ofTail;
            push(VECTOR, header.tail(), 0, shape, tail);
        }
        push(VECTOR, header.root(), (int) header.form(), shape, start);
    }

    /** The first child of an inner node; the nodes of a version may lie behind other places. */
    private int firstChild(int node) {
        Kind kind = kind(node);
        long at = memory.at(node);
        requireInner(node, kind);
        for (int place = 0; place < places; place++) {
            int child = memory.getInt(at + Node.BEARING_HEADER + 4L * place);
            if (child != 0) {
                return child;
            }
        }
        throw new Damage(node, "is of the kind " + kind + " without children");
    }

    private void requireInner(int node, Kind kind) {
        long bytes = Node.BEARING_HEADER + (long) places * Integer.BYTES * (kind == Kind.RELAXED ? 2 : 1);
        if ((kind != Kind.INNER && kind != Kind.RELAXED) || blockBytes(node) < bytes) {
            throw new Damage(
                    node,
                    "is above the leaves of a vector, and is of the kind " + kind + " in a block of " + blockBytes(node)
                            + " bytes");
        }
    }

    private int leafShape(int leaf) {
        Kind kind = kind(leaf);
        int number = Node.shape(memory, memory.at(leaf));
        boolean bearing = kind == Kind.BEARING_LEAF;
        requireShape(leaf, number);
        if ((kind != Kind.LEAF && !bearing) || shape(leaf, number).references() > 0 != bearing) {
            throw new Damage(leaf, "is a leaf of a vector, and is of the kind " + kind + " with the shape " + number);
        }
        return number;
    }

    @Override
    final void visitVector(int node, long at, int level, int shape, long need) throws IOException {
        if (level == 0) {
            visitLeaf(node, at, shape, need);
        } else if (Node.kind(memory, at) == Kind.RELAXED) {
            visitRelaxed(node, at, level, shape, need);
        } else {
            visitInner(node, at, level, shape, need);
        }
    }

    private void visitLeaf(int leaf, long at, int number, long need) throws IOException {
        if (leafShape(leaf) != number) {
            throw new Damage(leaf, "has the shape " + leafShape(leaf) + " in a vector with the shape " + number);
        }
        Shape shape = shape(leaf, number);
        requireOutside(leaf, need);
        long known = mark(leaf) - 1L;
        if (need <= known) {
            return;
        }
        if (need > VectorType.leafMost(space.bits(), shape)) {
            throw new Damage(leaf, "is a leaf, and must have " + need + " elements");
        }
        boolean bearing = shape.references() > 0;
        long body = bearing ? Node.BEARING_HEADER : Node.HEADER;
        long from = known < 0 ? 0 : body + known * shape.width();
        found(leaf, (int) need + 1, from, body + need * shape.width());
        if (bearing) {
            enter(leaf);
            for (int i = (int) need - 1; i >= Math.max(0, known); i--) {
                pushSlot(leaf, at + body + (long) i * shape.width(), shape);
                pushPosition(leaf, i);
            }
        } else if (visitsAllSlots()) {
            for (int i = (int) Math.max(0, known); i < need; i++) {
                pushSlot(leaf, at + body + (long) i * shape.width(), shape);
            }
        }
    }

    private void visitInner(int node, long at, int level, int shape, long need) throws IOException {
        requireInner(node, Node.kind(memory, at));
        int shift = VectorType.shift(space.bits(), shape(node, shape), level);
        long children = (need + (1L << shift) - 1) >>> shift;
        if (need <= 0 || children > places) {
            throw new Damage(node, "is an inner node at level " + level + ", and must have " + need + " elements");
        }
        boolean isFull = need == (long) places << shift;
        int known = mark(node);
        int had = requireLevel(node, known, level);
        if ((known & 1) != 0) {
            return;
        }
        if (had < children || isFull) {
            long from = known == 0 ? 0 : Node.BEARING_HEADER + (long) had * Integer.BYTES;
            int mark = level << LEVEL_SHIFT | (int) children << 1 | (isFull ? 1 : 0);
            found(node, mark, from, Node.BEARING_HEADER + children * Integer.BYTES);
        }
        for (int i = (int) children - 1; i >= 0; i--) {
            pushChild(node, at, i, level, shape, Math.min(1L << shift, need - ((long) i << shift)));
            int child = memory.getInt(at + Node.BEARING_HEADER + (long) i * Integer.BYTES);
            if (kind(child) == Kind.RELAXED) {
                throw new Damage(child, "has the sizes of its children, and is below a node without sizes");
            }
        }
    }

    /** The bytes of a node that were found, and may be fewer than its block has: what is behind them are references of no meaning. */
    final long foundBytes(int node) {
        long block = blockBytes(node);
        int mark = mark(node);
        return switch (kind(node)) {
            case INNER -> Node.BEARING_HEADER + (long) requireLevel(node, mark, mark >>> LEVEL_SHIFT) * Integer.BYTES;
            case BEARING_LEAF ->
                Node.BEARING_HEADER
                        + (mark - 1L)
                                * shape(node, Node.shape(memory, memory.at(node)))
                                        .width();
            default -> block;
        };
    }

    private static int requireLevel(int node, int mark, int level) {
        if (mark != 0 && mark >>> LEVEL_SHIFT != level) {
            throw new Damage(node, "is at the levels " + (mark >>> LEVEL_SHIFT) + " and " + level);
        }
        return (mark >>> 1) & ((1 << (LEVEL_SHIFT - 1)) - 1);
    }

    private void pushChild(int node, long at, int place, int level, int shape, long need) {
        int child = memory.getInt(at + Node.BEARING_HEADER + (long) place * Integer.BYTES);
        if (child == 0) {
            throw new Damage(node, "has no child at place " + place);
        }
        push(VECTOR, child, level - 1, shape, need);
    }

    private void visitRelaxed(int node, long at, int level, int shape, long need) throws IOException {
        requireInner(node, Kind.RELAXED);
        int known = mark(node);
        requireLevel(node, known, level);
        long end = at + Node.BEARING_HEADER + (long) places * Integer.BYTES;
        long last = memory.getInt(end + 4L * (places - 1));
        if (need != last) {
            throw new Damage(node, "has " + last + " elements, and must have " + need);
        }
        if (known != 0) {
            return;
        }
        found(node, level << LEVEL_SHIFT | places << 1 | 1, 0, Node.BEARING_HEADER + 2L * places * Integer.BYTES);
        long before = last;
        for (int i = places - 1; i >= 0; i--) {
            long start = i == 0 ? 0 : memory.getInt(end + 4L * (i - 1));
            if (start > before || start < 0) {
                throw new Damage(node, "has the sizes of its children in a wrong order");
            }
            if (start < before) {
                pushChild(node, at, i, level, shape, before - start);
            } else if (memory.getInt(at + Node.BEARING_HEADER + 4L * i) != 0 || (before > 0 && before < last)) {
                throw new Damage(node, "has a child without elements, or none between others, at place " + i);
            }
            before = start;
        }
    }

    private void pushBlob(int node, Header header) {
        if (header.tail() != 0 || header.extent() < 0) {
            throw new Damage(node, "does not say what its blob has: " + header);
        }
        boolean isLeaf = kind(header.root()) == Kind.BLOB_LEAF;
        pushPart(header.root(), isLeaf ? header.form() : BlobBase.TREE, header.extent(), LEVELS_MOST * 4);
    }

    private void pushPart(int node, long first, long bits, int limit) {
        if (first == BlobBase.TREE) {
            push(PARTS, node, limit, 0, bits);
        } else if (first < 0 || bits < 0 || node == 0) {
            throw new Damage(node, "is a part of a blob with " + bits + " bits from " + first + " on");
        } else {
            push(BYTES, node, 0, 0, (first + bits + 7) >>> 3);
        }
    }

    @Override
    final void visitBytes(int leaf, long at, long need) throws IOException {
        if (Node.kind(memory, at) != Kind.BLOB_LEAF) {
            throw new Damage(leaf, "is a leaf of a blob, and is of the kind " + Node.kind(memory, at));
        }
        int step = step(blockBytes(leaf));
        long known = Math.max(0, mark(leaf) - 1L) << step;
        if (mark(leaf) == 0 || need > known) {
            found(leaf, (int) (need >>> step) + 1, mark(leaf) == 0 ? 0 : Node.HEADER + known, Node.HEADER + need);
        }
    }

    /** The logarithm of the bytes that a mark of a leaf counts in: so many that a mark can say all of the block. */
    private static int step(long blockBytes) {
        int step = 3;
        while (blockBytes >>> step >= STEPS_MOST) {
            step++;
        }
        return step;
    }

    @Override
    final void visitParts(int node, long at, int limit, long bits) throws IOException {
        Parts parts = Node.kind(memory, at) == Kind.BLOB_NODE && blockBytes(node) >= BlobBase.NODE_BYTES
                ? BlobBase.parts(memory, node)
                : null;
        Shape shape = space.shapes().shape(Node.shape(memory, at));
        if (parts == null
                || !BlobBase.isOfNodes(shape)
                || parts.height() >= limit
                || parts.bits() != bits
                || parts.leftBits() < 0
                || parts.leftBits() > bits) {
            throw new Damage(
                    node,
                    "is a node of a blob below height " + limit + " with " + bits + " bits, and is of the kind "
                            + Node.kind(memory, at) + ", " + parts);
        }
        if (foundWhole(node, 1 + parts.height())) {
            pushPart(parts.right(), parts.rightFirst(), bits - parts.leftBits(), parts.height());
            pushPart(parts.left(), parts.leftFirst(), parts.leftBits(), parts.height());
        }
    }
}
