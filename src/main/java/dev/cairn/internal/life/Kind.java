package dev.cairn.internal.life;

/** What a node is; its ordinal is the byte in the node's header. */
public enum Kind {
    /** Not a node. */
    NONE(false),
    /** A vector's inner node: child references. */
    INNER(true),
    /** A vector's leaf whose elements hold no references. */
    LEAF(false),
    /** A vector's leaf whose elements may hold references. */
    BEARING_LEAF(true),
    /** Bytes that did not fit a slot. */
    BYTES(false),
    /** Stands for a Java object in the store's on-heap table. */
    OBJECT(false);

    private static final Kind[] KINDS = values();

    private final boolean bearing;

    Kind(boolean bearing) {
        this.bearing = bearing;
    }

    /** Whether nodes of this kind refer to others, and so have a lineage. */
    public boolean isBearing() {
        return bearing;
    }

    static Kind of(byte code) {
        return code >= 0 && code < KINDS.length ? KINDS[code] : NONE;
    }
}
