package dev.cairn.internal.trie.map;

import java.lang.ref.Reference;
import java.util.stream.LongStream;

/**
 * The entries in which two maps or sets differ. All are found before one is decoded or given to a user's function. Their numbers are valid
 * while this object and both collections are reachable.
 */
public final class MapDifference {
    private static final int MUCH_SMALLER = 16;

    /** All entries on the left. */
    public final MapEntries inLeft;

    /** All entries on the right. */
    public final MapEntries inRight;

    /** The entries whose keys only the left side has. */
    public final long[] onlyLeft;

    /** The entries whose keys only the right side has. */
    public final long[] onlyRight;

    /** The entries on the left whose keys have another value on the right. */
    public final long[] changedLeft;

    /** The entries on the right with the same keys, in the same order. */
    public final long[] changedRight;

    private MapDifference(MapEntries inLeft, MapEntries inRight, Found found) {
        this.inLeft = inLeft;
        this.inRight = inRight;
        this.onlyLeft = found.onlyLeft.build().toArray();
        this.onlyRight = found.onlyRight.build().toArray();
        this.changedLeft = found.changedLeft.build().toArray();
        this.changedRight = found.changedRight.build().toArray();
    }

    private static final class Found implements TrieDiff.Changes {
        private final LongStream.Builder onlyLeft = LongStream.builder();
        private final LongStream.Builder onlyRight = LongStream.builder();
        private final LongStream.Builder changedLeft = LongStream.builder();
        private final LongStream.Builder changedRight = LongStream.builder();

        @Override
        public void removed(long entryOfA) {
            onlyLeft.add(entryOfA);
        }

        @Override
        public void added(long entryOfB) {
            onlyRight.add(entryOfB);
        }

        @Override
        public void changed(long entryOfA, long entryOfB) {
            changedLeft.add(entryOfA);
            changedRight.add(entryOfB);
        }
    }

    /** Finds differences of two collections. */
    private interface Search {
        void run(MapEntries left, MapEntries right, Found found);
    }

    private static MapDifference by(Search search, MapEntries inLeft, MapEntries inRight) {
        Found found = new Found();
        try (var _ = inLeft.type().core().hold()) { // a user's code decodes and compares
            search.run(inLeft, inRight, found);
            return new MapDifference(inLeft, inRight, found);
        } finally {
            Reference.reachabilityFence(inLeft);
            Reference.reachabilityFence(inRight);
        }
    }

    /** Compares two collections of the same codecs and store. O(nodes that they do not share). */
    public static MapDifference between(MapEntries left, MapEntries right) {
        return by(MapDifference::compare, left, right);
    }

    @SuppressWarnings("ReferenceEquality") // the same table has the same entries
    private static void compare(MapEntries left, MapEntries right, Found found) {
        if (left instanceof MapBase a && right instanceof MapBase b) {
            MapCompare.diff(a, b, found);
        } else if (left != right) {
            int both = lookUp(left, right, found);
            if (both < right.size()) {
                addMissing(left, right, found);
            }
        }
    }

    /** As {@link #between}, but {@code onlyRight} may be empty. O(size of left * log), if that is much smaller. */
    public static MapDifference ofLeft(MapEntries left, MapEntries right) {
        return isMuchSmaller(left.size(), right.size()) ? by(MapDifference::lookUp, left, right) : between(left, right);
    }

    /** Whether looking up {@code few} keys among {@code many} is less work than walking both. */
    public static boolean isMuchSmaller(int few, int many) {
        return few < many / MUCH_SMALLER;
    }

    /** Finds the entries that only the left side has, and those with another value on the right. Returns how many keys both have. */
    private static int lookUp(MapEntries left, MapEntries right, Found found) {
        int both = 0;
        for (EntryCursor cursor = left.cursor(); cursor.advance(); ) {
            long entry = cursor.entry();
            long other = right.findSame(left, entry);
            if (other == 0) {
                found.removed(entry);
            } else {
                both++;
                if (!left.isSameValue(entry, right, other)) {
                    found.changed(entry, other);
                }
            }
        }
        return both;
    }

    private static void addMissing(MapEntries left, MapEntries right, Found found) {
        for (EntryCursor cursor = right.cursor(); cursor.advance(); ) {
            if (left.findSame(right, cursor.entry()) == 0) {
                found.added(cursor.entry());
            }
        }
    }
}
