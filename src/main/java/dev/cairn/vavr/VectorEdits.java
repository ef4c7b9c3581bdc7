package dev.cairn.vavr;

import dev.cairn.PSet;
import dev.cairn.PVector;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.Iterator;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Set;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Adding, replacing, removing, grouping and reordering elements. */
abstract class VectorEdits<T, S extends VectorEdits<T, S>> extends VectorSlices<T, S> {
    private static final long serialVersionUID = 1L;

    VectorEdits(PVector<T> elements) {
        super(elements);
    }

    @Override
    public final S append(T element) {
        return wrap(elements.append(element));
    }

    @Override
    public final S prepend(T element) {
        return wrap(elements.prepend(element));
    }

    @Override
    public final S appendAll(Iterable<? extends T> others) {
        Objects.requireNonNull(others, "elements is null");
        return isEmpty() || others instanceof VectorReads<?, ?>
                ? insertAll(length(), others)
                : wrap(elements.toBuilder().appendAll(others).build());
    }

    @Override
    public final S prependAll(Iterable<? extends T> others) {
        return insertAll(0, others);
    }

    @Override
    public final S insert(int index, T element) {
        checkPlace(index);
        return wrap(elements.insert(index, element));
    }

    private void checkPlace(int index) {
        if (index < 0 || index > length()) {
            throw new IndexOutOfBoundsException("insert(" + index + ", e) on Vector of length " + length());
        }
    }

    @Override
    public final S insertAll(int index, Iterable<? extends T> others) {
        Objects.requireNonNull(others, "elements is null");
        checkPlace(index);
        if (isEmpty() && Defaults.isDefault(elements)) {
            return all(others);
        }
        PVector<T> more = persistent(others);
        return more.isEmpty() ? self() : wrap(elements.insertAll(index, more));
    }

    @SuppressWarnings("unchecked") // the others are only read
    private PVector<T> persistent(Iterable<? extends T> others) {
        return others instanceof VectorReads<?, ?> vector
                ? (PVector<T>) vector.elements
                : newBuilder().appendAll(others).build();
    }

    @Override
    public final S update(int index, T element) {
        checkIndex(index, "update");
        return wrap(elements.update(index, element));
    }

    @Override
    public final S update(int index, Function<? super T, ? extends T> updater) {
        Objects.requireNonNull(updater, "updater is null");
        return update(index, updater.apply(get(index)));
    }

    @Override
    public final S padTo(int length, T element) {
        return length <= length() ? self() : appendAll(Iterator.fill(length - length(), element));
    }

    @Override
    public final S leftPadTo(int length, T element) {
        return length <= length() ? self() : prependAll(Iterator.fill(length - length(), element));
    }

    @Override
    public final S patch(int from, Iterable<? extends T> that, int replaced) {
        int begin = Math.clamp(from, 0, length());
        int end = begin + Math.clamp(replaced, 0, length() - begin);
        return take(begin).appendAll(that).appendAll(drop(end));
    }

    @Override
    public final S intersperse(T element) {
        return length() <= 1 ? self() : remade(iterator().intersperse(element));
    }

    @Override
    public final S removeAt(int index) {
        checkIndex(index, "removeAt");
        return wrap(elements.removeAt(index));
    }

    private S removeIfFound(int index) {
        return index < 0 ? self() : removeAt(index);
    }

    @Override
    public final S remove(T element) {
        return removeIfFound(indexOf(element));
    }

    @Override
    public final S removeFirst(Predicate<T> predicate) {
        return removeIfFound(indexWhere(predicate));
    }

    @Override
    public final S removeLast(Predicate<T> predicate) {
        return removeIfFound(lastIndexWhere(predicate));
    }

    @Override
    public final S removeAll(T element) {
        return Defaults.isDefault(elements.codec())
                ? reject(other -> Objects.equals(other, element))
                : reject(among(Collections.singletonList(element)));
    }

    @Override
    public final S removeAll(Iterable<? extends T> others) {
        return reject(among(others));
    }

