package dev.cairn.internal.trie.map;

/**
 * Compares two bases of one type, passing over the nodes they share. Runs the code of a user's keys and values, which cannot
 * end a scope meanwhile; the caller keeps both bases reachable.
 */
public final class MapCompare {
    private MapCompare() {}

    /** Receives what differs, each time where the entry lies. */
    public interface Changes {
        /** The key of {@code entryOfA} is in the first base only. */
        void removed(long entryOfA);

        /** The key of {@code entryOfB} is in the second base only. */
        void added(long entryOfB);

        /** Both have the key, with different values. */
        void changed(long entryOfA, long entryOfB);
    }

    /** Tells {@code to} what differs from {@code a} to {@code b}; returns how many nodes it looked at. O(what is not shared). */
    public static long diff(MapBase a, MapBase b, Changes to) {
        try (var _ = a.core().hold()) {
            return new MapDiff(a.type(), to).run(a.root, b.root);
        }
    }

    /** Whether both have equal keys with equal values; O(what is not shared). */
    public static boolean equal(MapBase a, MapBase b) {
        try (var _ = a.core().hold()) {
            return a.size() == b.size() && (a.size() == 0 || new MapEquality(a.type()).nodes(a.root, b.root));
        }
    }

    /** Whether {@code all}, of the same codecs and store, have each entry of {@code few} with an equal value. */
    public static boolean isWithin(MapTable few, MapEntries all) {
        try (var _ = few.type().core.hold()) {
            for (long entry = 1; entry <= few.size(); entry++) {
                long other = all.find(few.hash(entry), few.preparedKey(entry));
                if (other == 0 || !all.hasValue(other, few.preparedValue(entry))) {
                    return false;
                }
            }
            return true;
        }
    }
}
