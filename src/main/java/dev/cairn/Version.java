package dev.cairn;

import java.io.Serializable;

/**
 * A value that lies in a store: every version of every collection, and every blob.
 *
 * <p>Java's serialization writes the elements and their codecs, and reads into the standard store. What versions in one
 * stream share is written once, and those that are read share it again. A codec of a user's functions or encoding can
 * be written if these are {@link Serializable}; else there is a {@link java.io.NotSerializableException} that names the
 * codec.
 */
public sealed interface Version extends Stone, Serializable
        permits LongVector, IntVector, DoubleVector, PVector, PMap, PSet, Blob {}
