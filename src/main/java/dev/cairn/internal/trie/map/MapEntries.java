package dev.cairn.internal.trie.map;

import dev.cairn.internal.slot.Hash;
import org.jspecify.annotations.Nullable;

/**
 * All entries of a version of a map: those of a base, which lie off the heap, of a table on it, or of either and of changes that wait. A number stands for an entry, which
 * means something together with this only; 0 is none. What decodes or compares may run a user's code. Callers keep this reachable.
 */
public interface MapEntries {
    /** The geometry, and the codecs. */
    MapType type();

    /** Whether all entries lie in the store. The number of an entry is then its address. */
    default boolean isStored() {
        return false;
    }

    /** Whether all entries are on the heap, with their hashes. */
    default boolean isOnHeap() {
        return false;
    }

    /** How many entries there are. */
    int size();

    /** The entry of a key, whose hash is {@code hash}; 0 if there is none. */
    long find(long hash, Object preparedKey);

    /** A cursor before the first entry. */
    EntryCursor cursor();

    /** The key of an entry, decoded. */
    @Nullable
    Object key(long entry);

    /** The value of an entry, decoded; not asked of a set. */
    @Nullable
    Object value(long entry);

    /** The key of an entry, prepared. */
    Object preparedKey(long entry);

    /** The value of an entry, prepared; null in a set. */
    @Nullable
    Object preparedValue(long entry);

    /** The hash of an entry's key that tells where in the trie it is. */
    long hash(long entry);

    /** The hash of an entry's key under another seed. */
    long keyHash(long entry, long seed);

    /** The hash of an entry's value; 0 in a set. */
    long valueHash(long entry, long seed);

    /** Whether an entry has the key that was prepared, whose hash is that of the entry's. */
    boolean hasKey(long entry, Object preparedKey);

    /** Whether the value of an entry is the one that was prepared; so it is in a set. */
    boolean hasValue(long entry, @Nullable Object preparedValue);

    /** Whether to put this value for the key of an entry changes nothing that is worth to be found out. */
    default boolean keeps(long entry, @Nullable Object preparedValue) {
        return hasValue(entry, preparedValue);
    }

    /** The hash of all entries, whatever their order. O(n). */
    default long contentHash(long seed) {
        long sum = size();
        for (EntryCursor cursor = cursor(); cursor.advance(); ) {
            long entry = cursor.entry();
            long value = valueHash(entry, seed);
            sum += Hash.of(keyHash(entry, seed) + Hash.of(value, seed), seed);
        }
        return Hash.of(sum, seed);
    }

    /** Adds to {@code edits} that an entry is put. */
    void putInto(EditBatch edits, long entry);

    /** Adds to {@code edits} that the key of an entry is removed. */
    void removeFrom(EditBatch edits, long entry);

    /** The entry here of the key that {@code entry} has in {@code other}, which has the same codecs and store; 0 if there is none. */
    default long findSame(MapEntries other, long entry) {
        Object key = other.preparedKey(entry);
        return find(other.isOnHeap() ? other.hash(entry) : type().hash(key), key);
    }

    /** Whether an entry has the value that {@code otherEntry} has in {@code other}, which has the same codecs and store. */
    default boolean isSameValue(long entry, MapEntries other, long otherEntry) {
        if (isStored() && other.isStored()) {
            return type().isSameValue(entry, otherEntry);
        }
        return other.isOnHeap()
                ? hasValue(entry, other.preparedValue(otherEntry))
                : other.hasValue(otherEntry, preparedValue(entry));
    }
}
