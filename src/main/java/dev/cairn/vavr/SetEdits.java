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

/** What makes a set of the same type of elements: adding and removing them, and parts of it. */
abstract class SetEdits<T> extends SetReads<T> {
    private static final long serialVersionUID = 1L;

    SetEdits(PSet<T> elements) {
        super(elements);
    }

    /** The set of {@code changed}, to which elements were added or from which some were removed; this one if none were. */
    private HashSet<T> ifChanged(PSet<T> changed) {
        return changed.size() == length() ? self() : HashSet.over(changed);
    }

    @Override
    public final HashSet<T> add(T element) {
        return contains(element) ? self() : HashSet.overSome(elements.add(element));
    }

    @Override
    public final HashSet<T> addAll(Iterable<? extends T> others) {
        Objects.requireNonNull(others, "elements is null");
        if (isEmpty() && HashSet.isDefault(elements)) {
            return HashSet.ofAll(others);
        }
        return combined(
                others,
                PSet::union,
                () -> SetAssembly.after(elements).addAll(others).build());
    }

    /** What {@code ofNodes} makes of this and {@code others}, if they are a set in the same form; else what the other gives. */
    private HashSet<T> combined(
            Iterable<? extends T> others, BinaryOperator<PSet<T>> ofNodes, Supplier<PSet<T>> ofElements) {
        return ifChanged(
                others instanceof HashSet<? extends T> set
                                && set.elements.store() == elements.store()
                                && set.elements.codec().equals(elements.codec())
                        ? ofNodes.apply(elements, HashSet.<T>narrow(set).elements)
                        : ofElements.get());
    }

    @Override
    public final HashSet<T> union(Set<? extends T> that) {
        return addAll(that);
    }

    @Override
    public final HashSet<T> remove(T element) {
        return contains(element) ? HashSet.over(elements.remove(element)) : self();
    }

    @Override
    public final HashSet<T> removeAll(Iterable<? extends T> others) {
        Objects.requireNonNull(others, "elements is null");
        return combined(others, PSet::difference, () -> {
            SetAssembly<T> rest = SetAssembly.after(elements);
            others.forEach(rest::remove);
            return rest.build();
        });
    }

    @Override
    public final HashSet<T> diff(Set<? extends T> that) {
        return removeAll(that);
    }

    @Override
    public final HashSet<T> retainAll(Iterable<? extends T> others) {
        Objects.requireNonNull(others, "elements is null");
        HashSet<T> retained = HashSet.ofAll(others);
        return combined(retained, PSet::intersect, () -> elements.filter(retained::contains));
    }

    @Override
    public final HashSet<T> intersect(Set<? extends T> that) {
        return retainAll(that);
    }

    @Override
    public final HashSet<T> filter(Predicate<? super T> predicate) {
        Objects.requireNonNull(predicate, "predicate is null");
        return ifChanged(elements.filter(predicate));
    }

    @Override
    public final HashSet<T> reject(Predicate<? super T> predicate) {
        return filter(predicate.negate());
    }

    @Override
    public final Tuple2<HashSet<T>, HashSet<T>> partition(Predicate<? super T> predicate) {
        HashSet<T> accepted = filter(predicate);
        return Tuple.of(accepted, removeAll(accepted));
    }

    @Override
    public final HashSet<T> replace(T currentElement, T newElement) {
        return contains(currentElement) ? remove(currentElement).add(newElement) : self();
    }

    @Override
    public final HashSet<T> replaceAll(T currentElement, T newElement) {
        return replace(currentElement, newElement);
    }

    @Override
    public final HashSet<T> distinct() {
        return self();
    }

    @Override
    public final HashSet<T> distinctBy(Comparator<? super T> comparator) {
        Objects.requireNonNull(comparator, "comparator is null");
        return ifChanged(remade(iterator().distinctBy(comparator)).elements);
    }

