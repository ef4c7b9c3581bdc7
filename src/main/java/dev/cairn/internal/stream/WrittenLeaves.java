package dev.cairn.internal.stream;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.trie.vector.VectorBase;
import java.lang.ref.Reference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the leaves of a stream's vectors are in these, so that a vector that has them elsewhere is written as parts of them. */
public final class WrittenLeaves {
    /** So many vectors wait for their leaves to be noted, which is done when somebody asks. */
    private static final int WAITING_MAX = 64;

    private final Map<Core, Map<Long, Place>> places = new HashMap<>();
    private final Deque<Written> newestFirst = new ArrayDeque<>();

    /** They keep the leaves alive, so that none of their addresses becomes that of another. */
    private final List<VectorBase> bases = new ArrayList<>();

    /** A vector that is in the stream. */
    private record Written(int number, VectorBase base, int size) {}

    /** Where a leaf's elements are: {@code count} from index {@code from} on in the version {@code number}. */
    private record Place(int number, int from, int count) {}

    /** As many elements as {@code count} says, from index {@code from} on in the version {@code number}; in the one written, if 0. */
    public record Part(int number, int from, int count) {
        private boolean goesOnWith(int nextNumber, int nextFrom) {
            return number == nextNumber && from + count == nextFrom;
        }
    }

    /** Is shown the leaves of a vector in order. */
    @FunctionalInterface
    private interface LeafVisitor {
        void visit(long address, int from, int count);
    }

    private static void eachLeaf(VectorBase base, int size, LeafVisitor visitor) {
        try {
            for (int from = 0, end; from < size; from = end) {
                end = Math.min(size, base.leafEnd(from));
                visitor.visit(base.elementAt(from), from, end - from);
            }
        } finally {
            Reference.reachabilityFence(base);
        }
    }

    /** Remembers the leaves of the vector {@code number}, the first {@code size} elements of {@code base}; where other vectors have them too, as its own. */
    public void add(int number, VectorBase base, int size) {
        newestFirst.addFirst(new Written(number, base, size));
        if (newestFirst.size() > WAITING_MAX) {
            newestFirst.removeLast();
        }
    }

    private void note(Written vector) {
        Map<Long, Place> known = places.computeIfAbsent(vector.base.core(), core -> new HashMap<>());
        bases.add(vector.base);
        eachLeaf(
                vector.base,
                vector.size,
                (address, from, count) -> known.put(address, new Place(vector.number, from, count)));
    }

    /** The parts of which the first {@code size} elements of {@code base} can be made. */
    public List<Part> parts(VectorBase base, int size) {
        while (!newestFirst.isEmpty()) {
            note(newestFirst.removeLast());
        }
        Map<Long, Place> known = places.getOrDefault(base.core(), Map.of());
        List<Part> parts = new ArrayList<>();
        eachLeaf(base, size, (address, from, count) -> {
            Place place = known.get(address);
            int shared = place == null ? 0 : Math.min(count, place.count);
            if (place != null) {
                append(parts, place.number, place.from, shared);
            }
            if (shared < count) {
                append(parts, 0, from + shared, count - shared);
            }
        });
        return parts;
    }

    private static void append(List<Part> parts, int number, int from, int count) {
        @Nullable Part last = parts.isEmpty() ? null : parts.getLast();
        if (last != null && last.goesOnWith(number, from)) {
            parts.set(parts.size() - 1, new Part(number, last.from, last.count + count));
        } else {
            parts.add(new Part(number, from, count));
        }
    }
}
