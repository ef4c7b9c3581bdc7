package dev.cairn.internal.trie.map;

import org.jspecify.annotations.Nullable;

/**
 * Goes over the entries of a map in the order of their keys' hashes, as unsigned numbers; those with the same hash in the order in
 * which they came. Its user keeps the entries reachable.
 */
public interface EntryCursor {
    /** Whether an entry is to come. */
    boolean hasNext();

    /** How many entries are to come. */
    long remaining();

    /** The present entry, as {@link MapEntries} knows it. */
    long entry();

    /** Goes to the next entry, if there is one. */
    boolean advance();

    /** A cursor over the next entries, about half of those to come, which this one then passes over; null if it can't part them. */
    @Nullable
    EntryCursor trySplit();
}
