package dev.cairn;

import java.io.Serializable;

/**
 * An immutable value in a store: a version of a collection, or a blob. Another thread or a letter gets a version by reference, at a
 * cost that does not depend on its size.
 *
 * <p>Java serialization writes the elements and their codecs, and reads into the standard store. Nodes that several versions share are
 * written once to a stream, and are shared again after reading. A codec made of a user's functions or encoding can be written if these
 * are {@link Serializable}. Otherwise a {@link java.io.NotSerializableException} names the codec.
 */
public sealed interface Version extends Serializable
        permits LongVector, IntVector, DoubleVector, PVector, PMap, PSet, LongLongMap, LongMap, Blob {
    /** The store in which this version lies. */
    Store store();

    /**
     * Whether this version may leave the process. A version is not portable if the version or one of its elements keeps values by
     * {@link dev.cairn.codec.Codec#object()}: these values are objects on the heap, and the store holds only numbers for them. The
     * codecs decide in O(1). With {@link dev.cairn.codec.Codec#standard()} the elements are searched for an object, in O(n).
     */
    boolean isPortable();

    /**
     * Throws an exception unless this version may leave the process.
     *
     * @throws NotPortableException if this version is not {@linkplain #isPortable() portable}
     */
    void requirePortable();
}
