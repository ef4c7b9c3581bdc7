package dev.cairn.internal.view;

import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/** The elements that a {@link ListView} shows. */
public interface ListSource<E extends @Nullable Object> {
    /** How many elements there are. */
    int size();

    /** Element {@code index}, which is in range. */
    E get(int index);

    /** A spliterator over a range. It is an {@link java.util.Iterator}, too. */
    Spliterator<E> cursor(int from, int end);

    /** Whether each element is its own likeness. */
    boolean isNatural();

    /** The object that represents an element when it is hashed, or compared with elements of other codecs. */
    @Nullable
    Object likeness(E element);

    /** The object that replaces a view of a range in a stream of Java's serialization. */
    Object form(int from, int end, boolean isReversed);
}
