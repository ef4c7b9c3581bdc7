package dev.cairn;

import dev.cairn.internal.trie.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/** What a {@link java.util.List} does with its elements. */
final class Elements {
    private Elements() {}

    /** Collects on the heap, in whatever threads, and hands all to {@code finisher} in one. */
    static <E extends @Nullable Object, R> Collector<E, ?, R> collector(Function<List<E>, R> finisher) {
        return Collector.of(
                ArrayList::new,
                List::add,
                (first, second) -> {
                    first.addAll(second);
                    return first;
                },
                finisher);
    }

    static boolean equal(Iterator<?> a, Iterator<?> b) {
        while (a.hasNext() && b.hasNext()) {
            if (!Objects.equals(a.next(), b.next())) {
                return false;
            }
        }
        return a.hasNext() == b.hasNext();
    }

    static String toString(Iterator<?> elements) {
        StringBuilder text = new StringBuilder("[");
        while (elements.hasNext()) {
            text.append(elements.next());
            if (elements.hasNext()) {
                text.append(", ");
            }
        }
        return text.append(']').toString();
    }

    static void checkRoom(int size) {
        VectorBuilder.checkRoom(size);
    }

    static int checkIndex(int index, int size) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("index " + index + " of a vector of size " + size);
        }
        return index;
    }

    static void checkRange(int from, int to, int size) {
        if (from < 0 || from > to || to > size) {
            throw new IndexOutOfBoundsException("from %d to %d of a vector of size %d".formatted(from, to, size));
        }
    }
}