    @Override
    public final <U> HashSet<T> distinctBy(Function<? super T, ? extends U> keyExtractor) {
        Objects.requireNonNull(keyExtractor, "keyExtractor is null");
        return ifChanged(remade(iterator().distinctBy(keyExtractor)).elements);
    }

    @Override
    public final HashSet<T> take(int n) {
        return n >= length() ? self() : remade(iterator().take(n));
    }

    @Override
    public final HashSet<T> takeRight(int n) {
        return take(n);
    }

    @Override
    public final HashSet<T> drop(int n) {
        return n <= 0 ? self() : remade(iterator().drop(n));
    }

    @Override
    public final HashSet<T> dropRight(int n) {
        return drop(n);
    }

    @Override
    public final HashSet<T> takeWhile(Predicate<? super T> predicate) {
        Objects.requireNonNull(predicate, "predicate is null");
        return ifChanged(remade(iterator().takeWhile(predicate)).elements);
    }

    @Override
    public final HashSet<T> takeUntil(Predicate<? super T> predicate) {
        return takeWhile(predicate.negate());
    }

    @Override
    public final HashSet<T> dropWhile(Predicate<? super T> predicate) {
        Objects.requireNonNull(predicate, "predicate is null");
        return ifChanged(remade(iterator().dropWhile(predicate)).elements);
    }

    @Override
    public final HashSet<T> dropUntil(Predicate<? super T> predicate) {
        return dropWhile(predicate.negate());
    }

    @Override
    public final Tuple2<HashSet<T>, HashSet<T>> span(Predicate<? super T> predicate) {
        HashSet<T> before = takeWhile(predicate);
        return Tuple.of(before, removeAll(before));
    }

    @Override
    public final HashSet<T> tail() {
        if (isEmpty()) {
            throw new UnsupportedOperationException("tail of empty HashSet");
        }
        return remove(head());
    }

    @Override
    public final Option<HashSet<T>> tailOption() {
        return isEmpty() ? Option.none() : Option.some(tail());
    }

    @Override
    public final HashSet<T> init() {
        return tail();
    }

    @Override
    public final Option<HashSet<T>> initOption() {
        return tailOption();
    }

    @Override
    public final Iterator<HashSet<T>> grouped(int size) {
        return sliding(size, size);
    }

    @Override
    public final Iterator<HashSet<T>> sliding(int size) {
        return sliding(size, 1);
    }

    @Override
    public final Iterator<HashSet<T>> sliding(int size, int step) {
        return iterator().sliding(size, step).map(this::remade);
    }

    @Override
    public final Iterator<HashSet<T>> slideBy(Function<? super T, ?> classifier) {
        return iterator().slideBy(classifier).map(this::remade);
    }

    @Override
    public final <C> Map<C, HashSet<T>> groupBy(Function<? super T, ? extends C> classifier) {
        Objects.requireNonNull(classifier, "classifier is null");
        java.util.Map<C, SetAssembly<T>> groups = new java.util.LinkedHashMap<>();
        for (T element : elements) {
            groups.computeIfAbsent(classifier.apply(element), _ -> SetAssembly.like(elements))
                    .add(element);
        }
        Map<C, HashSet<T>> grouped = LinkedHashMap.empty();
        for (java.util.Map.Entry<C, SetAssembly<T>> group : groups.entrySet()) {
            grouped = grouped.put(group.getKey(), HashSet.over(group.getValue().build()));
        }
        return grouped;
    }

    @Override
    public final HashSet<T> orElse(Iterable<? extends T> other) {
        return isEmpty() ? HashSet.ofAll(other) : self();
    }

    @Override
    public final HashSet<T> orElse(Supplier<? extends Iterable<? extends T>> supplier) {
        return isEmpty() ? HashSet.ofAll(supplier.get()) : self();
    }

    @Override
    public final HashSet<T> peek(Consumer<? super T> action) {
        Objects.requireNonNull(action, "action is null");
        if (!isEmpty()) {
            action.accept(head());
        }
        return self();
    }
}
