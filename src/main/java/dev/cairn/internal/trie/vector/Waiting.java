package dev.cairn.internal.trie.vector;

import org.jspecify.annotations.Nullable;

/** What a version differs in from its base, until it is written. A version knows how many entries of it are its own. */
public sealed interface Waiting permits Delta, Cut {
    /** The newest of the first {@code count} entries that gives element {@code index} of the version, or -1 if the base does. */
    int find(int index, int count);

    /** The index in the base of the element {@code index} that the base gives to a version with {@code count} entries. */
    int place(int index, int count);

    /** The value of entry {@code k}, of a vector without a codec. */
    long bits(int k);

    /** The prepared value of entry {@code k}, of a vector with a codec. */
    @Nullable
    Object prepared(int k);

    /** The base of a version of {@code size} elements, which {@code source} and {@code count} entries are, with these written. */
    VectorBase write(VectorBase source, int size, int count);
}
