package dev.cairn.internal.trie.vector;

import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.trie.EditLog;
import org.jspecify.annotations.Nullable;

/** Changes of single elements that wait in a row, the places of which versions take one after another. */
public sealed interface Entries extends PendingEdits permits UpdateLog, PrependBuffer, InsertBuffer {
    /** Takes {@code place}, unless another version did, or the row belongs to another thread. */
    boolean claim(int place);

    /** Whether the calling thread goes on in place of the one that the row belongs to. */
    boolean claimCopy(int place);

    /** How many entries there is room for. */
    int capacity();

    /** How many entries may wait in a version of {@code size} elements. */
    int maxEntries(int size);

    /** About how many bytes of the heap its entries hold. A guess, if another thread adds one. */
    int weight();

    /** Whether an entry of {@code more} bytes may wait beside those in here. */
    default boolean hasRoom(int more) {
        return weight() + (long) more <= Prepared.MUCH;
    }

    /** Whether the first {@code count} entries are copied for each version that goes on from them; else they are written. */
    default boolean isCheapToCopy(int count) {
        return count <= EditLog.FEW;
    }

    /** Fills a place that the caller took. */
    void write(int place, int index, long value, @Nullable Object prepared);

    /** A row of one entry, after {@code count} of this one were written, of {@code limit} that may wait. */
    Entries restartWith(int count, int limit, int index, long value, @Nullable Object prepared);

    /** A row of its own with the first {@code count} entries of this one and one more; grows to {@code limit} at most. */
    Entries copyWith(int count, int limit, int index, long value, @Nullable Object prepared);
}
