package dev.cairn.internal.stored;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.trie.vector.Reservation;
import org.jspecify.annotations.Nullable;

/** The way up to stores and collections. The package of collections, which is above this one, registers it. */
public abstract class StoredBridge {
    private static volatile @Nullable StoredBridge registered;

    /** The registered bridge. */
    public static StoredBridge get() {
        StoredBridge now = registered;
        if (now == null) {
            throw new IllegalStateException("no store was made");
        }
        return now;
    }

    /** Called before the first store is made. */
    public static void register(StoredBridge bridge) {
        registered = bridge;
    }

    /** The core of {@code store}. */
    public abstract Core core(Object store);

    /**
     * The nodes of {@code version}, after its pending edits were written. O(pending edits), and O(n) for a small version on the heap, which
     * is written as well; both once for each version. The caller closes the result.
     *
     * @throws RuntimeException the named exception of a store that is only read, if the version is on the heap; of a store that is closed;
     *     or of one that is full
     */
    public abstract StoredVersion stored(Object version);

    /**
     * Places for {@code more} elements behind those of {@code builder}, a builder of vectors. See {@link Reservation}.
     *
     * @throws IllegalArgumentException if {@code more} is negative, or the elements are neither numbers nor records of numbers: not all bytes are
     *     elements then
     * @throws IllegalStateException if a vector can't be that long
     */
    public abstract Reservation reserve(Object builder, int more, Reservation.Making making);
}
