package dev.cairn.vavr;

import dev.cairn.PSet;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.Iterator;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Set;
import io.vavr.control.Option;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Adding and removing elements, and the parts of a set. */
abstract class SetEdits<T, S extends SetEdits<T, S>> extends SetReads<T, S> {
    private static final long serialVersionUID = 1L;

    SetEdits(PSet<T> elements) {
        super(elements);
    }

    /** The set of {@code changed}, which was made from this one by adding or by removing only; this set if the sizes are equal. */
    private S ifChanged(PSet<T> changed) {
        return changed.size() == length() ? self() : wrap(changed);
    }

    @Override
    public final S add(T element) {
        return contains(element) ? self() : wrapSome(elements.add(element));
    }

    @Override
    public final S addAll(Iterable<? extends T> others) {
        Objects.requireNonNull(others, "elements is null");
        if (isEmpty() && Defaults.isDefault(elements)) {
            return all(others);
        }
        return combined(
                others, PSet::union, () -> elements.toBuilder().addAll(others).build());
    }

    /** The result of {@code ofNodes} if {@code others} is a set with the same codec and store; else the result of {@code ofElements}. */
    @SuppressWarnings("unchecked") // the others are only read
    private S combined(Iterable<? extends T> others, BinaryOperator<PSet<T>> ofNodes, Supplier<PSet<T>> ofElements) {
        return ifChanged(
                others instanceof SetReads<?, ?> set
                                && set.elements.store() == elements.store()
                                && set.elements.codec().equals(elements.codec())
                        ? ofNodes.apply(elements, (PSet<T>) set.elements)
                        : ofElements.get());
    }

    @Override
    public final S union(Set<? extends T> that) {
        return addAll(that);
    }

    @Override
    public final S remove(T element) {
        return contains(element) ? wrap(elements.remove(element)) : self();
    }

    @Override
    public final S removeAll(Iterable<? extends T> others) {
        Objects.requireNonNull(others, "elements is null");
        return combined(others, PSet::difference, () -> {
            PSet.Builder<T> rest = elements.toBuilder();
            others.forEach(element -> Defaults.find(elements.codec(), element, rest::remove, rest));
            return rest.build();
        });
    }

    @Override
    public final S diff(Set<? extends T> that) {
        return removeAll(that);
    }

    @Override
    public final S retainAll(Iterable<? extends T> others) {
        Objects.requireNonNull(others, "elements is null");
        S retained = all(others);
        return combined(retained, PSet::intersect, () -> elements.filter(retained::contains));
    }

    @Override
    public final S intersect(Set<? extends T> that) {
        return retainAll(that);
    }

    @Override
    public final S filter(Predicate<? super T> predicate) {
        Objects.requireNonNull(predicate, "predicate is null");
        return ifChanged(elements.filter(predicate));
    }

    @Override
    public final S reject(Predicate<? super T> predicate) {
        return filter(predicate.negate());
    }

    @Override
    public final Tuple2<S, S> partition(Predicate<? super T> predicate) {
        S accepted = filter(predicate);
        return Tuple.of(accepted, removeAll(accepted));
    }

    @Override
    public final S replace(T currentElement, T newElement) {
        return contains(currentElement) ? remove(currentElement).add(newElement) : self();
    }

    @Override
    public final S replaceAll(T currentElement, T newElement) {
        return replace(currentElement, newElement);
    }

    @Override
    public final S distinct() {
        return self();
    }

    @Override
    public final S distinctBy(Comparator<? super T> comparator) {
        Objects.requireNonNull(comparator, "comparator is null");
        return ifChanged(remade(iterator().distinctBy(comparator)).elements);
    }

    @Override
    public final <U> S distinctBy(Function<? super T, ? extends U> keyExtractor) {
        Objects.requireNonNull(keyExtractor, "keyExtractor is null");
        return ifChanged(remade(iterator().distinctBy(keyExtractor)).elements);
    }

    @Override
    public final S take(int n) {
        return n >= length() ? self() : remade(iterator().take(n));
    }

    @Override
    public final S takeRight(int n) {
        return take(n);
    }

    @Override
    public final S drop(int n) {
        return n <= 0 ? self() : remade(iterator().drop(n));
    }

    @Override
    public final S dropRight(int n) {
        return drop(n);
    }

    @Override
    public final S takeWhile(Predicate<? super T> predicate) {
        Objects.requireNonNull(predicate, "predicate is null");
        return ifChanged(remade(iterator().takeWhile(predicate)).elements);
    }

    @Override
    public final S takeUntil(Predicate<? super T> predicate) {
        return takeWhile(predicate.negate());
    }

    @Override
    public final S dropWhile(Predicate<? super T> predicate) {
        Objects.requireNonNull(predicate, "predicate is null");
        return ifChanged(remade(iterator().dropWhile(predicate)).elements);
    }

    @Override
    public final S dropUntil(Predicate<? super T> predicate) {
        return dropWhile(predicate.negate());
    }

    @Override
    public final Tuple2<S, S> span(Predicate<? super T> predicate) {
        S before = takeWhile(predicate);
        return Tuple.of(before, removeAll(before));
    }

    @Override
    public final S tail() {
        if (isEmpty()) {
            throw new UnsupportedOperationException("tail of empty HashSet");
        }
        return remove(head());
    }

    @Override
    public final Option<S> tailOption() {
        return isEmpty() ? Option.none() : Option.some(tail());
    }

    @Override
    public final S init() {
        return tail();
    }

    @Override
    public final Option<S> initOption() {
        return tailOption();
    }

    @Override
    public final Iterator<S> grouped(int size) {
        return sliding(size, size);
    }

    @Override
    public final Iterator<S> sliding(int size) {
        return sliding(size, 1);
    }

    @Override
    public final Iterator<S> sliding(int size, int step) {
        return iterator().sliding(size, step).map(this::remade);
    }

    @Override
    public final Iterator<S> slideBy(Function<? super T, ?> classifier) {
        return iterator().slideBy(classifier).map(this::remade);
    }

    @Override
    public final <C> Map<C, S> groupBy(Function<? super T, ? extends C> classifier) {
        Objects.requireNonNull(classifier, "classifier is null");
        java.util.Map<C, PSet.Builder<T>> groups = new java.util.LinkedHashMap<>();
        for (T element : elements) {
            groups.computeIfAbsent(classifier.apply(element), _ -> newBuilder()).add(element);
        }
        Map<C, S> grouped = LinkedHashMap.empty();
        for (java.util.Map.Entry<C, PSet.Builder<T>> group : groups.entrySet()) {
            grouped = grouped.put(group.getKey(), wrap(group.getValue().build()));
        }
        return grouped;
    }

    @Override
    public final S orElse(Iterable<? extends T> other) {
        return isEmpty() ? all(other) : self();
    }

    @Override
    public final S orElse(Supplier<? extends Iterable<? extends T>> supplier) {
        return isEmpty() ? all(supplier.get()) : self();
    }

    @Override
    public final S peek(Consumer<? super T> action) {
        Objects.requireNonNull(action, "action is null");
        if (!isEmpty()) {
            action.accept(head());
        }
        return self();
    }
}
