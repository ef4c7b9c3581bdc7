package dev.cairn.internal.stream;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.trie.blob.BlobBase;
import dev.cairn.internal.trie.blob.PieceCursor;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where the leaves of a stream's blobs are in these, so that a blob that has parts of them is written as parts of those. */
public final class WrittenPieces {
    /*
     * Of a leaf, places by where in it they begin. No place lies within another of the same leaf, so the last one that begins
     * at a bit or before it reaches furthest.
     */
    private final Map<Leaf, TreeMap<Long, Place>> pieces = new HashMap<>();

    /** They keep the leaves alive, so that none of their references becomes that of another. */
    private final List<BlobBase> blobs = new ArrayList<>();

    private record Leaf(Core core, int reference) {}

    /** As many bits as {@code bits} says, from {@code bit} on in the blob {@code number}; not in any yet, if that is 0. */
    public record Place(int number, long bit, long bits) {
        private Place from(long skipped) {
            return new Place(number, bit + skipped, bits - skipped);
        }
    }

    /** Remembers the pieces of {@code blob}, which no scope ends, unless others have all of them. */
    public void add(int number, BlobBase blob) {
        blobs.add(blob);
        PieceCursor piece = blob.pieces();
        try {
            for (long bit = 0; bit < blob.length(); bit += piece.length()) {
                piece.seek(bit, blob.length() - bit);
                add(new Leaf(blob.core(), piece.leaf()), piece.first(), new Place(number, bit, piece.length()));
            }
        } finally {
            Reference.reachabilityFence(blob);
        }
    }

    private void add(Leaf leaf, long first, Place place) {
        TreeMap<Long, Place> known = pieces.computeIfAbsent(leaf, unknown -> new TreeMap<>());
        long end = first + place.bits;
        if (end(known.floorEntry(first)) >= end) {
            return;
        }
        known.put(first, place);
        Map.Entry<Long, Place> within = known.higherEntry(first);
        while (within != null && end(within) <= end) {
            known.remove(within.getKey());
            within = known.higherEntry(first);
        }
    }

    private static long end(Map.@Nullable Entry<Long, Place> place) {
        return place == null ? 0 : place.getKey() + place.getValue().bits;
    }

    /** Where the bits of a leaf are from {@code first} on, and how many of them. */
    public Place find(Core core, int leaf, long first) {
        TreeMap<Long, Place> known = pieces.getOrDefault(new Leaf(core, leaf), new TreeMap<>());
        Map.Entry<Long, Place> before = known.floorEntry(first);
        if (before != null && first < end(before)) {
            return before.getValue().from(first - before.getKey());
        }
        Long next = known.higherKey(first);
        return new Place(0, 0, next == null ? Long.MAX_VALUE : next - first);
    }
}
