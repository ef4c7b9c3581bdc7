package dev.cairn.internal.trie.blob;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import org.jspecify.annotations.Nullable;

/** Joins and cuts the trees of blobs, on the heap. {@link #write} makes only the nodes that the result needs. */
final class Ropes {
    /*
     * Trees are balanced like AVL trees, with all bits in the leaves, so no series of joins and cuts makes a tree tall. A join goes down the
     * taller tree to where the other is as high, and rotates nodes on the way back: O(difference of heights). A cut joins the remaining parts
     * of the nodes on its way: O(height). (G. Blelloch, D. Ferizovic, Y. Sun, Just Join for Parallel Ordered Sets, 2016.)
     *
     * Small pieces are copied: a piece that is cut, so that it does not keep a large leaf alive; and two pieces that meet where trees are
     * joined, so that many small joins do not make a tree of small leaves.
     */
    private final Core core;
    private final Memory memory;
    private final long smallBits;

    Ropes(Core core) {
        this.core = core;
        this.memory = core.memory();
        this.smallBits = smallBytes(core) * 8L;
    }

    /** A kilobyte, if nodes have 32 children. */
    static int smallBytes(Core core) {
        return 1 << (2 * core.bits());
    }

    /** All of {@code base}, which is not empty. */
    Rope of(BlobBase base) {
        return rope(base.root(), base.start(), base.length());
    }

    private Rope rope(int reference, long first, long length) {
        return first == Rope.TREE
                ? new Rope.Stored(reference, length, BlobNode.height(memory, reference))
                : new Rope.Piece(reference, first, length);
    }

    /** The written {@code rope}, whose reference is {@code root}. */
    Rope stored(int root, Rope rope) {
        return rope(root, rope.first(), rope.length());
    }

    private Rope.Joined open(Rope node) {
        return switch (node) {
            case Rope.Joined joined -> joined;
            case Rope.Stored(int at, long length, int height) -> {
                long leftLength = BlobNode.leftLength(memory, at);
                yield new Rope.Joined(
                        rope(BlobNode.left(memory, at), BlobNode.leftFirst(memory, at), leftLength),
                        rope(BlobNode.right(memory, at), BlobNode.rightFirst(memory, at), length - leftLength),
                        length,
                        height);
            }
            case Rope.Piece _, Rope.Fresh _ -> throw new IllegalArgumentException("a leaf has no parts: " + node);
        };
    }

    /** The bits of {@code a}, then those of {@code b}. */
    Rope concat(Rope a, Rope b) {
        Rope left = last(a);
        Rope right = first(b);
        Rope seam = merged(left, right);
        if (seam == null) {
            return join(a, b);
        }
        Rope before = left.length() == a.length() ? null : slice(a, 0, a.length() - left.length());
        Rope after = right.length() == b.length() ? null : slice(b, right.length(), b.length());
        Rope start = before == null ? seam : join(before, seam);
        return after == null ? start : join(start, after);
    }

    private Rope last(Rope rope) {
        Rope last = rope;
        while (last.height() > 0) {
            last = open(last).right();
        }
        return last;
    }

    private Rope first(Rope rope) {
        Rope first = rope;
        while (first.height() > 0) {
            first = open(first).left();
        }
        return first;
    }

    /** Two leaves as one, if they are small or were cut from one piece; else null. */
    private @Nullable Rope merged(Rope left, Rope right) {
        long length = left.length() + right.length();
        if (left instanceof Rope.Piece a
                && right instanceof Rope.Piece b
                && a.leaf() == b.leaf()
                && a.first() + a.length() == b.first()) {
            return new Rope.Piece(a.leaf(), a.first(), length);
        }
        if (length > smallBits) {
            return null;
        }
        byte[] bytes = new byte[Bits.bytes(length)];
        copyOut(left, bytes, 0);
        copyOut(right, bytes, left.length());
        return new Rope.Fresh(bytes, length);
    }

