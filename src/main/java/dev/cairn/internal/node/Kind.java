package dev.cairn.internal.node;

/** The kinds of nodes. */
public enum Kind {
    /** Not a node. */
    NONE(0, false),
    /** A vector's inner node: child references. */
    INNER(1, true),
    /** A vector's leaf whose elements hold no references. */
    LEAF(2, false),
    /** A vector's leaf whose elements may hold references. */
    BEARING_LEAF(3, true),
    /** Bytes that did not fit a slot. */
    BYTES(4, false),
    /** Stands for a Java object in the store's on-heap table. */
    OBJECT(5, false),
    /** A node of a map's trie that has children, or entries with references. */
    MAP_NODE(6, true),
    /** A node of a map's trie that has neither. */
    MAP_LEAF(7, false),
    /** Entries of a map whose hashes are equal. */
    MAP_COLLISION(8, true),
    /** Stands for a whole collection: names its nodes, and says how to read them. */
    HEADER(9, true),
    /** A name in the store, with the cell that holds the named version. */
    ROOT(10, false),
    /** A vector's inner node that also has the number of elements of each child. */
    RELAXED(11, true),
    /** Bytes of blobs. */
    BLOB_LEAF(12, false),
    /** Two parts of a blob, one behind the other. */
    BLOB_NODE(13, true),
    /** A letter without references. */
    LETTER(14, false),
    /** A letter that refers to stones. */
    BEARING_LETTER(15, true),
    /** Places for waiting letters, one after another, and the next segment. */
    SEGMENT(16, true),
    /** Stands for a mailbox: names the first segments of its letters. */
    MAILBOX(17, true),
    /** Bytes that did not fit a slot, and references among them. */
    PARTS(18, true),
    /** All entries of a small map or set, which hold no references. */
    MAP_PACKED(19, false),
    /** A text that describes a kind of collections, with its number in the store. */
    DESCRIPTOR(20, false),
    /** A page on which a process notes what it owns in a store in a file. */
    LEDGER(21, false),
    /** Stands for a mailbox with a name: names a mailbox node for each process that sends. */
    POST(22, true);

    private static final Kind[] KINDS = values();

    /** The number of kinds. */
    public static final int COUNT = KINDS.length;

    private final int code;
    private final boolean bearing;

    Kind(int code, boolean bearing) {
        this.code = code;
        this.bearing = bearing;
    }

    /** The byte in the node's header, and the index in arrays of figures. */
    public int code() {
        return code;
    }

    /** Whether nodes of this kind can refer to others, and so have a lineage. */
    public boolean isBearing() {
        return bearing;
    }

    /** The kind with this code; NONE if there is none. */
    public static Kind of(byte code) {
        return code > 0 && code < KINDS.length ? KINDS[code] : NONE;
    }
}
