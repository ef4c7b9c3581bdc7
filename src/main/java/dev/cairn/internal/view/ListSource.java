package dev.cairn.internal.view;

import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/** The elements that a {@link ListView} shows. */
public interface ListSource<E extends @Nullable Object> {
    /** How many elements there are. */
    int size();

    /** Element {@code index}, which is in range. */
    E get(int index);

    /** Goes over a range. It is an {@link java.util.Iterator}, too. */
    Spliterator<E> cursor(int from, int end);

    /** Whether each element is its own likeness. */
    boolean isNatural();

    /** What stands for an element where it is compared with elements of other codecs, or hashed. */
    @Nullable
    Object likeness(E element);

    /** What a stream of Java's serialization has in place of a view of a range. */
    Object form(int from, int end, boolean isReversed);
}