    private void copyOut(Rope leaf, byte[] target, long targetBit) {
        switch (leaf) {
            case Rope.Piece(int at, long first, long length) ->
                Bits.copyOut(memory, BlobNode.body(memory, at), first, target, targetBit, length);
            case Rope.Fresh(byte[] bytes, long length) -> Bits.copy(bytes, target, targetBit, length);
            case Rope.Stored _, Rope.Joined _ -> throw new IllegalArgumentException("not a leaf: " + leaf);
        }
    }

    /** As {@link #concat}, but leaves the leaves as they are. */
    Rope join(Rope a, Rope b) {
        if (a.height() > b.height() + 1) {
            Rope.Joined node = open(a);
            return balance(node.left(), join(node.right(), b));
        }
        if (b.height() > a.height() + 1) {
            Rope.Joined node = open(b);
            return balance(join(a, node.left()), node.right());
        }
        return new Rope.Joined(a, b);
    }

    /** A node of two parts whose heights differ by 2 at most. */
    private Rope balance(Rope a, Rope b) {
        if (b.height() > a.height() + 1) {
            Rope.Joined tall = open(b);
            if (tall.left().height() > tall.right().height()) {
                Rope.Joined middle = open(tall.left());
                return new Rope.Joined(
                        new Rope.Joined(a, middle.left()), new Rope.Joined(middle.right(), tall.right()));
            }
            return new Rope.Joined(new Rope.Joined(a, tall.left()), tall.right());
        }
        if (a.height() > b.height() + 1) {
            Rope.Joined tall = open(a);
            if (tall.right().height() > tall.left().height()) {
                Rope.Joined middle = open(tall.right());
                return new Rope.Joined(new Rope.Joined(tall.left(), middle.left()), new Rope.Joined(middle.right(), b));
            }
            return new Rope.Joined(tall.left(), new Rope.Joined(tall.right(), b));
        }
        return new Rope.Joined(a, b);
    }

    /** The bits from {@code from} to {@code to}, at least one. The rope lies in the store. */
    Rope slice(Rope rope, long from, long to) {
        if (from == 0 && to == rope.length()) {
            return rope;
        }
        if (rope instanceof Rope.Piece(int leaf, long first, long _)) {
            return cut(new Rope.Piece(leaf, first + from, to - from));
        }
        Rope.Joined node = open(rope);
        long middle = node.left().length();
        if (to <= middle) {
            return slice(node.left(), from, to);
        }
        if (from >= middle) {
            return slice(node.right(), from - middle, to - middle);
        }
        return join(slice(node.left(), from, middle), slice(node.right(), 0, to - middle));
    }

    private Rope cut(Rope.Piece piece) {
        if (piece.length() > smallBits) {
            return piece;
        }
        byte[] bytes = new byte[Bits.bytes(piece.length())];
        copyOut(piece, bytes, 0);
        return new Rope.Fresh(bytes, piece.length());
    }

    /** Writes {@code rope}. Returns its reference owned. If this throws, no node is left behind. */
    int write(Rope rope, Stripe stripe) {
        return switch (rope) {
            case Rope.Piece piece -> core.counts().raise(piece.leaf());
            case Rope.Stored stored -> core.counts().raise(stored.node());
            case Rope.Fresh(byte[] bytes, long _) -> {
                int leaf = BlobNode.leaf(stripe, bytes.length);
                memory.copyIn(bytes, 0, BlobNode.body(memory, leaf), bytes.length);
                yield leaf;
            }
            case Rope.Joined joined -> write(joined, stripe);
        };
    }

    private int write(Rope.Joined joined, Stripe stripe) {
        int left = write(joined.left(), stripe);
        int right = 0;
        try {
            right = write(joined.right(), stripe);
            return BlobNode.node(core, stripe, joined, left, right);
        } catch (Throwable e) {
            stripe.drop(left);
            stripe.drop(right);
            throw e;
        }
    }
}
