package dev.cairn.internal.trie.map;

import dev.cairn.internal.slot.Hash;
import org.jspecify.annotations.Nullable;

/**
 * All entries of a version of a map: of a base in the store, of a table on the heap, or of one of these and pending edits. Each entry has a
 * number, which is only valid together with this object; 0 is no entry. Decoding and comparing may run a user's code. Callers keep this
 * object reachable.
 */
public interface MapEntries {
    /** The geometry and the codecs. */
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

    /** The entry of a key with this hash; 0 if there is none. {@link MapType} says when the key is its bits. */
    long find(long hash, long bits, @Nullable Object preparedKey);

    /** The entry of a prepared key; 0 if there is none. May run a user's code, that of hashing, before it reads. */
    default long find(Object preparedKey) {
        return find(type().hash(preparedKey), 0, preparedKey);
    }

    /** A cursor before the first entry. */
    EntryCursor cursor();

    /** The decoded key of an entry. */
    @Nullable
    Object key(long entry);

    /** The decoded value of an entry. Not called for a set. */
    @Nullable
    Object value(long entry);

    /** The prepared key of an entry. */
    Object preparedKey(long entry);

    /** The prepared value of an entry; null in a set. */
    @Nullable
    Object preparedValue(long entry);

    /** The key of an entry, if the codec of the keys keeps longs. */
    long keyBits(long entry);

    /** The value of an entry, if the codec of the values keeps longs. */
    long valueBits(long entry);

    /** The hash of an entry's key, which leads to its place in the trie. */
    long hash(long entry);

    /** The hash of an entry's key under another seed. */
    long keyHash(long entry, long seed);

    /** The hash of an entry's value; 0 in a set. */
    long valueHash(long entry, long seed);

    /** Whether an entry has this prepared key. Both have the same hash. */
    boolean hasKey(long entry, long bits, @Nullable Object preparedKey);

    /** Whether an entry has this prepared value. True in a set. */
    boolean hasValue(long entry, long bits, @Nullable Object preparedValue);

    /** As {@link #hasValue(long, long, Object)}, for a value that is an object. */
    default boolean hasValue(long entry, @Nullable Object preparedValue) {
        return hasValue(entry, 0, preparedValue);
    }

    /** Whether putting this value for the entry's key would change nothing, as far as that is worth finding out. */
    default boolean keeps(long entry, long bits, @Nullable Object preparedValue) {
        return hasValue(entry, bits, preparedValue);
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

    /** Adds a put of the entry to {@code edits}. */
    void putInto(EditBatch edits, long entry);

    /** Adds a removal of the entry's key to {@code edits}. */
    void removeFrom(EditBatch edits, long entry);

    /** The entry here with the key of {@code entry} in {@code other}, which has the same codecs and store; 0 if there is none. */
    default long findSame(MapEntries other, long entry) {
        boolean isLong = type().hasLongKeys();
        long bits = isLong ? other.keyBits(entry) : 0;
        Object key = isLong ? null : other.preparedKey(entry);
        return find(other.isOnHeap() ? other.hash(entry) : type().hash(bits, key), bits, key);
    }

    /** Whether an entry has the value of {@code otherEntry} in {@code other}, which has the same codecs and store. */
    default boolean isSameValue(long entry, MapEntries other, long otherEntry) {
        if (isStored() && other.isStored()) {
            return type().isSameValue(entry, otherEntry);
        }
        if (type().hasLongValues()) {
            return valueBits(entry) == other.valueBits(otherEntry);
        }
        return other.isOnHeap()
                ? hasValue(entry, other.preparedValue(otherEntry))
                : other.hasValue(otherEntry, preparedValue(entry));
    }
}
