package dev.cairn;

import java.util.AbstractList;
import java.util.Collection;
import java.util.Comparator;
import java.util.RandomAccess;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A list that refuses to be changed, also where nothing would change. What {@link AbstractList} refuses is not named here. */
abstract class ReadOnlyList<E extends @Nullable Object> extends AbstractList<E> implements RandomAccess {
    private static UnsupportedOperationException refusal() {
        return new UnsupportedOperationException("a view of a version, which never changes");
    }

    @Override
    public final boolean addAll(Collection<? extends E> elements) {
        throw refusal();
    }

    @Override
    public final boolean addAll(int index, Collection<? extends E> elements) {
        throw refusal();
    }

    @Override
    public final void clear() {
        throw refusal();
    }

    @Override
    public final boolean remove(@Nullable Object element) {
        throw refusal();
    }

    @Override
    public final boolean removeAll(Collection<?> elements) {
        throw refusal();
    }

    @Override
    public final boolean retainAll(Collection<?> elements) {
        throw refusal();
    }

    @Override
    public final boolean removeIf(Predicate<? super E> filter) {
        throw refusal();
    }

    @Override
    public final E removeFirst() {
        throw refusal();
    }

    @Override
    public final E removeLast() {
        throw refusal();
    }

    @Override
    public final void replaceAll(UnaryOperator<E> operator) {
        throw refusal();
    }

    @Override
    public final void sort(@Nullable Comparator<? super E> order) {
        throw refusal();
    }
}
