package dev.cairn.internal.view;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A view of a map or set. All changes throw, even those that would change nothing. */
abstract class ReadOnlyCollection<E extends @Nullable Object> extends AbstractCollection<E> {
    /**
     * Whether {@code other}, which is no view of ours, is a set equal to {@code view}. If elements are not equal to their copies, the other
     * set decides, so that both agree.
     */
    static boolean isEqual(Set<?> view, boolean isNatural, @Nullable Object other) {
        if (!(other instanceof Set<?> set)) {
            return false;
        }
        return isNatural ? view.size() == set.size() && view.containsAll(set) : set.equals(view);
    }

    @Override
    public final boolean add(E element) {
        throw ReadOnlyList.refusal();
    }

    @Override
    public final boolean addAll(Collection<? extends E> elements) {
        throw ReadOnlyList.refusal();
    }

    @Override
    public final void clear() {
        throw ReadOnlyList.refusal();
    }

    @Override
    public final boolean remove(@Nullable Object element) {
        throw ReadOnlyList.refusal();
    }

    @Override
    public final boolean removeAll(Collection<?> elements) {
        throw ReadOnlyList.refusal();
    }

    @Override
    public final boolean retainAll(Collection<?> elements) {
        throw ReadOnlyList.refusal();
    }

    @Override
    public final boolean removeIf(Predicate<? super E> filter) {
        throw ReadOnlyList.refusal();
    }
}
