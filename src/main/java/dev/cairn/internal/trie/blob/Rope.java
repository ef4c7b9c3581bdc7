package dev.cairn.internal.trie.blob;

/** A part of a blob as an operation has it on the heap: what lies in the store, or is to be written there at the end. */
sealed interface Rope {
    /** Stands for the first bit of a node. */
    long TREE = -1;

    /** How many bits it has. */
    long length();

    /** The levels of nodes over its leaves. */
    default int height() {
        return 0;
    }

    /** Where in its leaf it begins; TREE if it is a node. */
    long first();

    /** Bits of a leaf in the store. */
    record Piece(int leaf, long first, long length) implements Rope {}

    /** Bits that a leaf of their own is to be made of. */
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

    /** Two parts for which there is to be a node. */
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
