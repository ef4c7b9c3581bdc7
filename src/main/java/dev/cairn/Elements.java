package dev.cairn;

import dev.cairn.internal.trie.vector.VectorBuilder;
import java.util.Iterator;
import java.util.Objects;

/** What a {@link java.util.List} does with its elements. */
final class Elements {
    private Elements() {}

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
}
