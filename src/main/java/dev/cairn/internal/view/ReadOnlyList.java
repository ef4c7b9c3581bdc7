package dev.cairn.internal.view;

import java.util.AbstractList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A view of a vector. All changes throw, even those that would change nothing. {@link AbstractList} throws for those that are not here. */
abstract class ReadOnlyList<E extends @Nullable Object> extends AbstractList<E> implements RandomAccess {
    /*
     * Equality is that of lists: by the elements' own equals. Some elements are not equal to their own copies, such as arrays. Each read gives
     * a new copy of them, so no other list can find them equal. Two views compare such elements by their content. Any other list, also a
     * wrapper of a view, decides itself, so that both agree.
     */

    /** The source of the elements. */
    abstract ListSource<E> source();

    private Iterator<@Nullable Object> likenesses() {
        return ElementFunctions.mapped(iterator(), source()::likeness);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        if (this == other || !(other instanceof List<?>) || source().isNatural()) {
            return super.equals(other);
        }
        return other instanceof ReadOnlyList<?> view
                ? ElementFunctions.equal(likenesses(), view.likenesses(), Objects::equals)
                : other.equals(this);
    }

    @Override
    public final int hashCode() {
        return ElementFunctions.hash(iterator(), source()::likeness);
    }

    @Override
    public final int indexOf(@Nullable Object element) {
        Object wanted = ElementFunctions.likeness(element, source()::likeness);
        int index = 0;
        for (Iterator<@Nullable Object> i = likenesses(); i.hasNext(); index++) {
            if (Objects.equals(wanted, i.next())) {
                return index;
            }
        }
        return -1;
    }

    @Override
    public final int lastIndexOf(@Nullable Object element) {
        Object wanted = ElementFunctions.likeness(element, source()::likeness);
        int index = size() - 1;
        while (index >= 0 && !Objects.equals(wanted, source().likeness(get(index)))) {
            index--;
        }
        return index;
    }

    @Override
    public final boolean contains(@Nullable Object element) {
        return indexOf(element) >= 0;
    }

    /** The error for a change of a view. */
    static UnsupportedOperationException refusal() {
        return new UnsupportedOperationException(
                "this view shows a version, which never changes; change the version itself");
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