    /** Tests whether an element is equal to one of {@code others}, as this vector's codec compares. */
    private Predicate<T> among(Iterable<? extends T> others) {
        if (Defaults.isDefault(elements.codec())) {
            Set<T> set = io.vavr.collection.HashSet.ofAll(others); // small and short-lived, so on the heap
            return set::contains;
        }
        PSet.Builder<T> builder = PSet.builder(elements.store(), elements.codec());
        others.forEach(element -> Defaults.find(elements.codec(), element, builder::add, builder));
        PSet<T> set = builder.build();
        return element -> Defaults.find(set.codec(), element, set::contains, false);
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester")
    public final S removeAll(Predicate<? super T> predicate) {
        return reject(predicate);
    }

    @Override
    public final S retainAll(Iterable<? extends T> others) {
        return filter(among(others));
    }

    @Override
    public final S filter(Predicate<? super T> predicate) {
        Objects.requireNonNull(predicate, "predicate is null");
        PVector.Builder<T> accepted = newBuilder();
        forEach(element -> {
            if (predicate.test(element)) {
                accepted.append(element);
            }
        });
        PVector<T> built = accepted.build();
        return built.size() == length() ? self() : wrap(built);
    }

    @Override
    public final S reject(Predicate<? super T> predicate) {
        return filter(predicate.negate());
    }

    @Override
    public final S replace(T currentElement, T newElement) {
        int index = indexOf(currentElement);
        return index < 0 ? self() : update(index, newElement);
    }

    @Override
    public final S replaceAll(T currentElement, T newElement) {
        S replaced = self();
        for (int i = indexOf(currentElement); i >= 0; i = indexOf(currentElement, i + 1)) {
            replaced = replaced.update(i, newElement);
        }
        return replaced;
    }

    @Override
    public final S distinct() {
        if (Defaults.isDefault(elements.codec())) {
            return distinctBy(Function.identity());
        }
        PVector.Builder<T> distinct = newBuilder();
        PSet<T> seen = PSet.empty(elements.store(), elements.codec());
        for (T element : elements) {
            if (!seen.contains(element)) {
                seen = seen.add(element);
                distinct.append(element);
            }
        }
        return seen.size() == length() ? self() : wrap(distinct.build());
    }

    @Override
    public final S distinctBy(Comparator<? super T> comparator) {
        Objects.requireNonNull(comparator, "comparator is null");
        return filter(new TreeSet<T>(comparator)::add);
    }

    @Override
    public final <U> S distinctBy(Function<? super T, ? extends U> keyExtractor) {
        Objects.requireNonNull(keyExtractor, "keyExtractor is null");
        java.util.Set<U> seen = new java.util.HashSet<>();
        return filter(element -> seen.add(keyExtractor.apply(element)));
    }

    @Override
    public final S distinctByKeepLast(Comparator<? super T> comparator) {
        Objects.requireNonNull(comparator, "comparator is null");
        return remade(iterator().distinctByKeepLast(comparator));
    }

    @Override
    public final <U> S distinctByKeepLast(Function<? super T, ? extends U> keyExtractor) {
        Objects.requireNonNull(keyExtractor, "keyExtractor is null");
        return remade(iterator().distinctByKeepLast(keyExtractor));
    }

    @Override
    public final S reverse() {
        return length() <= 1 ? self() : remade(reverseIterator());
    }

    @Override
    public final S rotateLeft(int n) {
        int places = isEmpty() ? 0 : Math.floorMod(n, length());
        return places == 0 ? self() : drop(places).appendAll(take(places));
    }

    @Override
    public final S rotateRight(int n) {
        return rotateLeft(isEmpty() ? 0 : length() - Math.floorMod(n, length()));
    }

    @Override
    public final S shuffle() {
        if (length() <= 1) {
            return self();
        }
        List<T> shuffled = toJavaList();
        java.util.Collections.shuffle(shuffled);
        return remade(shuffled);
    }

    @Override
    public final S sorted() {
        return sortedBy(null);
    }

    @Override
    public final S sorted(Comparator<? super T> comparator) {
        return sortedBy(Objects.requireNonNull(comparator, "comparator is null"));
    }

    /** Sorted by {@code comparator}; if it is null, by the natural order of the elements. */
    @SuppressWarnings("unchecked") // an array of elements
    private S sortedBy(Comparator<? super T> comparator) {
        T[] sorted = (T[]) toJavaList().toArray();
        Arrays.sort(sorted, comparator);
        return isEmpty() ? self() : remade(Arrays.asList(sorted));
    }

    @Override
    public final <U extends Comparable<? super U>> S sortBy(Function<? super T, ? extends U> mapper) {
        return sortBy(Comparator.naturalOrder(), mapper);
    }

    @Override
    public final <U> S sortBy(Comparator<? super U> comparator, Function<? super T, ? extends U> mapper) {
        Objects.requireNonNull(comparator, "comparator is null");
        Objects.requireNonNull(mapper, "mapper is null");
        return sorted((a, b) -> comparator.compare(mapper.apply(a), mapper.apply(b)));
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

    @Override
    public final <C> Map<C, S> groupBy(Function<? super T, ? extends C> classifier) {
        Objects.requireNonNull(classifier, "classifier is null");
        java.util.Map<C, PVector.Builder<T>> groups = new java.util.LinkedHashMap<>();
        for (T element : elements) {
            groups.computeIfAbsent(classifier.apply(element), _ -> newBuilder()).append(element);
        }
        Map<C, S> grouped = LinkedHashMap.empty();
        for (java.util.Map.Entry<C, PVector.Builder<T>> group : groups.entrySet()) {
            grouped = grouped.put(group.getKey(), wrap(group.getValue().build()));
        }
        return grouped;
    }

    @Override
    public final Tuple2<S, S> partition(Predicate<? super T> predicate) {
        Objects.requireNonNull(predicate, "predicate is null");
        PVector.Builder<T> accepted = newBuilder();
        PVector.Builder<T> rejected = newBuilder();
        forEach(element -> (predicate.test(element) ? accepted : rejected).append(element));
        return Tuple.of(wrap(accepted.build()), wrap(rejected.build()));
    }

    @Override
    public final Iterator<S> crossProduct(int power) {
        if (power < 0) {
            return Iterator.empty();
        }
        Iterator<S> product = Iterator.of(take(0));
        for (int i = 0; i < power; i++) {
            product = product.flatMap(begun -> iterator().map(begun::append));
        }
        return product;
    }
}
