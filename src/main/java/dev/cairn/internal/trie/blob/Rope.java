package dev.cairn.internal.trie.blob;

/** A part of a blob on the heap during an operation: it lies in the store, or is written there at the end. */
sealed interface Rope {
    /** The first bit of a rope that is a node. */
    long TREE = -1;

    /** How many bits it has. */
    long length();

    /** How many levels of nodes there are above its leaves. */
    default int height() {
        return 0;
    }

    /** The place of its first bit in its leaf; TREE if it is a node. */
    long first();

    /** Bits of a leaf in the store. */
    record Piece(int leaf, long first, long length) implements Rope {}

    /** Bits for a new leaf. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Fresh(byte[] bytes, long length) implements Rope {
        @Override
        public long first() {
            return 0;
        }
    }

    /** A node in the store. */
    record Stored(int node, long length, int height) implements Rope {
        @Override
        public long first() {
            return TREE;
        }
    }

    /** Two parts for a new node. */
    record Joined(Rope left, Rope right, long length, int height) implements Rope {
        Joined(Rope left, Rope right) {
            this(left, right, left.length() + right.length(), Math.max(left.height(), right.height()) + 1);
        }

        @Override
        public long first() {
            return TREE;
        }
    }
}
