package dev.cairn;

import java.io.Serializable;

/**
 * A value that lies in a store: every version of every collection.
 *
 * <p>Java's serialization writes the elements and their codecs, and reads into the standard store. What versions in one
 * stream share they share again, as far as they were derived from one another by changes that leave elements in their places. A codec
 * of a user's functions or encoding can be written if these are {@link Serializable}; else there is a
 * {@link java.io.NotSerializableException} that names the codec.
 */
public sealed interface Version extends Serializable permits LongVector, IntVector, DoubleVector, PVector, PMap, PSet {
    /** The store that it lies in. */
    Store store();
}
