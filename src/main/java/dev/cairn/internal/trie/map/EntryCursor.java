package dev.cairn.internal.trie.map;

import org.jspecify.annotations.Nullable;

/**
 * A cursor over the entries of a map in the order of their keys' hashes, as unsigned numbers. Entries with the same hash are in the order
 * in which they came. The user keeps the entries reachable.
 */
public interface EntryCursor {
    /** Whether there is a next entry. */
    boolean hasNext();

    /** How many entries are left. */
    long remaining();

    /** The number of the present entry in its {@link MapEntries}. */
    long entry();

    /** Moves to the next entry. Returns false if there is none. */
    boolean advance();

    /** Splits about half of the remaining entries off, the next ones. Returns a cursor over these; null if it cannot split. */
    @Nullable
    EntryCursor trySplit();
}
