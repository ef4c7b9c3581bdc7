package dev.cairn;

import dev.cairn.internal.trie.map.EntryCursor;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapCompare;
import dev.cairn.internal.trie.map.MapEntries;
import java.lang.ref.Reference;
import java.util.stream.LongStream;

/**
 * The entries in which two maps or sets differ, found before any of them is decoded or given to a user's function. They stay as
 * long as this and both versions are reachable.
 */
final class MapDifference<C extends AbstractKeyed<?, C>> {
    private static final int MUCH_SMALLER = 16;

    final C left;
    final C right;

    /** All entries of the left one. */
    final MapEntries inLeft;

    /** All entries of the right one. */
    final MapEntries inRight;

    /** The entries whose keys only the left one has. */
    final long[] onlyLeft;

    /** The entries whose keys only the right one has. */
    final long[] onlyRight;

    /** The left one's entries whose keys have another value in the right one. */
    final long[] changedLeft;

    /** The right one's entries with the same keys in the same places. */
    final long[] changedRight;

    private MapDifference(C left, C right, MapEntries inLeft, MapEntries inRight, Found found) {
        this.left = left;
        this.right = right;
        this.inLeft = inLeft;
        this.inRight = inRight;
        this.onlyLeft = found.onlyLeft.build().toArray();
        this.onlyRight = found.onlyRight.build().toArray();
        this.changedLeft = found.changedLeft.build().toArray();
        this.changedRight = found.changedRight.build().toArray();
    }

    private static final class Found implements MapCompare.Changes {
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

    /** Says what of two is looked for. */
    private interface Search {
        void run(MapEntries left, MapEntries right, Found found);
    }

    private static <C extends AbstractKeyed<?, C>> MapDifference<C> by(Search search, C left, C right) {
        MapEntries inLeft = left.allEntries();
        MapEntries inRight = right.allEntries();
        Found found = new Found();
        try (var _ = left.core().hold()) { // a user's code decodes and compares
            search.run(inLeft, inRight, found);
            return new MapDifference<>(left, right, inLeft, inRight, found);
        } finally {
            Reference.reachabilityFence(inLeft);
            Reference.reachabilityFence(inRight);
        }
    }

    /** Compares two that are like each other. O(what they do not share). */
    static <C extends AbstractKeyed<?, C>> MapDifference<C> between(C left, C right) {
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

    /** As {@link #between}, where {@code onlyRight} is not asked for; O(size of left * log), if that is much smaller. */
    static <C extends AbstractKeyed<?, C>> MapDifference<C> ofLeft(C left, C right) {
        return isMuchSmaller(left, right) ? by(MapDifference::lookUp, left, right) : between(left, right);
    }

    /** Whether looking up each key of {@code one} in {@code other} is less work than walking both. */
    static boolean isMuchSmaller(AbstractKeyed<?, ?> one, AbstractKeyed<?, ?> other) {
        return one.size() < other.size() / MUCH_SMALLER;
    }

    /** Finds what only the left ones have and what both have with another value; returns how many keys both have. */
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
