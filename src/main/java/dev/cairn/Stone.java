package dev.cairn;

/**
 * A value that nothing can change any more, deeply and for ever, and that so may cross to another owner by reference: every
 * version of every collection, and every blob. Handing one over costs the same whatever its size.
 */
public sealed interface Stone permits Version {
    /** The store that it lies in. */
    Store store();

    /**
     * Whether it may leave this process. What keeps values by {@link dev.cairn.codec.Codec#object()}, or has a part that does,
     * may not: they lie on the heap, and the store has numbers for them. Asks codecs, in O(1); where one is {@link
     * dev.cairn.codec.Codec#standard()}, it asks the elements, in O(n), until one is found that is kept as an object.
     */
    boolean isPortable();

    /**
     * Throws unless it may leave this process.
     *
     * @throws NotPortableException if it is not {@linkplain #isPortable() portable}
     */
    void requirePortable();
}
