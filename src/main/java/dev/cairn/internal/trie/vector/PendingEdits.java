package dev.cairn.internal.trie.vector;

import org.jspecify.annotations.Nullable;

/** What a version differs in from its base, until it is written. A version knows how many entries of it are its own. */
public sealed interface PendingEdits permits Entries, SliceView, ConcatView, HeapVector {
    /** The newest of the first {@code count} entries that gives element {@code index} of the version, or -1 if the base does. */
    default int find(int index, int count) {
        return -1;
    }

    /**
     * Where element {@code index} of a version of {@code base} with {@code count} entries lies, if none of these gives
     * it; the caller fences.
     */
    long elementAt(VectorBase base, int index, int count);

    /** Whether one may go over all elements in stretches; else they are written first. */
    default boolean isInStretches() {
        return true;
    }

    /** Goes to the stretch in which element {@code index} of a version with {@code count} entries is. */
    void enter(StretchCursor stretches, int index, int count);

    /** Whether elements may be appended to the base while {@code this} waits. */
    default boolean allowsAppending() {
        return true;
    }

    /** By how many elements a version with {@code count} entries is larger than the part of its base that it has. */
    default int added(int count) {
        return 0;
    }

    /** The value of entry {@code k}, of a vector without a codec. */
    default long bits(int k) {
        throw new IndexOutOfBoundsException(k);
    }

    /** The prepared value of entry {@code k}, of a vector with a codec. */
    default @Nullable Object prepared(int k) {
        throw new IndexOutOfBoundsException(k);
    }

    /** The base of a version of {@code size} elements, which {@code source} and {@code count} entries are, with these written. */
    VectorBase write(VectorBase source, int size, int count);
}
