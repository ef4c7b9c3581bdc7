package dev.cairn.internal.trie.vector;

import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.trie.EditLog;
import org.jspecify.annotations.Nullable;

/**
 * Edits that are not written to the store yet: the difference between a version and its base. Versions share them; each version knows
 * how many entries are its own.
 */
public interface PendingEdits {
    /** The newest of the first {@code count} entries for element {@code index} of the version; -1 if the base has the element. */
    default int find(int index, int count) {
        return -1;
    }

    /**
     * The address of element {@code index} in a version of {@code base} with {@code count} entries, if no entry has the element. The
     * caller fences.
     */
    long elementAt(VectorBase base, int index, int count);

    /** Whether {@link #enter} works. If not, the edits have to be written before all elements are read. */
    default boolean isInStretches() {
        return true;
    }

    /** Lets {@code stretch} enter the leaf or array of element {@code index}, in a version with {@code count} entries. */
    void enter(Stretch stretch, int index, int count);

    /** How many more elements a version with {@code count} entries has than the part of its base that it shows. */
    default int added(int count) {
        return 0;
    }

    /** The bits of entry {@code k}, of a vector without a codec. */
    default long bits(int k) {
        throw new IndexOutOfBoundsException(k);
    }

    /** The prepared element of entry {@code k}, of a vector with a codec. */
    default @Nullable Object prepared(int k) {
        throw new IndexOutOfBoundsException(k);
    }

    /**
     * Writes the first {@code count} entries. Returns the base of the version, which has {@code size} elements and was of {@code source}.
     */
    VectorBase write(VectorBase source, int size, int count);

    /** Pending edits of single elements, in a row. Versions claim its places one after another. */
    interface Row extends PendingEdits {
        /** Claims {@code place}; false if another version has it, or the row belongs to another thread. */
        boolean claim(int place);

        /** Whether the calling thread may copy this row of another thread, however long it is. */
        boolean claimCopy(int place);

        /** How many entries there is room for. */
        int capacity();

        /** How many entries may be pending in a version of {@code size} elements. */
        int maxEntries(int size);

        /** About how many bytes of the heap the entries hold. A guess if another thread adds an entry. */
        int weight();

        /** Whether an entry of {@code more} bytes may be pending beside these. */
        default boolean hasRoom(int more) {
            return weight() + (long) more <= Prepared.MUCH;
        }

        /** Whether the first {@code count} entries are few enough to be copied for each version that continues from them. */
        default boolean isCheapToCopy(int count) {
            return count <= EditLog.FEW;
        }

        /** Fills a place that the caller claimed. */
        void write(int place, int index, long value, @Nullable Object prepared);

        /** A row of one entry, after {@code count} entries of this row were written. {@code limit} entries may be pending. */
        Row restartWith(int count, int limit, int index, long value, @Nullable Object prepared);

        /** A new row with the first {@code count} entries of this row and one more. It grows to {@code limit} entries at most. */
        Row copyWith(int count, int limit, int index, long value, @Nullable Object prepared);
    }
}
