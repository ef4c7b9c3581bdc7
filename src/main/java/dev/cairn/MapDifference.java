package dev.cairn;

import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapCompare;
import dev.cairn.internal.trie.map.MapCursor;
import java.lang.ref.Reference;
import java.util.stream.LongStream;

/**
 * Where the entries lie in which two maps or sets differ, found before any of them is decoded or given to a user's function.
 * They lie there as long as both versions are reachable.
 */
final class MapDifference<C extends AbstractKeyed<?, C>> {
    private static final int MUCH_SMALLER = 16;

    final C left;
    final C right;

    /** The entries whose keys only the left one has. */
    final long[] onlyLeft;

    /** The entries whose keys only the right one has. */
    final long[] onlyRight;

    /** The left one's entries whose keys have another value in the right one. */
    final long[] changedLeft;

    /** The right one's entries with the same keys in the same places. */
    final long[] changedRight;

    private MapDifference(C left, C right, Found found) {
        this.left = left;
        this.right = right;
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

    /** Compares two that are like each other. O(what they do not share). */
    static <C extends AbstractKeyed<?, C>> MapDifference<C> between(C left, C right) {
        MapBase a = left.settled();
        MapBase b = right.settled();
        Found found = new Found();
        try {
            MapCompare.diff(a, b, found);
            return new MapDifference<>(left, right, found);
        } finally {
            Reference.reachabilityFence(a);
            Reference.reachabilityFence(b);
        }
    }

    /** As {@link #between}, where {@code onlyRight} is not asked for; O(size of left * log), if that is much smaller. */
    static <C extends AbstractKeyed<?, C>> MapDifference<C> ofLeft(C left, C right) {
        return isMuchSmaller(left, right) ? lookUp(left, right) : between(left, right);
    }

    /** Whether looking up each key of {@code one} in {@code other} is less work than walking both. */
    static boolean isMuchSmaller(AbstractKeyed<?, ?> one, AbstractKeyed<?, ?> other) {
        return one.size() < other.size() / MUCH_SMALLER;
    }

    private static <C extends AbstractKeyed<?, C>> MapDifference<C> lookUp(C left, C right) {
        MapBase a = left.settled();
        MapBase b = right.settled();
        Found found = new Found();
        try {
            for (MapCursor cursor = new MapCursor(a); cursor.advance(); ) {
                long entry = cursor.entry();
                long other = right.findSame(entry);
                if (other == 0) {
                    found.removed(entry);
                } else if (!right.isSameValue(entry, other)) {
                    found.changed(entry, other);
                }
            }
            return new MapDifference<>(left, right, found);
        } finally {
            Reference.reachabilityFence(a);
            Reference.reachabilityFence(b);
        }
    }
}
