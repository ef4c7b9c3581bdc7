package dev.cairn;

import java.io.Serializable;

/**
 * A value that lies in a store and never changes: every version of every collection, and every blob. So it passes to another thread or into
 * a letter by reference, which costs the same whatever its size.
 *
 * <p>Java's serialization writes the elements and their codecs, and reads into the standard store. What versions in one
 * stream share is written once, and those that are read share it again. A codec of a user's functions or encoding can
 * be written if these are {@link Serializable}; else there is a {@link java.io.NotSerializableException} that names the
 * codec.
 */
public sealed interface Version extends Serializable
        permits LongVector, IntVector, DoubleVector, PVector, PMap, PSet, Blob {
    /** The store that it lies in. */
    Store store();

    /**
     * Whether it may leave this process. A version may not if it keeps values by {@link dev.cairn.codec.Codec#object()}, or has a part
     * that does: these values are objects on the heap, and the store has numbers for them. Asks codecs, in O(1). If one is {@link
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
