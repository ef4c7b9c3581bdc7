package dev.cairn;

import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorCompare;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The changes from a first vector to a second one. They lie on the heap and keep neither vector alive.
 *
 * @param added the elements at the end of the second vector, if it is longer
 * @param removed the elements at the end of the first vector, if it is longer
 * @param changed the different elements at indexes that both vectors have, by index in ascending order
 * @param <E> the type of the elements
 */
public record VectorChanges<E extends @Nullable Object>(
        List<E> added, List<E> removed, SequencedMap<Integer, Change<E>> changed) {
    /** Copies the collections. */
    public VectorChanges {
        added = Collections.unmodifiableList(new ArrayList<>(added));
        removed = Collections.unmodifiableList(new ArrayList<>(removed));
        changed = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(changed));
    }

    /** Whether there are no changes. */
    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }

    static <E extends @Nullable Object, V extends ReadableVector<E, V>> VectorChanges<E> of(V before, V after) {
        VectorBase a = before.foldedBase();
        VectorBase b = after.foldedBase();
        int both = Math.min(before.size, after.size);
        try (var _ = a.core().hold()) {
            SequencedMap<Integer, Change<E>> changed = before.hasSameCodecs(after)
                    ? changesByNode(before, a, b, both)
                    : changes(before, a, after, b, both);
            return new VectorChanges<>(elements(after, b, both), elements(before, a, both), changed);
        } finally {
            Reference.reachabilityFence(a);
            Reference.reachabilityFence(b);
            Reference.reachabilityFence(before);
            Reference.reachabilityFence(after);
        }
    }

    private static <E extends @Nullable Object> SequencedMap<Integer, Change<E>> changesByNode(
            ReadableVector<E, ?> vector, VectorBase a, VectorBase b, int size) {
        SequencedMap<Integer, Change<E>> changed = new LinkedHashMap<>();
        int width = a.type().width();
        VectorCompare.visit(a, b, size, (from, x, y, count) -> {
            for (int i = 0; i < count; i++) {
                long left = x + (long) i * width;
                long right = y + (long) i * width;
                if (!vector.isSame(left, right)) {
                    changed.put(from + i, new Change<>(vector.load(left), vector.load(right)));
                }
            }
            return true;
        });
        return changed;
    }

    private static <E extends @Nullable Object> SequencedMap<Integer, Change<E>> changes(
            ReadableVector<E, ?> before, VectorBase a, ReadableVector<E, ?> after, VectorBase b, int size) {
        SequencedMap<Integer, Change<E>> changed = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            Change<E> change = new Change<>(before.load(a.elementAt(i)), after.load(b.elementAt(i)));
            if (!Objects.equals(before.likeness(change.before()), after.likeness(change.after()))) {
                changed.put(i, change);
            }
        }
        return changed;
    }

    private static <E extends @Nullable Object> List<E> elements(
            ReadableVector<E, ?> vector, VectorBase base, int from) {
        List<E> elements = new ArrayList<>();
        for (int i = from; i < vector.size; i++) {
            elements.add(vector.load(base.elementAt(i)));
        }
        return elements;
    }
}
