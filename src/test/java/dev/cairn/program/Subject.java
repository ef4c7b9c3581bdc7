package dev.cairn.program;

import dev.cairn.Store;
import dev.cairn.VectorChanges;
import dev.cairn.Version;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;

/**
 * One type of vector with one sort of elements, under one set of names.
 *
 * @param <V> the vectors
 * @param <E> their elements
 */
public interface Subject<V extends Version, E> {
    /** An element for each number; some are equal. */
    E element(int seed);

    V empty(Store store);

    V from(Store store, List<E> elements);

    int size(V vector);

    E get(V vector, int index);

    V append(V vector, E element);

    V appendAll(V vector, List<E> elements);

    V update(V vector, int index, E element);

    V removeLast(V vector);

    V prepend(V vector, E element);

    V insert(V vector, int index, E element);

    Iterator<E> iterator(V vector);

    Spliterator<E> spliterator(V vector);

    VectorChanges<E> changes(V before, V after);

    V patch(V vector, VectorChanges<E> changes);

    Session<V, E> builder(V vector);

    /** A builder under the same names. */
    interface Session<V extends Version, E> {
        void append(E element);

        void appendAll(List<E> elements);

        void update(int index, E element);

        E get(int index);

        int size();

        V build();

        /** The builder itself. */
        Object builder();
    }
}
