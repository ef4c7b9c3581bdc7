package dev.cairn;

import dev.cairn.internal.trie.vector.VectorBase;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the leaves of a stream's vectors are in these, so that a vector that has them elsewhere is written as parts of them. */
final class WrittenLeaves {
    private final Map<Store, Map<Long, Place>> places = new HashMap<>();

    /** They keep the leaves alive, so that none of their addresses becomes that of another. */
    private final List<VectorBase> bases = new ArrayList<>();

    /** Where a leaf's elements are: {@code count} from index {@code from} on in the version {@code number}. */
    private record Place(int number, int from, int count) {}

    /** As many elements as {@code count} says, from index {@code from} on in the version {@code number}; in the one written, if 0. */
    record Part(int number, int from, int count) {
        private boolean goesOnWith(int nextNumber, int nextFrom) {
            return number == nextNumber && from + count == nextFrom;
        }
    }

    /** Is shown the leaves of a vector in order. */
    @FunctionalInterface
    private interface LeafVisitor {
        void visit(long address, int from, int count);
    }

    private static VectorBase eachLeaf(AbstractVector<?, ?> version, LeafVisitor visitor) {
        VectorBase base = version.settled();
        try {
            for (int from = 0, end; from < version.size; from = end) {
                end = Math.min(version.size, base.leafEnd(from));
                visitor.visit(base.elementAt(from), from, end - from);
            }
            return base;
        } finally {
            Reference.reachabilityFence(base);
        }
    }

    /** Remembers the leaves of {@code version}; where others have them too, as its own. */
    void add(int number, AbstractVector<?, ?> version) {
        Map<Long, Place> known = places.computeIfAbsent(version.store(), store -> new HashMap<>());
        bases.add(eachLeaf(version, (address, from, count) -> known.put(address, new Place(number, from, count))));
    }

    /** The parts that {@code version} is made of. */
    List<Part> parts(AbstractVector<?, ?> version) {
        Map<Long, Place> known = places.getOrDefault(version.store(), Map.of());
        List<Part> parts = new ArrayList<>();
        eachLeaf(version, (address, from, count) -> {
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
